-- Negotiations: who sits there with what authority, the points, the rounds, the offers. What a delegation may concede and an
-- offer that was not sent are its organisation's own: the database closes them, whoever asks.

select kernel.enter_system();

insert into kernel.record_kind (kind, resource) values ('negotiation', 'agreement'), ('point', 'agreement');

create table dialogue.negotiation (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  platform_id uuid,
  title jsonb not null check (kernel.is_text(title)),
  purpose jsonb check (purpose is null or kernel.is_text(purpose)),
  state text not null default 'preparing' check (state in ('preparing', 'open', 'deadlocked', 'concluded', 'broken_off')),
  state_on date,
  state_reason text not null default '',
  place_id uuid,
  worker_group_id uuid,
  started_on date,
  audience_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, platform_id) references dialogue.platform,
  foreign key (workspace_id, place_id) references kernel.place,
  foreign key (workspace_id, worker_group_id) references kernel.worker_group,
  foreign key (workspace_id, audience_id) references kernel.audience
);
create index negotiation_platform on dialogue.negotiation (workspace_id, platform_id);
create index negotiation_place on dialogue.negotiation (workspace_id, place_id);
create index negotiation_worker_group on dialogue.negotiation (workspace_id, worker_group_id);
create index negotiation_audience on dialogue.negotiation (workspace_id, audience_id);
comment on table dialogue.negotiation is 'A negotiation of one or more sectors with one or more counterparts';
comment on column dialogue.negotiation.workspace_id is 'Workspace';
comment on column dialogue.negotiation.id is 'The same as in kernel.record';
comment on column dialogue.negotiation.platform_id is 'Platform it belongs to; null: none';
comment on column dialogue.negotiation.title is 'Bilingual title';
comment on column dialogue.negotiation.purpose is 'What it is about, bilingual';
comment on column dialogue.negotiation.state is 'State';
comment on column dialogue.negotiation.state_on is 'Day of its last step; null: none yet';
comment on column dialogue.negotiation.state_reason is 'Why it is deadlocked or was broken off, as it was said at the table';
comment on column dialogue.negotiation.place_id is 'Place it is about';
comment on column dialogue.negotiation.worker_group_id is 'Worker group it is about';
comment on column dialogue.negotiation.started_on is 'When the parties first sat down; null: not yet';
comment on column dialogue.negotiation.audience_id is 'Its table: the organisations that have a delegation';
comment on column dialogue.negotiation.created_at is 'When it was entered';

create table dialogue.delegation (
  workspace_id uuid not null,
  id uuid not null,
  negotiation_id uuid not null,
  organisation_id uuid not null,
  constituency text not null check (constituency in ('workers', 'authority', 'employers', 'contractors', 'civil_society', 'academia', 'donor')),
  women int check (women between 0 and 999),
  men int check (men between 0 and 999),
  authority text check (authority in ('vote', 'consensus', 'statutes', 'community_assembly', 'legal_powers')),
  authority_on date,
  authority_note text not null default '',
  report_back text check (report_back in ('accepted', 'changes', 'rejected')),
  report_back_on date,
  report_back_women int check (report_back_women between 0 and 1000000),
  report_back_men int check (report_back_men between 0 and 1000000),
  no_report_back_reason text not null default '',
  discloses boolean not null default false,
  primary key (workspace_id, id),
  foreign key (workspace_id, negotiation_id) references dialogue.negotiation on delete cascade,
  foreign key (workspace_id, organisation_id) references kernel.organisation,
  check ((authority is null) = (authority_on is null)),
  check ((report_back is null) = (report_back_on is null))
);
create unique index delegation_once on dialogue.delegation (workspace_id, negotiation_id, organisation_id);
create index delegation_organisation on dialogue.delegation (workspace_id, organisation_id);
comment on table dialogue.delegation is 'An organisation at a negotiation: who sits for it, by what authority, and how it reported back to its base';
comment on column dialogue.delegation.workspace_id is 'Workspace';
comment on column dialogue.delegation.id is 'UUIDv7';
comment on column dialogue.delegation.negotiation_id is 'Negotiation';
comment on column dialogue.delegation.organisation_id is 'Organisation';
comment on column dialogue.delegation.constituency is 'Whom it stands for here';
comment on column dialogue.delegation.women is 'Women who sit for it; null: not known';
comment on column dialogue.delegation.men is 'Men; null: not known';
comment on column dialogue.delegation.authority is 'By what it may bind its organisation; null: not recorded';
comment on column dialogue.delegation.authority_on is 'Day of the vote, the assembly, the appointment';
comment on column dialogue.delegation.authority_note is 'Act, article or result, as the table may read it';
comment on column dialogue.delegation.report_back is 'What the base said to the text; null: not asked';
comment on column dialogue.delegation.report_back_on is 'Day on which the base said so';
comment on column dialogue.delegation.report_back_women is 'Women present then; null: not counted';
comment on column dialogue.delegation.report_back_men is 'Men present then; null: not counted';
comment on column dialogue.delegation.no_report_back_reason is 'Why it signs before asking its base (ad referendum, statutes); empty: it asks, or none is said';
comment on column dialogue.delegation.discloses is 'Whether the coordinator may read its limits and its offers before they are sent';

create table dialogue.concession (
  workspace_id uuid not null,
  id uuid not null,
  delegation_id uuid not null,
  organisation_id uuid not null,
  point_id uuid,
  wanted text not null default '',
  least text not null default '',
  note text not null default '',
  primary key (workspace_id, id),
  foreign key (workspace_id, delegation_id) references dialogue.delegation on delete cascade,
  foreign key (workspace_id, organisation_id) references kernel.organisation
);
create index concession_delegation on dialogue.concession (workspace_id, delegation_id);
create index concession_organisation on dialogue.concession (workspace_id, organisation_id);
comment on table dialogue.concession is 'What a delegation may concede: its organisation''s own, and the coordinator''s only where it discloses';
comment on column dialogue.concession.workspace_id is 'Workspace';
comment on column dialogue.concession.id is 'UUIDv7';
comment on column dialogue.concession.delegation_id is 'Delegation';
comment on column dialogue.concession.organisation_id is 'Whose limits these are';
comment on column dialogue.concession.point_id is 'Point of the negotiation; null: the whole';
comment on column dialogue.concession.wanted is 'What it wants, in its own words';
comment on column dialogue.concession.least is 'The least that it may accept';
comment on column dialogue.concession.note is 'What else its mandate says';

create table dialogue.negotiation_round (
  workspace_id uuid not null,
  id uuid not null,
  negotiation_id uuid not null,
  number int not null check (number > 0),
  meeting_id uuid,
  held_on date not null,
  note jsonb check (note is null or kernel.is_text(note)),
  primary key (workspace_id, id),
  foreign key (workspace_id, negotiation_id) references dialogue.negotiation on delete cascade,
  foreign key (workspace_id, meeting_id) references dialogue.meeting
);
create unique index negotiation_round_number on dialogue.negotiation_round (workspace_id, negotiation_id, number);
create index negotiation_round_meeting on dialogue.negotiation_round (workspace_id, meeting_id);
comment on table dialogue.negotiation_round is 'A round of a negotiation';
comment on column dialogue.negotiation_round.workspace_id is 'Workspace';
comment on column dialogue.negotiation_round.id is 'UUIDv7';
comment on column dialogue.negotiation_round.negotiation_id is 'Negotiation';
comment on column dialogue.negotiation_round.number is 'Counts from 1';
comment on column dialogue.negotiation_round.meeting_id is 'Meeting at which it was held; null: none in the calendar';
comment on column dialogue.negotiation_round.held_on is 'Day';
comment on column dialogue.negotiation_round.note is 'What came of it, bilingual';

create table dialogue.point (
  workspace_id uuid not null,
  id uuid not null,
  negotiation_id uuid not null,
  position int not null,
  title jsonb not null check (kernel.is_text(title)),
  demand_id uuid,
  state text not null default 'open' check (state in ('open', 'agreed', 'deadlocked', 'set_aside')),
  agreed_offer_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, negotiation_id) references dialogue.negotiation on delete cascade,
  foreign key (workspace_id, demand_id) references dialogue.demand,
  check ((state = 'agreed') = (agreed_offer_id is not null))
);
create index point_negotiation on dialogue.point (workspace_id, negotiation_id, position);
create index point_demand on dialogue.point (workspace_id, demand_id);
create index point_agreed_offer on dialogue.point (workspace_id, agreed_offer_id);
alter table dialogue.concession add foreign key (workspace_id, point_id) references dialogue.point on delete cascade;
create index concession_point on dialogue.concession (workspace_id, point_id);
comment on table dialogue.point is 'A point that is negotiated; the words agreed on become a clause';
comment on column dialogue.point.workspace_id is 'Workspace';
comment on column dialogue.point.id is 'The same as in kernel.record';
comment on column dialogue.point.negotiation_id is 'Negotiation';
comment on column dialogue.point.position is 'Order';
comment on column dialogue.point.title is 'What it is about, bilingual';
comment on column dialogue.point.demand_id is 'Demand it answers; null: none recorded';
comment on column dialogue.point.state is 'State';
comment on column dialogue.point.agreed_offer_id is 'Offer that all parties accepted';

create table dialogue.offer (
  workspace_id uuid not null,
  id uuid not null,
  point_id uuid not null,
  round_id uuid,
  organisation_id uuid not null,
  kind text not null check (kind in ('demand', 'offer', 'counter_offer')),
  answers_id uuid,
  words jsonb not null check (kernel.is_text(words)),
  sent_at timestamptz,
  sent_on date,
  withdrawn_on date,
  version int not null default 1,
  primary key (workspace_id, id),
  foreign key (workspace_id, point_id) references dialogue.point on delete cascade,
  foreign key (workspace_id, round_id) references dialogue.negotiation_round,
  foreign key (workspace_id, organisation_id) references kernel.organisation,
  foreign key (workspace_id, answers_id) references dialogue.offer,
  check ((sent_at is null) = (sent_on is null)),
  check (withdrawn_on is null or sent_on is not null)
);
create index offer_point on dialogue.offer (workspace_id, point_id);
create index offer_round on dialogue.offer (workspace_id, round_id);
create index offer_organisation on dialogue.offer (workspace_id, organisation_id);
create index offer_answers on dialogue.offer (workspace_id, answers_id);
alter table dialogue.point add foreign key (workspace_id, agreed_offer_id) references dialogue.offer;
comment on table dialogue.offer is 'A demand, offer or counter-offer on a point: its organisation''s own until it is sent, and not changed after';
comment on column dialogue.offer.workspace_id is 'Workspace';
comment on column dialogue.offer.id is 'UUIDv7';
comment on column dialogue.offer.point_id is 'Point';
comment on column dialogue.offer.round_id is 'Round in which it was made; null: between rounds';
comment on column dialogue.offer.organisation_id is 'Who makes it';
comment on column dialogue.offer.kind is 'Kind';
comment on column dialogue.offer.answers_id is 'Offer it answers; null: the first word';
comment on column dialogue.offer.words is 'Words proposed for the clause, bilingual';
comment on column dialogue.offer.sent_at is 'When it was put on the table here; null: nobody else sees it';
comment on column dialogue.offer.sent_on is 'Day on which it was made at the table: earlier, where recorded from paper';
comment on column dialogue.offer.withdrawn_on is 'Day on which it was taken back; it stays to be read';
comment on column dialogue.offer.version is 'Counts writes while it is not sent';

create table dialogue.acceptance (
  workspace_id uuid not null,
  offer_id uuid not null,
  organisation_id uuid not null,
  accepted_on date not null,
  primary key (workspace_id, offer_id, organisation_id),
  foreign key (workspace_id, offer_id) references dialogue.offer on delete cascade,
  foreign key (workspace_id, organisation_id) references kernel.organisation
);
create index acceptance_organisation on dialogue.acceptance (workspace_id, organisation_id);
comment on table dialogue.acceptance is 'A party that accepts an offer as it stands';
comment on column dialogue.acceptance.workspace_id is 'Workspace';
comment on column dialogue.acceptance.offer_id is 'Offer';
comment on column dialogue.acceptance.organisation_id is 'Who accepts';
comment on column dialogue.acceptance.accepted_on is 'Day';

-- Tables ------------------------------------------------------------------------------------------------------------

create function dialogue.open_agreement_table(p_audience uuid, p_name jsonb, p_platform uuid) returns void language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
begin
  if asking <> 'system' and not ('all' = any (kernel.may('write', 'agreement'))) then
    raise exception 'row-level security: no table may be opened here' using errcode = '42501';
  end if;
  perform set_config('acuerdo.role', 'system', true);
  insert into kernel.audience (workspace_id, id, kind, name) values (kernel.workspace_id(), p_audience, 'table', p_name);
  insert into kernel.audience_member (workspace_id, audience_id, member_id)
  select m.workspace_id, p_audience, m.member_id from kernel.audience_member m
    join dialogue.platform p on p.workspace_id = m.workspace_id and p.audience_id = m.audience_id
   where m.workspace_id = kernel.workspace_id() and p.id = p_platform;
  perform set_config('acuerdo.role', asking, true);
end $$;
comment on function dialogue.open_agreement_table is
  'Makes the audience of a new negotiation or agreement, by whoever writes all agreements; the facilitators of its platform sit at it, too';

create function dialogue.seat_delegation() returns trigger language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  here uuid := coalesce(new.workspace_id, old.workspace_id);
  parent uuid := coalesce(new.negotiation_id, old.negotiation_id);
  the_table uuid;
begin
  perform set_config('acuerdo.role', 'system', true);
  select audience_id into the_table from dialogue.negotiation where workspace_id = here and id = parent;
  delete from kernel.audience_organisation a where a.workspace_id = here and a.audience_id = the_table
     and not exists (select from dialogue.delegation d where d.workspace_id = here and d.negotiation_id = parent and d.organisation_id = a.organisation_id);
  insert into kernel.audience_organisation (workspace_id, audience_id, organisation_id)
  select here, the_table, organisation_id from dialogue.delegation where workspace_id = here and negotiation_id = parent
  on conflict do nothing;
  perform set_config('acuerdo.role', asking, true);
  return null;
end $$;
comment on function dialogue.seat_delegation is 'Keeps the audience of a negotiation equal to its delegations';
create trigger seat after insert or update or delete on dialogue.delegation for each row execute function dialogue.seat_delegation();

create function dialogue.negotiation_table(p_workspace uuid, p_negotiation uuid) returns uuid language sql stable
  return (select n.audience_id from dialogue.negotiation n where n.workspace_id = p_workspace and n.id = p_negotiation);
comment on function dialogue.negotiation_table is 'The table of a negotiation';

-- Row-level security ------------------------------------------------------------------------------------------------

do $$
declare
  here text := 'kernel.in_workspace(workspace_id) and ';
  of_system text := '(select kernel.role()) = ''system''';
  see_agreement text := 'dialogue.reaches((select kernel.scopes(''see'')) -> ''agreement'', null, %s, (select kernel.organisation_id()), (select kernel.my_audiences(''table'')))';
  write_agreement text := 'coalesce((select kernel.scopes(''write'')) -> ''agreement'' ? ''all'', false)';
  own text := '(coalesce((select kernel.scopes(%L)) -> ''mandate'' ? ''own'', false) and organisation_id = (select kernel.organisation_id()))';
  of_point text := '(select n.audience_id from dialogue.point p join dialogue.negotiation n on n.workspace_id = p.workspace_id and n.id = p.negotiation_id where p.workspace_id = %1$s.workspace_id and p.id = %1$s.point_id)';
  discloses text := '(coalesce((select kernel.scopes(''see'')) -> ''mandate'' ? ''delegation'', false) and exists (select from dialogue.delegation d where d.workspace_id = %s.workspace_id and %s and d.discloses))';
  seen text;
begin
  perform kernel.protect('dialogue.negotiation', here || format(see_agreement, 'audience_id'), here || write_agreement);
  foreach seen in array array['delegation', 'negotiation_round', 'point'] loop
    perform kernel.protect(format('dialogue.%I', seen)::regclass,
      here || format(see_agreement, format('dialogue.negotiation_table(workspace_id, negotiation_id)')), here || write_agreement);
  end loop;
  -- Its own delegation an organisation changes; who has one is said by those who write agreements.
  drop policy change on dialogue.delegation;
  execute format('create policy change on dialogue.delegation for update using (%s) with check (%1$s)',
    here || '(' || write_agreement || ' or ' || format(own, 'write') || ')');
  perform kernel.protect('dialogue.concession',
    here || '(' || of_system || ' or ' || format(own, 'see') || ' or ' || format(discloses, 'concession', 'd.id = concession.delegation_id') || ')',
    here || '(' || of_system || ' or (' || format(own, 'write') || ' and exists (select from dialogue.delegation d where d.workspace_id = concession.workspace_id and d.id = concession.delegation_id and d.organisation_id = concession.organisation_id)))');
  -- An offer not sent is its organisation's; the team records what was said at the table, never what was not.
  perform kernel.protect('dialogue.offer',
    here || '(' || of_system || ' or (sent_at is not null and ' || format(see_agreement, format(of_point, 'offer')) || ') or ' || format(own, 'see') || ' or '
      || format(discloses, 'offer', 'd.organisation_id = offer.organisation_id and d.negotiation_id = (select p.negotiation_id from dialogue.point p where p.workspace_id = offer.workspace_id and p.id = offer.point_id)') || ')',
    here || '(' || of_system || ' or (sent_at is not null and ' || write_agreement || ') or (' || format(own, 'write')
      || ' and exists (select from dialogue.point p join dialogue.delegation d on d.workspace_id = p.workspace_id and d.negotiation_id = p.negotiation_id where p.workspace_id = offer.workspace_id and p.id = offer.point_id and d.organisation_id = offer.organisation_id)))');
  seen := format(see_agreement, '(select n.audience_id from dialogue.offer o join dialogue.point p on p.workspace_id = o.workspace_id and p.id = o.point_id join dialogue.negotiation n on n.workspace_id = p.workspace_id and n.id = p.negotiation_id where o.workspace_id = acceptance.workspace_id and o.id = acceptance.offer_id and o.sent_at is not null)');
  perform kernel.protect('dialogue.acceptance', here || '(' || of_system || ' or ' || seen || ')',
    here || '(' || write_agreement || ' or (' || format(own, 'write') || ' and ' || seen || '))');
end $$;

create function dialogue.keep_delegation() returns trigger language plpgsql as $$
begin
  if coalesce(kernel.role(), '') = 'system' or 'all' = any (kernel.may('write', 'agreement')) then
    return new;
  end if;
  if (new.negotiation_id, new.organisation_id, new.constituency) is distinct from (old.negotiation_id, old.organisation_id, old.constituency) then
    raise exception 'row-level security: a delegation stays at its table' using errcode = '42501';
  end if;
  return new;
end $$;
comment on function dialogue.keep_delegation is 'An organisation changes what its delegation says of itself, not where it sits nor for whom';
create trigger keep before update on dialogue.delegation for each row execute function dialogue.keep_delegation();

create function dialogue.keep_disclosure() returns trigger language plpgsql as $$
begin
  -- Disclosing is the delegation's own to decide, not the coordinator's.
  if new.discloses and (tg_op = 'INSERT' or not old.discloses) and coalesce(kernel.role(), '') <> 'system'
     and kernel.organisation_id() is distinct from new.organisation_id then
    raise exception 'row-level security: only the delegation itself discloses' using errcode = '42501';
  end if;
  return new;
end $$;
comment on function dialogue.keep_disclosure is 'Only a delegation''s own people let the coordinator read its limits';
create trigger disclosure before insert or update of discloses on dialogue.delegation for each row execute function dialogue.keep_disclosure();

create function dialogue.keep_offer() returns trigger language plpgsql as $$
begin
  if old.sent_at is not null and (new.point_id, new.organisation_id, new.kind, new.answers_id, new.words, new.sent_at, new.sent_on)
       is distinct from (old.point_id, old.organisation_id, old.kind, old.answers_id, old.words, old.sent_at, old.sent_on) then
    raise exception 'acuerdo: an offer that was sent is not changed' using errcode = '23514';
  end if;
  return new;
end $$;
comment on function dialogue.keep_offer is 'What was put on the table stays as it was said: it is withdrawn or answered, not edited';
create trigger keep before update on dialogue.offer for each row execute function dialogue.keep_offer();

create function dialogue.keep_sent_offer() returns trigger language plpgsql as $$
begin
  if old.sent_at is not null and coalesce(kernel.role(), '') <> 'system' then
    raise exception 'acuerdo: an offer that was sent is not removed' using errcode = '23514';
  end if;
  return old;
end $$;
comment on function dialogue.keep_sent_offer is 'What was put on the table is not taken out of the history';
create trigger keep_sent before delete on dialogue.offer for each row execute function dialogue.keep_sent_offer();
