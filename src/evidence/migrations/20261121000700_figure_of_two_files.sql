-- A change between two periods is a figure of two files: cited, it stays with the vintages of both.

alter table evidence.figure
  add column against_file_id uuid,
  add column against_vintage_id uuid,
  add check ((against_file_id is null) = (against_vintage_id is null)),
  add foreign key (workspace_id, against_file_id) references evidence.data_file on delete cascade,
  add foreign key (workspace_id, against_vintage_id) references evidence.vintage on delete cascade;
create index figure_against_file on evidence.figure (workspace_id, against_file_id) where against_file_id is not null;
create index figure_against_vintage on evidence.figure (workspace_id, against_vintage_id) where against_vintage_id is not null;
comment on column evidence.figure.against_file_id is 'Of a change: the data file of the earlier period; null: a figure of one file';
comment on column evidence.figure.against_vintage_id is 'Vintage of that file it was computed on';
