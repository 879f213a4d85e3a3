-- Which import brought a number of members, so that taking the import back takes it too.

alter table actors.membership add import_id uuid;
alter table actors.membership add foreign key (workspace_id, import_id) references actors.import on delete set null (import_id);
create index membership_import on actors.membership (workspace_id, import_id);
comment on column actors.membership.import_id is 'List that it came with; null: noted by hand';
