-- A person of the team who sits at a table herself: a facilitator acts for no organisation.

create table kernel.audience_member (
  workspace_id uuid not null,
  audience_id uuid not null,
  member_id uuid not null,
  primary key (workspace_id, audience_id, member_id),
  foreign key (workspace_id, audience_id) references kernel.audience on delete cascade,
  foreign key (workspace_id, member_id) references kernel.member on delete cascade
);
create index audience_member_member on kernel.audience_member (workspace_id, member_id);
comment on table kernel.audience_member is 'Members who are of an audience themselves, beside those of its organisations: the facilitators of a table';
comment on column kernel.audience_member.workspace_id is 'Workspace';
comment on column kernel.audience_member.audience_id is 'Audience';
comment on column kernel.audience_member.member_id is 'Member';

select kernel.protect('kernel.audience_member',
  'kernel.in_workspace(workspace_id) and ((select kernel.in_team()) or member_id = (select kernel.member_id()))',
  'kernel.in_workspace(workspace_id) and (select kernel.may(''write'', ''settings'')) <> ''{}''');

create or replace function kernel.my_audiences(only_kind text default null) returns uuid[] language sql stable
  return array(
    select a.id from kernel.audience a
    where a.workspace_id = kernel.workspace_id()
      and (only_kind is null or a.kind = only_kind)
      and (a.kind = 'public'
        or (a.kind = 'team' and kernel.in_team())
        or (a.kind = 'table' and kernel.role() in ('coordinator', 'assistant', 'researcher', 'adviser'))
        or (a.kind not in ('public', 'team') and (exists (
          select from kernel.audience_organisation o
          where o.workspace_id = a.workspace_id and o.audience_id = a.id and o.organisation_id = kernel.organisation_id())
        or exists (
          select from kernel.audience_member m
          where m.workspace_id = a.workspace_id and m.audience_id = a.id and m.member_id = kernel.member_id())))));

create table kernel.arrival (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  kind text not null,
  subject_id uuid not null,
  at timestamptz not null default now(),
  member_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references kernel.member
);
create index arrival_member on kernel.arrival (workspace_id, member_id);
create index arrival_subject on kernel.arrival (workspace_id, subject_id);
comment on table kernel.arrival is 'What arrived from the outbox of a phone: a second arrival of the same entry changes nothing';
comment on column kernel.arrival.workspace_id is 'Workspace';
comment on column kernel.arrival.id is 'Id of the entry, made on the phone';
comment on column kernel.arrival.kind is 'What sort of entry: attendance, head_count, …';
comment on column kernel.arrival.subject_id is 'What it is about: the meeting, the commitment';
comment on column kernel.arrival.at is 'When it arrived';
comment on column kernel.arrival.member_id is 'Who sent it; null: whoever was given the link';

select kernel.protect('kernel.arrival',
  'kernel.in_workspace(workspace_id) and ((select kernel.role()) = ''system'' or member_id = (select kernel.member_id()))',
  'kernel.in_workspace(workspace_id) and ((select kernel.role()) = ''system'' or member_id = (select kernel.member_id()))');
