-- Living reports: blocks of prose in two languages, items bound to their source, editions that stay as they were signed.

select kernel.enter_system();

create schema reports;
comment on schema reports is 'Studies, donor reports, briefs, fact sheets, comparisons';

insert into kernel.record_kind (kind, resource) values ('report_draft', 'report_draft'), ('report', 'report');

create table reports.report (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  form text not null check (form in ('study', 'snapshot', 'fact_sheet', 'policy_brief', 'donor_report', 'comparison', 'other')),
  title jsonb not null check (kernel.is_text(title)),
  place text,
  against_place text,
  worker_group text,
  period text,
  against_period text,
  starts_on date,
  ends_on date,
  interval_level smallint not null default 90 check (interval_level in (90, 95)),
  state text not null default 'draft' check (state in ('draft', 'review', 'signed')),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  check (starts_on is null or ends_on is null or starts_on <= ends_on)
);
comment on table reports.report is 'A report as it is being written; what was signed is in reports.edition';
comment on column reports.report.workspace_id is 'Workspace';
comment on column reports.report.id is 'The same as in kernel.record, kind report_draft';
comment on column reports.report.form is 'Study, statistical snapshot, fact sheet, policy brief, donor report, comparison';
comment on column reports.report.title is 'Title, bilingual';
comment on column reports.report.place is 'Code of the place it is about, as the evidence writes it; null: none';
comment on column reports.report.against_place is 'Code of a second place, beside the first';
comment on column reports.report.worker_group is 'Code of the worker group it is about';
comment on column reports.report.period is 'Period of the survey it speaks of, 2019T1';
comment on column reports.report.against_period is 'Earlier period it compares with';
comment on column reports.report.starts_on is 'First day of the time it gives account of';
comment on column reports.report.ends_on is 'Last day of the time it gives account of';
comment on column reports.report.interval_level is 'Confidence of its intervals, percent';
comment on column reports.report.state is 'draft, review, signed: signed until somebody writes on';
comment on column reports.report.created_at is 'When it was begun';

create table reports.block (
  workspace_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  position numeric not null,
  version int not null default 1,
  content jsonb not null,
  changed_at timestamptz not null default now(),
  member_id uuid,
  deleted_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, report_id) references reports.report on delete cascade,
  foreign key (workspace_id, member_id) references kernel.member
);
create index block_report on reports.block (workspace_id, report_id, position);
create index block_member on reports.block (workspace_id, member_id);
comment on table reports.block is 'A heading, paragraph, line of a list, table or exhibit of a report, in both languages';
comment on column reports.block.workspace_id is 'Workspace';
comment on column reports.block.id is 'Given by who wrote it, so that a save that arrives twice is one';
comment on column reports.block.report_id is 'Report';
comment on column reports.block.position is 'Order; new ones come between two';
comment on column reports.block.version is 'Goes up with each change; a change over an older one is refused';
comment on column reports.block.content is 'Kind, level and both languages; src/reports/content/model.ts';
comment on column reports.block.changed_at is 'Last change';
comment on column reports.block.member_id is 'Who changed it last; null: the program';
comment on column reports.block.deleted_at is 'When it was taken out; purged after 30 days';

create table reports.block_version (
  workspace_id uuid not null,
  block_id uuid not null,
  version int not null,
  content jsonb not null,
  written_at timestamptz not null default now(),
  member_id uuid,
  primary key (workspace_id, block_id, version),
  foreign key (workspace_id, block_id) references reports.block on delete cascade,
  foreign key (workspace_id, member_id) references kernel.member
);
create index block_version_member on reports.block_version (workspace_id, member_id);
comment on table reports.block_version is 'Every text a block ever had: nobody''s words are lost';
comment on column reports.block_version.workspace_id is 'Workspace';
comment on column reports.block_version.block_id is 'Block';
comment on column reports.block_version.version is 'Version of the block';
comment on column reports.block_version.content is 'What it said';
comment on column reports.block_version.written_at is 'When';
comment on column reports.block_version.member_id is 'Who wrote it; null: the program';

create table reports.binding (
  workspace_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  spec jsonb not null,
  held jsonb not null,
  basis text not null,
  record_id uuid,
  moved jsonb,
  moved_basis text,
  moved_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, report_id) references reports.report on delete cascade,
  foreign key (workspace_id, record_id) references kernel.record,
  check ((moved is null) = (moved_basis is null) and (moved is null) = (moved_at is null))
);
create index binding_report on reports.binding (workspace_id, report_id);
create index binding_record on reports.binding (workspace_id, record_id);
comment on table reports.binding is 'An item of a report bound to its source: a number, table, chart, clause, count, list';
comment on column reports.binding.workspace_id is 'Workspace';
comment on column reports.binding.id is 'Named by the text where it stands';
comment on column reports.binding.report_id is 'Report';
comment on column reports.binding.spec is 'What it is of: enough to ask the source again; src/reports/bound/spec.ts';
comment on column reports.binding.held is 'What the source said when a person last took it over; src/reports/bound/value.ts';
comment on column reports.binding.basis is 'By what the source was known then: a vintage, a version, or the answer''s own hash';
comment on column reports.binding.record_id is 'Citable record that it rests on; null: a question asked of many';
comment on column reports.binding.moved is 'What the source says now, where that differs and nobody has settled it';
comment on column reports.binding.moved_basis is 'By what the source is known now';
comment on column reports.binding.moved_at is 'When that was seen';
comment on column reports.binding.created_at is 'When it was inserted';

create table reports.edition (
  workspace_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  number int not null,
  signed_on date not null,
  signed_by text not null,
  member_id uuid,
  note jsonb check (note is null or kernel.is_text(note)),
  content jsonb not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  submitted_to text not null default '',
  submitted_on date,
  published_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_reason jsonb check (withdrawn_reason is null or kernel.is_text(withdrawn_reason)),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, report_id) references reports.report,
  foreign key (workspace_id, member_id) references kernel.member,
  unique (workspace_id, report_id, number)
);
create index edition_member on reports.edition (workspace_id, member_id);
comment on table reports.edition is 'A report as it was signed: its whole text and every number, never changed afterwards';
comment on column reports.edition.workspace_id is 'Workspace';
comment on column reports.edition.id is 'The same as in kernel.record, kind report';
comment on column reports.edition.report_id is 'Report that goes on living';
comment on column reports.edition.number is 'First edition, second edition';
comment on column reports.edition.signed_on is 'Day of the sign-off';
comment on column reports.edition.signed_by is 'Name of who signed, as it stands in the edition';
comment on column reports.edition.member_id is 'Who signed';
comment on column reports.edition.note is 'What is new in it, bilingual';
comment on column reports.edition.content is 'Title, blocks and held values; src/reports/content/model.ts';
comment on column reports.edition.sha256 is 'Of the content as canonical JSON';
comment on column reports.edition.submitted_to is 'To whom it was sent';
comment on column reports.edition.submitted_on is 'When it was sent';
comment on column reports.edition.published_at is 'Since when everybody may read it; null: members alone';
comment on column reports.edition.withdrawn_at is 'When it was withdrawn';
comment on column reports.edition.withdrawn_reason is 'Why, bilingual';
comment on column reports.edition.created_at is 'When it was made';

create table reports.saved_version (
  workspace_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  name text not null default '',
  content jsonb not null,
  member_id uuid,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, report_id) references reports.report on delete cascade,
  foreign key (workspace_id, member_id) references kernel.member
);
create index saved_version_report on reports.saved_version (workspace_id, report_id, created_at);
create index saved_version_member on reports.saved_version (workspace_id, member_id);
comment on table reports.saved_version is 'A report as it stood at a moment that somebody wanted to keep, to compare with';
comment on column reports.saved_version.workspace_id is 'Workspace';
comment on column reports.saved_version.id is 'Identity';
comment on column reports.saved_version.report_id is 'Report';
comment on column reports.saved_version.name is 'What the moment was: sent to the adviser';
comment on column reports.saved_version.content is 'As in reports.edition';
comment on column reports.saved_version.member_id is 'Who kept it; null: the program, before a large change';
comment on column reports.saved_version.created_at is 'When';

create table reports.comment (
  workspace_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  block_id uuid,
  answers_id uuid,
  body text not null check (length(body) between 1 and 4000),
  member_id uuid not null,
  created_at timestamptz not null default now(),
  resolved_at timestamptz,
  resolved_by uuid,
  deleted_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, report_id) references reports.report on delete cascade,
  foreign key (workspace_id, block_id) references reports.block on delete set null (block_id),
  foreign key (workspace_id, answers_id) references reports.comment on delete cascade,
  foreign key (workspace_id, member_id) references kernel.member,
  foreign key (workspace_id, resolved_by) references kernel.member
);
create index comment_report on reports.comment (workspace_id, report_id, created_at);
create index comment_block on reports.comment (workspace_id, block_id);
create index comment_answers on reports.comment (workspace_id, answers_id);
create index comment_member on reports.comment (workspace_id, member_id);
create index comment_resolved on reports.comment (workspace_id, resolved_by);
comment on table reports.comment is 'What somebody of the team says of a paragraph or of the whole';
comment on column reports.comment.workspace_id is 'Workspace';
comment on column reports.comment.id is 'Identity';
comment on column reports.comment.report_id is 'Report';
comment on column reports.comment.block_id is 'Block it is about; null: the report as a whole';
comment on column reports.comment.answers_id is 'Comment that it answers';
comment on column reports.comment.body is 'Plain text';
comment on column reports.comment.member_id is 'Who said it';
comment on column reports.comment.created_at is 'When';
comment on column reports.comment.resolved_at is 'When it was settled';
comment on column reports.comment.resolved_by is 'Who settled it';
comment on column reports.comment.deleted_at is 'When it was taken back';

create table reports.template (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  version int not null default 1,
  title jsonb not null check (kernel.is_text(title)),
  form text not null check (form in ('study', 'snapshot', 'fact_sheet', 'policy_brief', 'donor_report', 'comparison', 'other')),
  content jsonb not null,
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (workspace_id, id)
);
comment on table reports.template is 'A report''s structure with guidance, made by the workspace; those that come with the program are in src/reports/templates';
comment on column reports.template.workspace_id is 'Workspace';
comment on column reports.template.id is 'Identity';
comment on column reports.template.version is 'Goes up with each change';
comment on column reports.template.title is 'Name, bilingual';
comment on column reports.template.form is 'What kind of report it makes';
comment on column reports.template.content is 'Sections with guidance; src/reports/templates/model.ts';
comment on column reports.template.created_at is 'When it was made';
comment on column reports.template.deleted_at is 'When it was removed; purged after 30 days';

do $$
declare
  here text := 'kernel.in_workspace(workspace_id) and ';
  sees text := '((select kernel.role()) = ''system'' or (select kernel.may(''see'', ''report_draft'')) <> ''{}'')';
  writes text := '((select kernel.role()) = ''system'' or (select kernel.may(''write'', ''report_draft'')) <> ''{}'')';
  own text := '((select kernel.role()) = ''system'' or ((select kernel.may(''see'', ''report_draft'')) <> ''{}'' and member_id = (select kernel.member_id())) or (select kernel.may(''write'', ''report_draft'')) <> ''{}'')';
  target text;
begin
  foreach target in array array['report', 'block', 'block_version', 'binding', 'saved_version', 'template'] loop
    perform kernel.protect(('reports.' || target)::regclass, here || sees, here || writes);
  end loop;
  perform kernel.protect('reports.comment', here || sees, here || own);
  -- Nobody writes what was signed: the program does, after the coordinator's deed.
  perform kernel.protect('reports.edition',
    here || '((select kernel.role()) = ''system'' or ''all'' = any ((select kernel.may(''see'', ''report''))::text[]) or (published_at is not null and withdrawn_at is null and ''published'' = any ((select kernel.may(''see'', ''report''))::text[])))',
    here || '(select kernel.role()) = ''system''');
end $$;
