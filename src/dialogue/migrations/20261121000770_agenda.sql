-- Proposals on the agenda of an authority: two routes, each a line of states; who blocks one is the team's to know.

select kernel.enter_system();

insert into kernel.record_kind (kind, resource) values ('proposal', 'demand');

create table dialogue.proposal (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  title jsonb not null check (kernel.is_text(title)),
  summary jsonb check (summary is null or kernel.is_text(summary)),
  route text not null check (route in ('legislative', 'executive')),
  level text not null check (level in ('borough', 'municipality', 'city_congress', 'state_congress', 'secretariat', 'federal_secretariat', 'federal_congress')),
  state text not null default 'drafted' check (state in
    ('drafted', 'lodged', 'in_committee', 'adopted', 'submitted', 'under_review', 'issued', 'published', 'regulated', 'applied', 'rejected', 'returned', 'withdrawn')),
  authority_id uuid,
  organisation_id uuid,
  champion text not null default '',
  lodged_on date,
  budgeted_on date,
  budget_note text not null default '',
  deadline_on date,
  deadline_basis text not null default '',
  deadline_step text,
  platform_id uuid,
  audience_id uuid,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, authority_id) references kernel.organisation,
  foreign key (workspace_id, organisation_id) references kernel.organisation,
  foreign key (workspace_id, platform_id) references dialogue.platform,
  foreign key (workspace_id, audience_id) references kernel.audience,
  check (deadline_on is null or deadline_basis <> '')
);
create index proposal_authority on dialogue.proposal (workspace_id, authority_id);
create index proposal_organisation on dialogue.proposal (workspace_id, organisation_id);
create index proposal_platform on dialogue.proposal (workspace_id, platform_id);
create index proposal_audience on dialogue.proposal (workspace_id, audience_id);
create index proposal_deadline on dialogue.proposal (workspace_id, deadline_on) where deadline_on is not null;
comment on table dialogue.proposal is 'A proposal on the agenda of an authority';
comment on column dialogue.proposal.workspace_id is 'Workspace';
comment on column dialogue.proposal.id is 'The same as in kernel.record';
comment on column dialogue.proposal.title is 'What it is called, bilingual';
comment on column dialogue.proposal.summary is 'What it asks for, bilingual';
comment on column dialogue.proposal.route is 'Legislative, or executive (an agreement, rules of operation)';
comment on column dialogue.proposal.level is 'Level of government';
comment on column dialogue.proposal.state is 'State, of those of its route';
comment on column dialogue.proposal.authority_id is 'Authority on whose agenda it is';
comment on column dialogue.proposal.organisation_id is 'Organisation that puts it forward and may write it; null: the programme with several';
comment on column dialogue.proposal.champion is 'Who carries it within the authority, as is publicly known';
comment on column dialogue.proposal.lodged_on is 'Day on which the authority got it; null: not yet, and then nobody there sees it';
comment on column dialogue.proposal.budgeted_on is 'Day on which money was assigned to it; null: none so far';
comment on column dialogue.proposal.budget_note is 'Which budget, how much';
comment on column dialogue.proposal.deadline_on is 'Day by which the law has the authority act; null: none known';
comment on column dialogue.proposal.deadline_basis is 'The law that sets it: instrument and article';
comment on column dialogue.proposal.deadline_step is 'Step that meets it; null: any further step of the authority''s';
comment on column dialogue.proposal.platform_id is 'Platform that works on it; null: none';
comment on column dialogue.proposal.audience_id is 'Table of that platform; null: by the role table';
comment on column dialogue.proposal.created_at is 'When it was entered';

create table dialogue.proposal_step (
  workspace_id uuid not null,
  id uuid not null,
  proposal_id uuid not null,
  step text not null,
  state text not null,
  state_before text not null,
  taken_on date not null,
  done_by text not null default '',
  note text not null default '',
  source_url text,
  meeting_id uuid,
  attachment_id uuid,
  member_id uuid,
  noted_at timestamptz not null default now(),
  undone_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, proposal_id) references dialogue.proposal on delete cascade,
  foreign key (workspace_id, meeting_id) references dialogue.meeting on delete set null (meeting_id),
  foreign key (workspace_id, attachment_id) references kernel.attachment,
  foreign key (workspace_id, member_id) references kernel.member
);
create index proposal_step_proposal on dialogue.proposal_step (workspace_id, proposal_id, id);
create index proposal_step_meeting on dialogue.proposal_step (workspace_id, meeting_id);
create index proposal_step_attachment on dialogue.proposal_step (workspace_id, attachment_id);
create index proposal_step_member on dialogue.proposal_step (workspace_id, member_id);
comment on table dialogue.proposal_step is 'A step of a proposal: when, who did it, how it is known';
comment on column dialogue.proposal_step.workspace_id is 'Workspace';
comment on column dialogue.proposal_step.id is 'UUIDv7, in order';
comment on column dialogue.proposal_step.proposal_id is 'Proposal';
comment on column dialogue.proposal_step.step is 'Step, or budget for the milestone beside';
comment on column dialogue.proposal_step.state is 'State it led to';
comment on column dialogue.proposal_step.state_before is 'State it led from; empty: the proposal began by it';
comment on column dialogue.proposal_step.taken_on is 'Day on which it was taken, not entered';
comment on column dialogue.proposal_step.done_by is 'Who took it: the committee, the plenary, the office';
comment on column dialogue.proposal_step.note is 'What was said or decided';
comment on column dialogue.proposal_step.source_url is 'Where it can be read: the gazette, the session';
comment on column dialogue.proposal_step.meeting_id is 'Meeting whose minutes say so';
comment on column dialogue.proposal_step.attachment_id is 'File that shows it: the stamped copy, the official letter';
comment on column dialogue.proposal_step.member_id is 'Who entered it; null: the program';
comment on column dialogue.proposal_step.noted_at is 'When it was entered';
comment on column dialogue.proposal_step.undone_at is 'When it was undone as a mistake; null: it stands';

create table dialogue.proposal_block (
  workspace_id uuid not null,
  id uuid not null,
  proposal_id uuid not null,
  organisation_id uuid,
  who text not null default '',
  note text not null default '',
  observed_on date not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, proposal_id) references dialogue.proposal on delete cascade,
  foreign key (workspace_id, organisation_id) references kernel.organisation,
  check (organisation_id is not null or who <> '')
);
create index proposal_block_proposal on dialogue.proposal_block (workspace_id, proposal_id);
create index proposal_block_organisation on dialogue.proposal_block (workspace_id, organisation_id);
comment on table dialogue.proposal_block is 'Who stands in the way of a proposal, as the team sees it; nobody else does';
comment on column dialogue.proposal_block.workspace_id is 'Workspace';
comment on column dialogue.proposal_block.id is 'UUIDv7';
comment on column dialogue.proposal_block.proposal_id is 'Proposal';
comment on column dialogue.proposal_block.organisation_id is 'Organisation; null: a person or group named in who';
comment on column dialogue.proposal_block.who is 'Who, where it is no organisation of the list';
comment on column dialogue.proposal_block.note is 'How, and what moves them';
comment on column dialogue.proposal_block.observed_on is 'Day of the observation';

do $$
declare
  here text := 'kernel.in_workspace(workspace_id) and ';
  reach text := 'dialogue.reaches((select kernel.scopes(%L)) -> ''demand'', %2$sorganisation_id, %2$saudience_id, (select kernel.organisation_id()), (select kernel.my_audiences(''table'')))';
  of_proposal text := 'exists (select from dialogue.proposal p where p.workspace_id = %1$s.workspace_id and p.id = %1$s.proposal_id)';
  of_writer text := 'exists (select from dialogue.proposal p where p.workspace_id = proposal_step.workspace_id and p.id = proposal_step.proposal_id and ';
begin
  perform kernel.protect('dialogue.proposal',
    here || '(' || format(reach, 'see', '') || ' or (lodged_on is not null and coalesce((select kernel.scopes(''see'')) -> ''demand'' ? ''presented'', false)))',
    here || format(reach, 'write', ''));
  -- Drafts and their withdrawal are among those who put it forward.
  perform kernel.protect('dialogue.proposal_step',
    here || format(of_proposal, 'proposal_step')
      || ' and (state <> ''drafted'' or not coalesce((select kernel.scopes(''see'')) -> ''demand'' ? ''presented'', false))',
    here || of_writer || format(reach, 'write', 'p.') || ')');
  perform kernel.protect('dialogue.proposal_block',
    here || 'coalesce((select kernel.scopes(''see'')) -> ''stance'' ? ''all'', false)',
    here || 'coalesce((select kernel.scopes(''write'')) -> ''stance'' ? ''all'', false)');
end $$;

-- What the authority got is found by whom the table who may what shows it, as a demand once presented.
create policy lodged on kernel.record for select
  using (kernel.in_workspace(workspace_id) and kind = 'proposal'
    and coalesce((select kernel.scopes('see')) -> 'demand' ? 'presented', false)
    and exists (select from dialogue.proposal p
                 where p.workspace_id = record.workspace_id and p.id = record.id and p.lodged_on is not null));
create policy lodged on kernel.search_entry for select
  using (kernel.in_workspace(workspace_id) and kind = 'proposal'
    and coalesce((select kernel.scopes('see')) -> 'demand' ? 'presented', false)
    and exists (select from dialogue.proposal p
                 where p.workspace_id = search_entry.workspace_id and p.id = search_entry.id and p.lodged_on is not null));
create policy lodged on kernel.record_version for select
  using (kernel.in_workspace(workspace_id)
    and coalesce((select kernel.scopes('see')) -> 'demand' ? 'presented', false)
    and exists (select from dialogue.proposal p
                 where p.workspace_id = record_version.workspace_id and p.id = record_version.record_id and p.lodged_on is not null));
