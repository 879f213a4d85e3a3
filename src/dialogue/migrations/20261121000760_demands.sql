-- Demands: owned by the organisations that raise them, endorsed, presented, answered. What an organisation did (an endorsement, a
-- mandate, a vote) is its own to write; the team notes it from paper and says how it was known.

select kernel.enter_system();

alter table dialogue.demand
  add column stage text not null default 'raised'
    check (stage in ('raised', 'endorsed', 'presented', 'answered', 'agreed', 'refused', 'withdrawn')),
  add column platform_id uuid,
  add column problem jsonb check (problem is null or kernel.is_text(problem)),
  add column womens_caucus boolean not null default false,
  add column joint boolean not null default false,
  add column words_version int not null default 1 check (words_version > 0),
  add column owners uuid[] not null default '{}',
  add column named uuid[] not null default '{}',
  alter column audience_id drop not null,
  add foreign key (workspace_id, platform_id) references dialogue.platform;
create index demand_platform on dialogue.demand (workspace_id, platform_id);
create index demand_stage on dialogue.demand (workspace_id, stage, id);
comment on column dialogue.demand.stage is 'Stage, moved by its owners';
comment on column dialogue.demand.platform_id is 'Platform at which it is worked on; null: none';
comment on column dialogue.demand.problem is 'The problem behind it as those who raise it live it, bilingual';
comment on column dialogue.demand.womens_caucus is 'Raised by the women''s caucus';
comment on column dialogue.demand.joint is 'Joins demands of several organisations: it counts for one only once that one endorses it';
comment on column dialogue.demand.words_version is 'Version of the record in which its words came to be what they are';
comment on column dialogue.demand.owners is 'Organisations that may move it, kept by a trigger (of demand_owner)';
comment on column dialogue.demand.named is 'Those, and organisations that were asked to endorse it, kept by a trigger';
comment on column dialogue.demand.audience_id is 'The table at which it was raised; null: its owners and the team alone';

create table dialogue.demand_owner (
  workspace_id uuid not null,
  id uuid not null,
  demand_id uuid not null,
  organisation_id uuid not null,
  owns boolean not null,
  by_endorsing boolean not null default false,
  primary key (workspace_id, id),
  foreign key (workspace_id, demand_id) references dialogue.demand on delete cascade,
  foreign key (workspace_id, organisation_id) references kernel.organisation,
  check (owns or not by_endorsing)
);
create unique index demand_owner_once on dialogue.demand_owner (workspace_id, demand_id, organisation_id);
create index demand_owner_organisation on dialogue.demand_owner (workspace_id, organisation_id);
comment on table dialogue.demand_owner is 'An organisation that raises a demand, or was asked to endorse a joint one';
comment on column dialogue.demand_owner.workspace_id is 'Workspace';
comment on column dialogue.demand_owner.id is 'UUIDv7';
comment on column dialogue.demand_owner.demand_id is 'Demand';
comment on column dialogue.demand_owner.organisation_id is 'Organisation';
comment on column dialogue.demand_owner.owns is 'It raised the demand, or endorsed the joint one; false: it was asked';
comment on column dialogue.demand_owner.by_endorsing is 'It owns the demand because it endorsed it';

create table dialogue.demand_endorsement (
  workspace_id uuid not null,
  id uuid not null,
  demand_id uuid not null,
  organisation_id uuid not null,
  act text not null check (act in ('assembly', 'committee', 'statement', 'minutes')),
  acted_on date not null,
  women int check (women between 0 and 99999),
  men int check (men between 0 and 99999),
  words_version int not null check (words_version > 0),
  note text not null default '',
  how text not null check (how in ('member', 'paper', 'said', 'message')),
  withdrawn_on date,
  noted_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, demand_id) references dialogue.demand on delete cascade,
  foreign key (workspace_id, organisation_id) references kernel.organisation,
  check (withdrawn_on >= acted_on)
);
create unique index demand_endorsement_once on dialogue.demand_endorsement (workspace_id, demand_id, organisation_id, words_version) where withdrawn_on is null;
create index demand_endorsement_demand on dialogue.demand_endorsement (workspace_id, demand_id);
create index demand_endorsement_organisation on dialogue.demand_endorsement (workspace_id, organisation_id);
comment on table dialogue.demand_endorsement is 'An organisation stands behind the words of a demand, by an act of its own';
comment on column dialogue.demand_endorsement.workspace_id is 'Workspace';
comment on column dialogue.demand_endorsement.id is 'UUIDv7';
comment on column dialogue.demand_endorsement.demand_id is 'Demand';
comment on column dialogue.demand_endorsement.organisation_id is 'Organisation';
comment on column dialogue.demand_endorsement.act is 'By assembly, by its committee, by a statement, by signing minutes';
comment on column dialogue.demand_endorsement.acted_on is 'Day of the act';
comment on column dialogue.demand_endorsement.women is 'Women who voted; null: not known';
comment on column dialogue.demand_endorsement.men is 'Men who voted; null: not known';
comment on column dialogue.demand_endorsement.words_version is 'Version of the words endorsed; older than the demand''s: of earlier words';
comment on column dialogue.demand_endorsement.note is 'What else is to be known of it';
comment on column dialogue.demand_endorsement.how is 'How it is known: entered by its people; from paper, said, by message and noted by the team';
comment on column dialogue.demand_endorsement.withdrawn_on is 'Day on which it was taken back; null: it stands';
comment on column dialogue.demand_endorsement.noted_at is 'When it was entered';

create table dialogue.demand_mandate (
  workspace_id uuid not null,
  id uuid not null,
  demand_id uuid not null,
  organisation_id uuid not null,
  body text not null check (body in ('assembly', 'committee', 'community', 'congress', 'other')),
  body_name text not null default '',
  held_on date not null,
  result text not null check (result in ('unanimous', 'majority', 'consensus', 'rejected')),
  in_favour int check (in_favour between 0 and 99999),
  against int check (against between 0 and 99999),
  abstained int check (abstained between 0 and 99999),
  women int check (women between 0 and 99999),
  men int check (men between 0 and 99999),
  meeting_id uuid,
  note text not null default '',
  how text not null check (how in ('member', 'paper', 'said', 'message')),
  noted_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, demand_id) references dialogue.demand on delete cascade,
  foreign key (workspace_id, organisation_id) references kernel.organisation,
  foreign key (workspace_id, meeting_id) references dialogue.meeting on delete set null (meeting_id)
);
create index demand_mandate_demand on dialogue.demand_mandate (workspace_id, demand_id);
create index demand_mandate_organisation on dialogue.demand_mandate (workspace_id, organisation_id);
create index demand_mandate_meeting on dialogue.demand_mandate (workspace_id, meeting_id);
comment on table dialogue.demand_mandate is 'The members of an organisation decided on a demand: who met, when, with what result';
comment on column dialogue.demand_mandate.workspace_id is 'Workspace';
comment on column dialogue.demand_mandate.id is 'UUIDv7';
comment on column dialogue.demand_mandate.demand_id is 'Demand';
comment on column dialogue.demand_mandate.organisation_id is 'Organisation';
comment on column dialogue.demand_mandate.body is 'Assembly, committee, community assembly, congress, another body';
comment on column dialogue.demand_mandate.body_name is 'What it is called there, where that helps';
comment on column dialogue.demand_mandate.held_on is 'Day';
comment on column dialogue.demand_mandate.result is 'Unanimous, by majority, by consensus, rejected';
comment on column dialogue.demand_mandate.in_favour is 'Votes in favour; null: not counted';
comment on column dialogue.demand_mandate.against is 'Votes against; null: not counted';
comment on column dialogue.demand_mandate.abstained is 'Abstentions; null: not counted';
comment on column dialogue.demand_mandate.women is 'Women who took part; null: not known';
comment on column dialogue.demand_mandate.men is 'Men who took part; null: not known';
comment on column dialogue.demand_mandate.meeting_id is 'The meeting, where it is recorded here';
comment on column dialogue.demand_mandate.note is 'What else is to be known of it';
comment on column dialogue.demand_mandate.how is 'How it is known: entered by its people; from paper, said, by message and noted by the team';
comment on column dialogue.demand_mandate.noted_at is 'When it was entered';

create table dialogue.demand_step (
  workspace_id uuid not null,
  id uuid not null,
  demand_id uuid not null,
  step text not null check (step in ('raise', 'endorse', 'loosen', 'present', 'answer', 'agree', 'refuse', 'insist', 'withdraw', 'resume')),
  stage text not null check (stage in ('raised', 'endorsed', 'presented', 'answered', 'agreed', 'refused', 'withdrawn')),
  stage_before text not null,
  taken_on date not null,
  words jsonb check (words is null or kernel.is_text(words)),
  organisation_id uuid,
  how text not null check (how in ('member', 'paper', 'said', 'message')),
  member_id uuid,
  noted_at timestamptz not null default now(),
  undone_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, demand_id) references dialogue.demand on delete cascade,
  foreign key (workspace_id, organisation_id) references kernel.organisation,
  foreign key (workspace_id, member_id) references kernel.member,
  check (step <> 'answer' or words is not null)
);
create index demand_step_demand on dialogue.demand_step (workspace_id, demand_id, id);
create index demand_step_organisation on dialogue.demand_step (workspace_id, organisation_id);
create index demand_step_member on dialogue.demand_step (workspace_id, member_id);
comment on table dialogue.demand_step is 'A demand moved from a stage to the next: when, by whom, in what words';
comment on column dialogue.demand_step.workspace_id is 'Workspace';
comment on column dialogue.demand_step.id is 'UUIDv7, in order';
comment on column dialogue.demand_step.demand_id is 'Demand';
comment on column dialogue.demand_step.step is 'Step taken';
comment on column dialogue.demand_step.stage is 'Stage it led to';
comment on column dialogue.demand_step.stage_before is 'Stage it led from; empty: the demand was raised by it';
comment on column dialogue.demand_step.taken_on is 'Day on which it was taken, not entered';
comment on column dialogue.demand_step.words is 'The answer in the addressee''s words, or a note on the step, bilingual';
comment on column dialogue.demand_step.organisation_id is 'Who took it: an owner, or the addressee who answered; null: not said';
comment on column dialogue.demand_step.how is 'How it is known: entered by its people; from paper, said, by message and noted by the team';
comment on column dialogue.demand_step.member_id is 'Who entered it; null: the program';
comment on column dialogue.demand_step.noted_at is 'When it was entered';
comment on column dialogue.demand_step.undone_at is 'When it was undone as a mistake; null: it stands';

create table dialogue.demand_vote (
  workspace_id uuid not null,
  demand_id uuid not null,
  organisation_id uuid not null,
  votes int not null check (votes between 0 and 99999),
  voted_on date not null,
  how text not null check (how in ('member', 'paper', 'said', 'message')),
  primary key (workspace_id, demand_id, organisation_id),
  foreign key (workspace_id, demand_id) references dialogue.demand on delete cascade,
  foreign key (workspace_id, organisation_id) references kernel.organisation
);
create index demand_vote_organisation on dialogue.demand_vote (workspace_id, organisation_id);
comment on table dialogue.demand_vote is 'Votes that an organisation gave a demand when priorities were set; addressees do not see them';
comment on column dialogue.demand_vote.workspace_id is 'Workspace';
comment on column dialogue.demand_vote.demand_id is 'Demand';
comment on column dialogue.demand_vote.organisation_id is 'Organisation';
comment on column dialogue.demand_vote.votes is 'Votes';
comment on column dialogue.demand_vote.voted_on is 'Day';
comment on column dialogue.demand_vote.how is 'How they are known: entered by its people; from paper, said, by message and noted by the team';

create table dialogue.demand_priority (
  workspace_id uuid not null,
  demand_id uuid not null,
  place int not null check (place between 1 and 999),
  agreed_on date not null,
  primary key (workspace_id, demand_id),
  foreign key (workspace_id, demand_id) references dialogue.demand on delete cascade
);
comment on table dialogue.demand_priority is 'Place of a demand in an order agreed by consensus; addressees do not see it';
comment on column dialogue.demand_priority.workspace_id is 'Workspace';
comment on column dialogue.demand_priority.demand_id is 'Demand';
comment on column dialogue.demand_priority.place is 'Place, 1 before all';
comment on column dialogue.demand_priority.agreed_on is 'Day of the consensus';

-- What stood before ------------------------------------------------------------------------------------------------------

insert into dialogue.demand_owner (workspace_id, id, demand_id, organisation_id, owns)
select workspace_id, gen_random_uuid(), id, organisation_id, true from dialogue.demand where organisation_id is not null;
insert into dialogue.demand_step (workspace_id, id, demand_id, step, stage, stage_before, taken_on, how, noted_at)
select workspace_id, id, id, 'raise', 'raised', '', raised_on, 'paper', now() - interval '1 second' from dialogue.demand;
insert into dialogue.demand_step (workspace_id, id, demand_id, step, stage, stage_before, taken_on, how)
select workspace_id, gen_random_uuid(), id, 'present', 'presented', 'raised', presented_on, 'paper' from dialogue.demand where presented_on is not null;
update dialogue.demand d set
  stage = case when presented_on is null then 'raised' else 'presented' end,
  owners = case when organisation_id is null then '{}' else array[organisation_id] end,
  named = case when organisation_id is null then '{}' else array[organisation_id] end,
  platform_id = (select m.platform_id from dialogue.meeting m where m.workspace_id = d.workspace_id and m.id = d.meeting_id);

-- Owners -----------------------------------------------------------------------------------------------------------------

create function dialogue.keep_owners() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.organisation_id is distinct from old.organisation_id
     and not 'all' = any (kernel.may('write', 'demand')) then
    raise exception 'row-level security: who raised a demand stays who it was' using errcode = '42501';
  end if;
  select coalesce(array_agg(o.organisation_id) filter (where o.owns), '{}'), coalesce(array_agg(o.organisation_id), '{}')
    into new.owners, new.named
    from dialogue.demand_owner o where o.workspace_id = new.workspace_id and o.demand_id = new.id;
  if new.organisation_id is not null and not new.organisation_id = any (new.owners) then
    new.owners := new.owners || new.organisation_id;
  end if;
  if new.organisation_id is not null and not new.organisation_id = any (new.named) then
    new.named := new.named || new.organisation_id;
  end if;
  return new;
end $$;
comment on function dialogue.keep_owners is
  'Nobody writes the arrays by which a demand is reached: they are its rows of demand_owner and who raised it';
create trigger keep_owners before insert or update on dialogue.demand for each row execute function dialogue.keep_owners();

create function dialogue.first_owner() returns trigger language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
begin
  perform set_config('acuerdo.role', 'system', true);
  if tg_op = 'UPDATE' then
    delete from dialogue.demand_owner o
     where o.workspace_id = new.workspace_id and o.demand_id = new.id and o.organisation_id = old.organisation_id
       and o.owns and not o.by_endorsing;
  end if;
  if new.organisation_id is not null then
    insert into dialogue.demand_owner (workspace_id, id, demand_id, organisation_id, owns)
    values (new.workspace_id, gen_random_uuid(), new.id, new.organisation_id, true)
    on conflict (workspace_id, demand_id, organisation_id) do update set owns = true;
  end if;
  perform set_config('acuerdo.role', asking, true);
  return null;
end $$;
comment on function dialogue.first_owner is 'Who raises a demand owns it';
create trigger first_owner_new after insert on dialogue.demand for each row execute function dialogue.first_owner();
create trigger first_owner after update of organisation_id on dialogue.demand for each row
  when (new.organisation_id is distinct from old.organisation_id) execute function dialogue.first_owner();

create function dialogue.owners_moved() returns trigger language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
begin
  perform set_config('acuerdo.role', 'system', true);
  update dialogue.demand set owners = '{}'
   where workspace_id = coalesce(new.workspace_id, old.workspace_id) and id = coalesce(new.demand_id, old.demand_id);
  perform set_config('acuerdo.role', asking, true);
  return null;
end $$;
comment on function dialogue.owners_moved is 'Has the arrays of a demand made anew when its owners change';
create trigger owners_moved after insert or update or delete on dialogue.demand_owner
  for each row execute function dialogue.owners_moved();

create function dialogue.own_by_endorsing() returns trigger language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  here uuid := new.workspace_id;
  stands boolean := exists (select from dialogue.demand_endorsement e
    where e.workspace_id = here and e.demand_id = new.demand_id and e.organisation_id = new.organisation_id and e.withdrawn_on is null);
begin
  perform set_config('acuerdo.role', 'system', true);
  update dialogue.demand_owner set owns = true, by_endorsing = true
   where workspace_id = here and demand_id = new.demand_id and organisation_id = new.organisation_id and not owns and stands;
  update dialogue.demand_owner set owns = false, by_endorsing = false
   where workspace_id = here and demand_id = new.demand_id and organisation_id = new.organisation_id and by_endorsing and not stands;
  perform set_config('acuerdo.role', asking, true);
  return null;
end $$;
comment on function dialogue.own_by_endorsing is 'An organisation that was asked owns the joint demand while its endorsement stands';
create trigger own_by_endorsing after insert or update on dialogue.demand_endorsement
  for each row execute function dialogue.own_by_endorsing();

-- Who sees and writes ------------------------------------------------------------------------------------------------------

create function dialogue.reaches_any(scopes jsonb, owners uuid[], audience uuid, acting_for uuid, tables uuid[]) returns boolean language sql immutable
  return coalesce(scopes ? 'all' or (scopes ? 'table' and audience = any (tables)) or (scopes ? 'own' and acting_for = any (owners)), false);
comment on function dialogue.reaches_any is 'The same as dialogue.reaches for what several organisations own';

create function dialogue.own_demands(owning boolean) returns uuid[] language sql stable
  return case when kernel.organisation_id() is null then '{}'::uuid[] else array(
    select o.demand_id from dialogue.demand_owner o
     where o.workspace_id = kernel.workspace_id() and o.organisation_id = kernel.organisation_id() and (o.owns or not owning)) end;
comment on function dialogue.own_demands is
  'Demands that the asking person''s organisation owns, or also those that it was asked to endorse';

drop policy see on dialogue.demand;
drop policy add on dialogue.demand;
drop policy change on dialogue.demand;
drop policy remove on dialogue.demand;

do $$
declare
  here text := 'kernel.in_workspace(workspace_id) and ';
  reach text := 'dialogue.reaches_any((select kernel.scopes(%L)) -> ''demand'', %I, audience_id, (select kernel.organisation_id()), (select kernel.my_audiences(''table'')))';
  -- Whoever sees a demand only once it was presented is its addressee's side: what the owners keep among themselves is not hers.
  inside text := 'not coalesce((select kernel.scopes(''see'')) -> ''demand'' ? ''presented'', false) and ';
  all_of text := 'coalesce((select kernel.scopes(''write'')) -> ''demand'' ? ''all'', false)';
  own text := 'coalesce((select kernel.scopes(''write'')) -> ''demand'' ? ''own'', false) and organisation_id = (select kernel.organisation_id())';
  with_demand text := 'exists (select from dialogue.demand d where d.workspace_id = %1$s.workspace_id and d.id = %1$s.demand_id)';
  of_owner text := 'exists (select from dialogue.demand d where d.workspace_id = %1$s.workspace_id and d.id = %1$s.demand_id and dialogue.reaches_any((select kernel.scopes(''write'')) -> ''demand'', d.owners, d.audience_id, (select kernel.organisation_id()), (select kernel.my_audiences(''table''))))';
  truly text;
  name text;
begin
  perform kernel.protect('dialogue.demand',
    here || '(' || format(reach, 'see', 'named') || ' or (presented_on is not null and coalesce((select kernel.scopes(''see'')) -> ''demand'' ? ''presented'', false)))',
    here || format(reach, 'write', 'owners'));
  -- An owner asks others to endorse; that others own it, the team alone notes, or their own endorsement says.
  perform kernel.protect('dialogue.demand_owner', here || format(with_demand, 'demand_owner'),
    here || format(of_owner, 'demand_owner') || ' and (' || all_of || ' or not owns)');
  foreach name in array array['demand_endorsement', 'demand_mandate'] loop
    truly := '((select kernel.role()) = ''system'' or (' || all_of || ' and how <> ''member'') or (' || own || ' and how = ''member''))';
    perform kernel.protect(format('dialogue.%I', name)::regclass, here || format(with_demand, name),
      here || format(with_demand, name) || ' and ' || truly);
  end loop;
  perform kernel.protect('dialogue.demand_vote', here || inside || format(with_demand, 'demand_vote'),
    here || format(with_demand, 'demand_vote') || ' and ' || truly);
  -- What the team noted of an organisation, that one may take back or set right itself.
  foreach name in array array['demand_endorsement', 'demand_mandate', 'demand_vote'] loop
    execute format('drop policy change on dialogue.%I', name);
    execute format('create policy change on dialogue.%I for update using (%s) with check (%s)', name,
      here || format(with_demand, name) || ' and ((' || all_of || ' and ((select kernel.role()) = ''system'' or how <> ''member'')) or (' || own || '))',
      here || format(with_demand, name) || ' and ' || truly);
  end loop;
  perform kernel.protect('dialogue.demand_priority', here || inside || format(with_demand, 'demand_priority'),
    here || format(of_owner, 'demand_priority') || ' and ' || all_of);
  perform kernel.protect('dialogue.demand_step',
    here || format(with_demand, 'demand_step')
      || ' and (stage in (''presented'', ''answered'', ''agreed'', ''refused'', ''withdrawn'') or not coalesce((select kernel.scopes(''see'')) -> ''demand'' ? ''presented'', false))',
    here || format(of_owner, 'demand_step'));
end $$;

-- The same as a record, in the search and in its thread, for the owners beside the first and for those who were asked.
create policy named on kernel.record for select
  using (kernel.in_workspace(workspace_id) and kind = 'demand' and id = any ((select dialogue.own_demands(false))::uuid[])
    and coalesce((select kernel.scopes('see')) -> 'demand' ? 'own', false));
create policy owned on kernel.record for update
  using (kernel.in_workspace(workspace_id) and kind = 'demand' and id = any ((select dialogue.own_demands(true))::uuid[])
    and coalesce((select kernel.scopes('write')) -> 'demand' ? 'own', false));
create policy named on kernel.record_version for select
  using (kernel.in_workspace(workspace_id) and record_id = any ((select dialogue.own_demands(false))::uuid[])
    and coalesce((select kernel.scopes('see')) -> 'demand' ? 'own', false));
create policy owned on kernel.record_version for insert
  with check (kernel.in_workspace(workspace_id) and record_id = any ((select dialogue.own_demands(true))::uuid[])
    and coalesce((select kernel.scopes('write')) -> 'demand' ? 'own', false));
create policy named on kernel.search_entry for select
  using (kernel.in_workspace(workspace_id) and kind = 'demand' and id = any ((select dialogue.own_demands(false))::uuid[])
    and coalesce((select kernel.scopes('see')) -> 'demand' ? 'own', false));
create policy owned_add on kernel.search_entry for insert
  with check (kernel.in_workspace(workspace_id) and kind = 'demand' and id = any ((select dialogue.own_demands(true))::uuid[])
    and coalesce((select kernel.scopes('write')) -> 'demand' ? 'own', false));
create policy owned on kernel.search_entry for update
  using (kernel.in_workspace(workspace_id) and kind = 'demand' and id = any ((select dialogue.own_demands(true))::uuid[])
    and coalesce((select kernel.scopes('write')) -> 'demand' ? 'own', false));
create policy owned on kernel.link for insert
  with check (kernel.in_workspace(workspace_id) and record_id = any ((select dialogue.own_demands(true))::uuid[])
    and coalesce((select kernel.scopes('write')) -> 'demand' ? 'own', false)
    and exists (select from kernel.record b where b.workspace_id = link.workspace_id and b.id = link.basis_id));
