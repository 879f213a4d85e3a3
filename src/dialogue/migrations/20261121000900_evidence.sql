-- Evidence of a commitment: photographs and documents that an organisation or the team shows beside it, beside a view or an
-- incident. The file itself is a kernel.attachment of the same id; this says of what it is evidence, and whose.

create table dialogue.evidence (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  commitment_id uuid not null,
  assessment_id uuid,
  incident_id uuid,
  organisation_id uuid,
  words jsonb check (kernel.is_text(words)),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references kernel.attachment on delete cascade,
  foreign key (workspace_id, commitment_id) references dialogue.commitment on delete cascade,
  foreign key (workspace_id, assessment_id) references dialogue.assessment on delete set null (assessment_id),
  -- An incident noted by mistake goes; what was shown of it stays with the commitment until it is taken away itself.
  foreign key (workspace_id, incident_id) references dialogue.incident on delete set null (incident_id),
  foreign key (workspace_id, organisation_id) references kernel.organisation
);
create index evidence_commitment on dialogue.evidence (workspace_id, commitment_id, created_at);
create index evidence_assessment on dialogue.evidence (workspace_id, assessment_id) where assessment_id is not null;
create index evidence_incident on dialogue.evidence (workspace_id, incident_id) where incident_id is not null;
create index evidence_organisation on dialogue.evidence (workspace_id, organisation_id);
comment on table dialogue.evidence is 'A photograph or document that shows how a commitment is kept';
comment on column dialogue.evidence.workspace_id is 'Workspace';
comment on column dialogue.evidence.id is 'The file: kernel.attachment of the same id';
comment on column dialogue.evidence.commitment_id is 'Commitment';
comment on column dialogue.evidence.assessment_id is 'View with which it was given; null: given by itself';
comment on column dialogue.evidence.incident_id is 'Incident that it shows; null: none';
comment on column dialogue.evidence.organisation_id is 'Whose it is; null: the programme''s. The person is in the log alone';
comment on column dialogue.evidence.words is 'What is to be seen, without names; bilingual; null: nothing said';
comment on column dialogue.evidence.created_at is 'When it arrived';

do $$
declare
  here text := 'kernel.in_workspace(workspace_id) and ';
  of_system text := '(select kernel.role()) = ''system''';
  table_of text := '(select c.audience_id from dialogue.commitment c where c.workspace_id = evidence.workspace_id and c.id = evidence.commitment_id)';
  team text := 'coalesce((select kernel.scopes(''write'')) -> ''agreement'' ? ''all'', false)';
  own text := '(coalesce((select kernel.scopes(''write'')) -> ''assessment'' ? ''own'', false) and organisation_id = (select kernel.organisation_id()))';
  fits text := ' and exists (select from dialogue.commitment c where c.workspace_id = evidence.workspace_id and c.id = evidence.commitment_id)'
    || ' and (incident_id is null or exists (select from dialogue.incident i where i.workspace_id = evidence.workspace_id and i.id = evidence.incident_id and i.commitment_id = evidence.commitment_id))'
    || ' and (assessment_id is null or exists (select from dialogue.assessment a where a.workspace_id = evidence.workspace_id and a.id = evidence.assessment_id and a.commitment_id = evidence.commitment_id and a.organisation_id = evidence.organisation_id))';
begin
  perform kernel.protect('dialogue.evidence',
    here || '(' || of_system || ' or dialogue.reaches((select kernel.scopes(''see'')) -> ''assessment'', organisation_id, ' || table_of
      || ', (select kernel.organisation_id()), (select kernel.my_audiences(''table''))))',
    here || '(' || of_system || ' or (' || team || ' and organisation_id is null) or ' || own || ')' || fits);
end $$;
-- What was shown is not rewritten: the file is taken away (and brought back) by its attachment.
drop policy change on dialogue.evidence;
drop policy remove on dialogue.evidence;
-- The program alone, once its thirty days are over.
create policy remove on dialogue.evidence for delete
  using (kernel.in_workspace(workspace_id) and (select kernel.role()) = 'system');

-- Whoever the table "who may what" gives all assessments sees what is shown with them, too: a donor.
create policy all_of_assessments on kernel.attachment for select
  using (kernel.in_workspace(workspace_id) and resource = 'assessment'
    and coalesce((select kernel.scopes('see')) -> 'assessment' ? 'all', false));
-- A photograph with faces and without consent is taken down by the team, whoever showed it.
create policy evidence_taken_down on kernel.attachment for update
  using (kernel.in_workspace(workspace_id) and resource = 'assessment'
    and coalesce((select kernel.scopes('write')) -> 'agreement' ? 'all', false))
  with check (kernel.in_workspace(workspace_id) and resource = 'assessment'
    and coalesce((select kernel.scopes('write')) -> 'agreement' ? 'all', false));
