-- Agreements and what follows from them: clauses and their amendments, commitments, incidents, assessments, remedies. An
-- agreement is signed only with each party's authority recorded and, for workers' organisations, what their base said or why
-- it was not asked; it is public only while every party agrees. The database is the referee of both.

select kernel.enter_system();

insert into kernel.record_kind (kind, resource) values ('agreement', 'agreement'), ('clause', 'agreement'), ('assessment', 'assessment');

create table dialogue.agreement (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  negotiation_id uuid,
  platform_id uuid,
  title jsonb not null check (kernel.is_text(title)),
  legal_nature text not null check (legal_nature in ('collective_agreement', 'coordination_agreement', 'administrative_agreement', 'contract', 'settlement', 'minutes', 'letter_of_intent', 'other')),
  legal_basis text not null default '',
  authoritative text not null check (authoritative ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  state text not null default 'draft' check (state in ('draft', 'closed', 'signed', 'ended', 'terminated')),
  state_reason text not null default '',
  signed_on date,
  valid_from date,
  valid_to date,
  ended_on date,
  place_id uuid,
  worker_group_id uuid,
  published_at timestamptz,
  audience_id uuid not null,
  version int not null default 1,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, negotiation_id) references dialogue.negotiation,
  foreign key (workspace_id, platform_id) references dialogue.platform,
  foreign key (workspace_id, place_id) references kernel.place,
  foreign key (workspace_id, worker_group_id) references kernel.worker_group,
  foreign key (workspace_id, audience_id) references kernel.audience,
  check (valid_to >= valid_from),
  check ((state in ('signed', 'ended', 'terminated')) = (signed_on is not null)),
  check ((state in ('ended', 'terminated')) = (ended_on is not null)),
  check (published_at is null or signed_on is not null)
);
create index agreement_negotiation on dialogue.agreement (workspace_id, negotiation_id);
create index agreement_platform on dialogue.agreement (workspace_id, platform_id);
create index agreement_place on dialogue.agreement (workspace_id, place_id);
create index agreement_worker_group on dialogue.agreement (workspace_id, worker_group_id);
create index agreement_audience on dialogue.agreement (workspace_id, audience_id);
comment on table dialogue.agreement is 'A written agreement: negotiated here, or an older one recorded as it is';
comment on column dialogue.agreement.workspace_id is 'Workspace';
comment on column dialogue.agreement.id is 'The same as in kernel.record';
comment on column dialogue.agreement.negotiation_id is 'Negotiation it came of; null: none recorded';
comment on column dialogue.agreement.platform_id is 'Platform it belongs to; null: none';
comment on column dialogue.agreement.title is 'Bilingual title';
comment on column dialogue.agreement.legal_nature is 'What it is in law';
comment on column dialogue.agreement.legal_basis is 'Article or power on which it rests';
comment on column dialogue.agreement.authoritative is 'Language in which it was signed, BCP 47: that text decides';
comment on column dialogue.agreement.state is 'draft; closed: its text waits for the signatures; signed; ended: it ran out or was fulfilled; terminated: broken off';
comment on column dialogue.agreement.state_reason is 'Why it was ended or terminated';
comment on column dialogue.agreement.signed_on is 'Day of the last signature; null: not signed';
comment on column dialogue.agreement.valid_from is 'First day it holds; null: the day it was signed';
comment on column dialogue.agreement.valid_to is 'Last day it holds; null: open';
comment on column dialogue.agreement.ended_on is 'Day on which it ended before or at its time; null: it has not';
comment on column dialogue.agreement.place_id is 'Place it holds for';
comment on column dialogue.agreement.worker_group_id is 'Worker group it is about';
comment on column dialogue.agreement.published_at is 'Since when it has a public page; null: none';
comment on column dialogue.agreement.audience_id is 'Its table: the organisations that are its parties';
comment on column dialogue.agreement.version is 'Counts writes';
comment on column dialogue.agreement.created_at is 'When it was entered';

create table dialogue.signatory (
  workspace_id uuid not null,
  id uuid not null,
  agreement_id uuid not null,
  organisation_id uuid not null,
  constituency text not null check (constituency in ('workers', 'authority', 'employers', 'contractors', 'civil_society', 'academia', 'donor')),
  position int not null default 0,
  capacity text not null default '',
  authority text check (authority in ('vote', 'consensus', 'statutes', 'community_assembly', 'legal_powers')),
  authority_on date,
  authority_note text not null default '',
  report_back text check (report_back in ('accepted', 'changes', 'rejected')),
  report_back_on date,
  no_report_back_reason text not null default '',
  signed_on date,
  publishes_on date,
  primary key (workspace_id, id),
  foreign key (workspace_id, agreement_id) references dialogue.agreement on delete cascade,
  foreign key (workspace_id, organisation_id) references kernel.organisation,
  check ((authority is null) = (authority_on is null)),
  check ((report_back is null) = (report_back_on is null))
);
create unique index signatory_once on dialogue.signatory (workspace_id, agreement_id, organisation_id);
create index signatory_organisation on dialogue.signatory (workspace_id, organisation_id);
comment on table dialogue.signatory is 'A party of an agreement: by what authority it signs, what its base said, whether it lets the text be public';
comment on column dialogue.signatory.workspace_id is 'Workspace';
comment on column dialogue.signatory.id is 'UUIDv7';
comment on column dialogue.signatory.agreement_id is 'Agreement';
comment on column dialogue.signatory.organisation_id is 'Organisation';
comment on column dialogue.signatory.constituency is 'Whom it stands for here';
comment on column dialogue.signatory.position is 'Order in which parties are named';
comment on column dialogue.signatory.capacity is 'In what capacity it signs: general secretary, head of the office';
comment on column dialogue.signatory.authority is 'By what it may bind its organisation; null: not recorded';
comment on column dialogue.signatory.authority_on is 'Day of the vote, the assembly, the appointment';
comment on column dialogue.signatory.authority_note is 'Act, article or result';
comment on column dialogue.signatory.report_back is 'What the base said to the text; null: not asked';
comment on column dialogue.signatory.report_back_on is 'Day on which the base said so';
comment on column dialogue.signatory.no_report_back_reason is 'Why it signs without asking its base first; empty: it asks, or none is said';
comment on column dialogue.signatory.signed_on is 'Day it signed; null: not yet';
comment on column dialogue.signatory.publishes_on is 'Day on which it agreed to a public page; null: it has not, or took it back';

create table dialogue.signatory_name (
  workspace_id uuid not null,
  id uuid not null,
  names text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references dialogue.signatory on delete cascade
);
comment on table dialogue.signatory_name is 'Who signs for a party: seen as leaders'' names are';
comment on column dialogue.signatory_name.workspace_id is 'Workspace';
comment on column dialogue.signatory_name.id is 'Signatory';
comment on column dialogue.signatory_name.names is 'Names, one a line';

create table dialogue.clause (
  workspace_id uuid not null,
  id uuid not null,
  agreement_id uuid not null,
  position int not null,
  number text not null check (length(number) between 1 and 20),
  words jsonb not null check (kernel.is_text(words)),
  point_id uuid,
  ended_on date,
  version int not null default 1,
  primary key (workspace_id, id),
  foreign key (workspace_id, agreement_id) references dialogue.agreement on delete cascade,
  foreign key (workspace_id, point_id) references dialogue.point
);
create index clause_agreement on dialogue.clause (workspace_id, agreement_id, position);
create index clause_point on dialogue.clause (workspace_id, point_id);
comment on table dialogue.clause is 'A numbered clause, both languages side by side';
comment on column dialogue.clause.workspace_id is 'Workspace';
comment on column dialogue.clause.id is 'The same as in kernel.record';
comment on column dialogue.clause.agreement_id is 'Agreement';
comment on column dialogue.clause.position is 'Order';
comment on column dialogue.clause.number is 'As printed: PRIMERA, 3, 4 bis';
comment on column dialogue.clause.words is 'What it says, bilingual';
comment on column dialogue.clause.point_id is 'Point of the negotiation it came of';
comment on column dialogue.clause.ended_on is 'Day on which an amendment took it out; null: it holds';
comment on column dialogue.clause.version is 'Counts writes, of a draft, and amendments';

create table dialogue.amendment (
  workspace_id uuid not null,
  id uuid not null,
  agreement_id uuid not null,
  clause_id uuid,
  kind text not null check (kind in ('change', 'add', 'remove')),
  number text not null default '' check (length(number) <= 20),
  before jsonb check (before is null or kernel.is_text(before)),
  after jsonb check (after is null or kernel.is_text(after)),
  reason text not null default '',
  proposed_on date not null,
  state text not null default 'proposed' check (state in ('proposed', 'in_force', 'rejected')),
  state_on date,
  primary key (workspace_id, id),
  foreign key (workspace_id, agreement_id) references dialogue.agreement on delete cascade,
  foreign key (workspace_id, clause_id) references dialogue.clause,
  check ((kind = 'remove') = (after is null)),
  check (kind = 'add' or clause_id is not null),
  check ((state = 'proposed') = (state_on is null))
);
create index amendment_agreement on dialogue.amendment (workspace_id, agreement_id);
create index amendment_clause on dialogue.amendment (workspace_id, clause_id);
comment on table dialogue.amendment is 'A change to a signed clause: kept with the words before and after';
comment on column dialogue.amendment.workspace_id is 'Workspace';
comment on column dialogue.amendment.id is 'UUIDv7';
comment on column dialogue.amendment.agreement_id is 'Agreement';
comment on column dialogue.amendment.clause_id is 'Clause changed or taken out; of an added one, the clause it made, null until in force';
comment on column dialogue.amendment.kind is 'Whether a clause is changed, added or taken out';
comment on column dialogue.amendment.number is 'Number of an added clause';
comment on column dialogue.amendment.before is 'Words before; null: an added clause';
comment on column dialogue.amendment.after is 'Words after; null: the clause is taken out';
comment on column dialogue.amendment.reason is 'Why';
comment on column dialogue.amendment.proposed_on is 'Day it was proposed';
comment on column dialogue.amendment.state is 'State';
comment on column dialogue.amendment.state_on is 'Day it came into force or was rejected';

create table dialogue.amendment_party (
  workspace_id uuid not null,
  amendment_id uuid not null,
  organisation_id uuid not null,
  answer text not null check (answer in ('agrees', 'refuses')),
  answered_on date not null,
  primary key (workspace_id, amendment_id, organisation_id),
  foreign key (workspace_id, amendment_id) references dialogue.amendment on delete cascade,
  foreign key (workspace_id, organisation_id) references kernel.organisation
);
create index amendment_party_organisation on dialogue.amendment_party (workspace_id, organisation_id);
comment on table dialogue.amendment_party is 'What a party says to an amendment';
comment on column dialogue.amendment_party.workspace_id is 'Workspace';
comment on column dialogue.amendment_party.amendment_id is 'Amendment';
comment on column dialogue.amendment_party.organisation_id is 'Party';
comment on column dialogue.amendment_party.answer is 'Whether it agrees';
comment on column dialogue.amendment_party.answered_on is 'Day';

-- Commitments -------------------------------------------------------------------------------------------------------

alter table dialogue.commitment
  add column agreement_id uuid,
  add column clause_id uuid,
  add column lasts boolean not null default false,
  add column office text not null default '',
  add column milestone jsonb check (milestone is null or kernel.is_text(milestone)),
  add column budget numeric(16, 2) check (budget >= 0),
  add column currency text check (currency ~ '^[A-Z]{3}$'),
  add column budget_source text not null default '',
  add column place_id uuid,
  add column worker_group_id uuid,
  add foreign key (workspace_id, agreement_id) references dialogue.agreement,
  add foreign key (workspace_id, clause_id) references dialogue.clause,
  add foreign key (workspace_id, place_id) references kernel.place,
  add foreign key (workspace_id, worker_group_id) references kernel.worker_group,
  add check ((budget is null) = (currency is null));
create index commitment_agreement on dialogue.commitment (workspace_id, agreement_id);
create index commitment_clause on dialogue.commitment (workspace_id, clause_id);
create index commitment_place on dialogue.commitment (workspace_id, place_id);
create index commitment_worker_group on dialogue.commitment (workspace_id, worker_group_id);
comment on column dialogue.commitment.agreement_id is 'Agreement it follows from; null: minutes alone';
comment on column dialogue.commitment.clause_id is 'Clause it follows from';
comment on column dialogue.commitment.lasts is 'A permanent one: never done, it collects incidents';
comment on column dialogue.commitment.office is 'Unit within the organisation that answers for it';
comment on column dialogue.commitment.milestone is 'What will be seen when it is met, bilingual';
comment on column dialogue.commitment.budget is 'Money set aside; null: none said';
comment on column dialogue.commitment.currency is 'ISO 4217';
comment on column dialogue.commitment.budget_source is 'Where the money comes from';
comment on column dialogue.commitment.place_id is 'Place';
comment on column dialogue.commitment.worker_group_id is 'Worker group';

create table dialogue.incident (
  workspace_id uuid not null,
  id uuid not null,
  commitment_id uuid not null,
  organisation_id uuid not null,
  kind text not null check (kind in ('relocation', 'seizure', 'eviction', 'other')),
  happened_on date not null,
  venue text not null default '',
  women int check (women between 0 and 1000000),
  men int check (men between 0 and 1000000),
  words jsonb not null check (kernel.is_text(words)),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, commitment_id) references dialogue.commitment on delete cascade,
  foreign key (workspace_id, organisation_id) references kernel.organisation
);
create index incident_commitment on dialogue.incident (workspace_id, commitment_id, happened_on);
create index incident_organisation on dialogue.incident (workspace_id, organisation_id);
comment on table dialogue.incident is 'What happened against a permanent commitment, on a day';
comment on column dialogue.incident.workspace_id is 'Workspace';
comment on column dialogue.incident.id is 'UUIDv7';
comment on column dialogue.incident.commitment_id is 'Commitment';
comment on column dialogue.incident.organisation_id is 'Who reports it';
comment on column dialogue.incident.kind is 'Kind';
comment on column dialogue.incident.happened_on is 'Day';
comment on column dialogue.incident.venue is 'Where, as people say it';
comment on column dialogue.incident.women is 'Women affected; null: not counted';
comment on column dialogue.incident.men is 'Men affected; null: not counted';
comment on column dialogue.incident.words is 'What happened, without names; bilingual';
comment on column dialogue.incident.created_at is 'When it was entered';

create table dialogue.assessment (
  workspace_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  commitment_id uuid not null,
  organisation_id uuid not null,
  value text not null check (value in ('not_due', 'in_progress', 'partly_met', 'met', 'not_met', 'unknown')),
  decided_by text not null check (decided_by in ('leader', 'committee', 'assembly')),
  assessed_on date not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, id),
  foreign key (workspace_id, commitment_id) references dialogue.commitment on delete cascade,
  foreign key (workspace_id, organisation_id) references kernel.organisation
);
create index assessment_commitment on dialogue.assessment (workspace_id, commitment_id, organisation_id, created_at);
create index assessment_organisation on dialogue.assessment (workspace_id, organisation_id);
comment on table dialogue.assessment is 'What an organisation or office says of a commitment; a later one of the same holds, earlier ones stay';
comment on column dialogue.assessment.workspace_id is 'Workspace';
comment on column dialogue.assessment.id is 'UUIDv7; made on the phone where it comes from there';
comment on column dialogue.assessment.record_id is 'One citable record for each organisation and commitment; each assessment is a version of it';
comment on column dialogue.assessment.commitment_id is 'Commitment';
comment on column dialogue.assessment.organisation_id is 'Who says so';
comment on column dialogue.assessment.value is 'What it says';
comment on column dialogue.assessment.decided_by is 'Who of it decided that';
comment on column dialogue.assessment.assessed_on is 'Day for which it holds';
comment on column dialogue.assessment.created_at is 'When it arrived';

create table dialogue.assessment_reason (
  workspace_id uuid not null,
  id uuid not null,
  words jsonb not null check (kernel.is_text(words)),
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references dialogue.assessment on delete cascade
);
comment on table dialogue.assessment_reason is 'Why: read at the table, never on a public page';
comment on column dialogue.assessment_reason.workspace_id is 'Workspace';
comment on column dialogue.assessment_reason.id is 'Assessment';
comment on column dialogue.assessment_reason.words is 'Reason, bilingual';

create table dialogue.assessor (
  workspace_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  member_id uuid not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references dialogue.assessment on delete cascade,
  foreign key (workspace_id, organisation_id) references kernel.organisation,
  foreign key (workspace_id, member_id) references kernel.member
);
create index assessor_organisation on dialogue.assessor (workspace_id, organisation_id);
create index assessor_member on dialogue.assessor (workspace_id, member_id);
comment on table dialogue.assessor is 'Who gave an assessment: hidden from the other parties';
comment on column dialogue.assessor.workspace_id is 'Workspace';
comment on column dialogue.assessor.id is 'Assessment';
comment on column dialogue.assessor.organisation_id is 'Whose it is';
comment on column dialogue.assessor.member_id is 'Who gave it';

create table dialogue.remedy (
  workspace_id uuid not null,
  id uuid not null,
  commitment_id uuid not null,
  organisation_id uuid,
  rung text not null check (rung in ('reminder', 'mediation', 'complaint', 'press')),
  state text not null default 'draft' check (state in ('draft', 'sent', 'answered', 'withdrawn')),
  letter jsonb not null check (kernel.is_text(letter)),
  addressee text not null default '',
  sent_on date,
  answer_due_on date,
  answered_on date,
  answer text not null default '',
  version int not null default 1,
  primary key (workspace_id, id),
  foreign key (workspace_id, commitment_id) references dialogue.commitment on delete cascade,
  foreign key (workspace_id, organisation_id) references kernel.organisation,
  check (state in ('draft', 'withdrawn') or sent_on is not null),
  check ((state = 'answered') = (answered_on is not null))
);
create index remedy_commitment on dialogue.remedy (workspace_id, commitment_id);
create index remedy_organisation on dialogue.remedy (workspace_id, organisation_id);
comment on table dialogue.remedy is 'A step against a breach, with its letter: reminder, mediation, complaint, press';
comment on column dialogue.remedy.workspace_id is 'Workspace';
comment on column dialogue.remedy.id is 'UUIDv7';
comment on column dialogue.remedy.commitment_id is 'Commitment';
comment on column dialogue.remedy.organisation_id is 'In whose name; null: the programme''s';
comment on column dialogue.remedy.rung is 'Rung of the ladder';
comment on column dialogue.remedy.state is 'State';
comment on column dialogue.remedy.letter is 'The letter, bilingual; a draft is the team''s and that organisation''s';
comment on column dialogue.remedy.addressee is 'To whom it goes';
comment on column dialogue.remedy.sent_on is 'Day it was sent';
comment on column dialogue.remedy.answer_due_on is 'Day by which an answer is asked or owed by law';
comment on column dialogue.remedy.answered_on is 'Day of the answer';
comment on column dialogue.remedy.answer is 'What was answered';
comment on column dialogue.remedy.version is 'Counts writes';

-- Who sits at an agreement's table ------------------------------------------------------------------------------------

create function dialogue.seat_signatory() returns trigger language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  here uuid := coalesce(new.workspace_id, old.workspace_id);
  parent uuid := coalesce(new.agreement_id, old.agreement_id);
  the_table uuid;
begin
  perform set_config('acuerdo.role', 'system', true);
  select audience_id into the_table from dialogue.agreement where workspace_id = here and id = parent;
  delete from kernel.audience_organisation a where a.workspace_id = here and a.audience_id = the_table
     and not exists (select from dialogue.signatory s where s.workspace_id = here and s.agreement_id = parent and s.organisation_id = a.organisation_id);
  insert into kernel.audience_organisation (workspace_id, audience_id, organisation_id)
  select here, the_table, organisation_id from dialogue.signatory where workspace_id = here and agreement_id = parent
  on conflict do nothing;
  -- A party that takes its consent back, or a new one that has not given it, ends the public page.
  update dialogue.agreement a set published_at = null
   where a.workspace_id = here and a.id = parent and a.published_at is not null
     and exists (select from dialogue.signatory s where s.workspace_id = here and s.agreement_id = parent and s.publishes_on is null);
  perform set_config('acuerdo.role', asking, true);
  return null;
end $$;
comment on function dialogue.seat_signatory is 'Keeps the audience of an agreement equal to its parties, and its public page to their consent';
create trigger seat after insert or update or delete on dialogue.signatory for each row execute function dialogue.seat_signatory();

-- The referee of signing, publishing and amending -----------------------------------------------------------------------

create function dialogue.keep_agreement() returns trigger language plpgsql as $$
begin
  if new.state = 'signed' and (tg_op = 'INSERT' or old.state in ('draft', 'closed')) then
    if (select count(*) from dialogue.signatory s where s.workspace_id = new.workspace_id and s.agreement_id = new.id) < 2
       or exists (
         select from dialogue.signatory s
          where s.workspace_id = new.workspace_id and s.agreement_id = new.id
            and (s.authority is null or s.signed_on is null
                 or (s.constituency = 'workers' and s.report_back is distinct from 'accepted' and btrim(s.no_report_back_reason) = ''))) then
      raise exception 'acuerdo: an agreement is signed by two parties or more, each with its authority, and workers'' organisations with what their base said or why it was not asked'
        using errcode = '23514';
    end if;
  end if;
  if tg_op = 'UPDATE' and old.state in ('signed', 'ended', 'terminated') and new.state in ('draft', 'closed') then
    raise exception 'acuerdo: what was signed is not made a draft again' using errcode = '23514';
  end if;
  if new.published_at is not null and (tg_op = 'INSERT' or old.published_at is null) and exists (
       select from dialogue.signatory s where s.workspace_id = new.workspace_id and s.agreement_id = new.id and s.publishes_on is null) then
    raise exception 'acuerdo: an agreement is public only when every party agrees' using errcode = '23514';
  end if;
  return new;
end $$;
comment on function dialogue.keep_agreement is 'No signature without authority and report-back or its reason; no public page without every party; nothing signed becomes a draft';
create trigger keep before insert or update on dialogue.agreement for each row execute function dialogue.keep_agreement();

create function dialogue.keep_clause() returns trigger language plpgsql as $$
declare
  signed boolean := exists (select from dialogue.agreement a where a.workspace_id = coalesce(new.workspace_id, old.workspace_id)
                              and a.id = coalesce(new.agreement_id, old.agreement_id) and a.state in ('signed', 'ended', 'terminated'));
begin
  -- An amendment in force sets this for its own statement; a translation of the authoritative words is no amendment.
  if signed and coalesce(kernel.role(), '') <> 'system' and kernel.setting('amending') is distinct from coalesce(new.id, old.id)::text then
    if tg_op <> 'UPDATE' then
      raise exception 'acuerdo: a signed clause is amended, not added or removed' using errcode = '23514';
    end if;
    if (new.agreement_id, new.number, new.position, new.ended_on) is distinct from (old.agreement_id, old.number, old.position, old.ended_on)
       or (new.words -> (select a.authoritative from dialogue.agreement a where a.workspace_id = new.workspace_id and a.id = new.agreement_id) ->> 'text')
          is distinct from (old.words -> (select a.authoritative from dialogue.agreement a where a.workspace_id = old.workspace_id and a.id = old.agreement_id) ->> 'text') then
      raise exception 'acuerdo: a signed clause is amended, not edited' using errcode = '23514';
    end if;
  end if;
  return coalesce(new, old);
end $$;
comment on function dialogue.keep_clause is 'After signing a clause is not edited but amended; only a translation beside the authoritative words may still be written';
create trigger keep before insert or update or delete on dialogue.clause for each row execute function dialogue.keep_clause();

create function dialogue.keep_signatory() returns trigger language plpgsql as $$
begin
  if coalesce(kernel.role(), '') = 'system' then
    return new;
  end if;
  -- Consent to a public page is a party's own: the team records it from paper, nobody else's people give it.
  if not ('all' = any (kernel.may('write', 'agreement')))
     and (new.agreement_id, new.organisation_id, new.constituency, new.position) is distinct from (old.agreement_id, old.organisation_id, old.constituency, old.position) then
    raise exception 'row-level security: a party stays the one it is' using errcode = '42501';
  end if;
  if exists (select from dialogue.agreement a where a.workspace_id = old.workspace_id and a.id = old.agreement_id and a.state in ('signed', 'ended', 'terminated'))
     and (new.organisation_id, new.constituency, new.authority, new.authority_on, new.report_back, new.report_back_on, new.no_report_back_reason, new.signed_on)
         is distinct from (old.organisation_id, old.constituency, old.authority, old.authority_on, old.report_back, old.report_back_on, old.no_report_back_reason, old.signed_on)
     -- Signed ad referendum: what the base said afterwards is recorded once.
     and not (old.report_back is null and new.report_back is not null
              and (new.organisation_id, new.constituency, new.authority, new.authority_on, new.no_report_back_reason, new.signed_on)
                  is not distinct from (old.organisation_id, old.constituency, old.authority, old.authority_on, old.no_report_back_reason, old.signed_on)) then
    raise exception 'acuerdo: what a party signed with stays as it was' using errcode = '23514';
  end if;
  return new;
end $$;
comment on function dialogue.keep_signatory is 'After signing only a public page''s consent, the capacity and a report-back made ad referendum change';
create trigger keep before update on dialogue.signatory for each row execute function dialogue.keep_signatory();

create function dialogue.agreement_table(p_workspace uuid, p_agreement uuid) returns uuid language sql stable
  return (select a.audience_id from dialogue.agreement a where a.workspace_id = p_workspace and a.id = p_agreement);
comment on function dialogue.agreement_table is 'The table of an agreement';

-- Row-level security ------------------------------------------------------------------------------------------------

do $$
declare
  here text := 'kernel.in_workspace(workspace_id) and ';
  of_system text := '(select kernel.role()) = ''system''';
  reach text := 'dialogue.reaches((select kernel.scopes(''see'')) -> %L, %s, %s, (select kernel.organisation_id()), (select kernel.my_audiences(''table'')))';
  write_agreement text := '(coalesce((select kernel.scopes(''write'')) -> ''agreement'' ? ''all'', false) or (select kernel.role()) = ''system'')';
  own text := '(coalesce((select kernel.scopes(''write'')) -> %L ? ''own'', false) and organisation_id = (select kernel.organisation_id()))';
  agreed text := 'coalesce((select kernel.scopes(''see'')) -> %L ? ''agreed'', false)';
  public_agreement text := '(' || format(agreed, 'agreement') || ' and exists (select from dialogue.agreement a where a.workspace_id = %1$s.workspace_id and a.id = %1$s.agreement_id and a.published_at is not null))';
  of_commitment text := '(select c.audience_id from dialogue.commitment c where c.workspace_id = %1$s.workspace_id and c.id = %1$s.commitment_id)';
  of_agreement text := 'dialogue.agreement_table(workspace_id, agreement_id)';
  table_of text;
  one text;
begin
  perform kernel.protect('dialogue.agreement',
    here || '(' || of_system || ' or ' || format(reach, 'agreement', 'null', 'audience_id') || ' or (' || format(agreed, 'agreement') || ' and published_at is not null))',
    here || write_agreement);
  foreach one in array array['signatory', 'clause'] loop
    perform kernel.protect(format('dialogue.%I', one)::regclass,
      here || '(' || of_system || ' or ' || format(reach, 'agreement', 'null', of_agreement) || ' or ' || format(public_agreement, one) || ')',
      here || write_agreement);
  end loop;
  drop policy change on dialogue.signatory;
  execute format('create policy change on dialogue.signatory for update using (%s) with check (%1$s)',
    here || '(' || write_agreement || ' or ' || format(own, 'mandate') || ')');
  perform kernel.protect('dialogue.signatory_name',
    here || '(' || of_system || ' or ' || format(reach, 'leader_contact',
        '(select s.organisation_id from dialogue.signatory s where s.workspace_id = signatory_name.workspace_id and s.id = signatory_name.id)',
        '(select a.audience_id from dialogue.signatory s join dialogue.agreement a on a.workspace_id = s.workspace_id and a.id = s.agreement_id where s.workspace_id = signatory_name.workspace_id and s.id = signatory_name.id)')
      || ' or exists (select from dialogue.signatory s where s.workspace_id = signatory_name.workspace_id and s.id = signatory_name.id and s.organisation_id = (select kernel.organisation_id())))',
    here || '(' || write_agreement || ' or exists (select from dialogue.signatory s where s.workspace_id = signatory_name.workspace_id and s.id = signatory_name.id and ' || format(replace(own, 'organisation_id =', 's.organisation_id ='), 'mandate') || '))');
  perform kernel.protect('dialogue.amendment',
    here || '(' || of_system || ' or ' || format(reach, 'agreement', 'null', of_agreement) || ' or (state = ''in_force'' and ' || format(public_agreement, 'amendment') || '))',
    here || write_agreement);
  table_of := '(select g.audience_id from dialogue.amendment m join dialogue.agreement g on g.workspace_id = m.workspace_id and g.id = m.agreement_id where m.workspace_id = amendment_party.workspace_id and m.id = amendment_party.amendment_id)';
  perform kernel.protect('dialogue.amendment_party',
    here || '(' || of_system || ' or ' || format(reach, 'agreement', 'null', table_of) || ')',
    here || '(' || write_agreement || ' or (' || format(own, 'mandate') || ' and ' || format(reach, 'agreement', 'null', table_of) || '))');

  -- Commitments of a public agreement are public with it.
  execute format('create policy published on dialogue.commitment for select using (%s)', here || format(public_agreement, 'commitment'));
  table_of := format(of_commitment, 'incident');
  perform kernel.protect('dialogue.incident',
    here || '(' || of_system || ' or ' || format(reach, 'assessment', 'organisation_id', table_of) || ')',
    here || '(' || write_agreement || ' or (' || format(own, 'assessment') || ' and exists (select from dialogue.commitment c where c.workspace_id = incident.workspace_id and c.id = incident.commitment_id)))');
  table_of := format(of_commitment, 'assessment');
  perform kernel.protect('dialogue.assessment',
    here || '(' || of_system || ' or ' || format(reach, 'assessment', 'organisation_id', table_of) || ' or (' || format(agreed, 'assessment')
      || ' and exists (select from dialogue.commitment c join dialogue.agreement a on a.workspace_id = c.workspace_id and a.id = c.agreement_id where c.workspace_id = assessment.workspace_id and c.id = assessment.commitment_id and a.published_at is not null)))',
    here || '(' || of_system || ' or (' || format(own, 'assessment') || ' and exists (select from dialogue.commitment c where c.workspace_id = assessment.workspace_id and c.id = assessment.commitment_id)))');
  -- History stays: what was said is answered by a later word, not changed.
  drop policy change on dialogue.assessment;
  drop policy remove on dialogue.assessment;
  perform kernel.protect('dialogue.assessment_reason',
    here || '(' || of_system || ' or (not ' || format(agreed, 'assessment') || ' and exists (select from dialogue.assessment a where a.workspace_id = assessment_reason.workspace_id and a.id = assessment_reason.id)))',
    here || '(' || of_system || ' or exists (select from dialogue.assessment a where a.workspace_id = assessment_reason.workspace_id and a.id = assessment_reason.id and ' || format(replace(own, 'organisation_id =', 'a.organisation_id ='), 'assessment') || '))');
  drop policy remove on dialogue.assessment_reason;
  perform kernel.protect('dialogue.assessor',
    here || '(' || of_system || ' or coalesce((select kernel.scopes(''see'')) -> ''assessor'' ? ''all'', false) or (coalesce((select kernel.scopes(''see'')) -> ''assessor'' ? ''own'', false) and organisation_id = (select kernel.organisation_id())))',
    here || '(' || of_system || ' or (member_id = (select kernel.member_id()) and ' || format(own, 'assessment') || '))');
  drop policy change on dialogue.assessor;
  drop policy remove on dialogue.assessor;
  table_of := format(of_commitment, 'remedy');
  perform kernel.protect('dialogue.remedy',
    here || '(' || of_system || ' or (select kernel.in_team()) or organisation_id = (select kernel.organisation_id()) or (state in (''sent'', ''answered'') and '
      || format(reach, 'agreement', 'null', table_of) || '))',
    here || '(' || write_agreement || ' or (' || format(own, 'assessment') || ' and exists (select from dialogue.commitment c where c.workspace_id = remedy.workspace_id and c.id = remedy.commitment_id)))');
end $$;

-- Whoever opens a public page reads the names of its parties.
create policy party_of_public on kernel.organisation for select
  using (kernel.in_workspace(workspace_id) and coalesce((select kernel.scopes('see')) -> 'agreement' ? 'agreed', false)
    and exists (select from dialogue.signatory s join dialogue.agreement a on a.workspace_id = s.workspace_id and a.id = s.agreement_id
                 where s.workspace_id = organisation.workspace_id and s.organisation_id = organisation.id and a.published_at is not null));
