-- Points are records of their own: cited, with versions of their title. A point or a round that was added by mistake is put away
-- for thirty days, with the drafts that its parties had on it; what was put on the table is never taken off it this way.

select kernel.enter_system();

alter table dialogue.point add column removed_at timestamptz;
comment on column dialogue.point.removed_at is 'When it was put away; null: it is on the table';
alter table dialogue.negotiation_round
  add column removed_at timestamptz,
  add column version int not null default 1 check (version > 0);
comment on column dialogue.negotiation_round.removed_at is 'When it was put away; null: it stands';
comment on column dialogue.negotiation_round.version is 'Counts writes';
drop index dialogue.negotiation_round_number;
create unique index negotiation_round_number on dialogue.negotiation_round (workspace_id, negotiation_id, number) where removed_at is null;
create index negotiation_round_negotiation on dialogue.negotiation_round (workspace_id, negotiation_id);

-- Points that stood before ---------------------------------------------------------------------------------------------

insert into kernel.record (workspace_id, id, kind, title, path, audience_id, endorsed)
select p.workspace_id, p.id, 'point', p.title, '/negotiations/' || p.negotiation_id || '/points/' || p.id, g.audience_id, p.state = 'agreed'
  from dialogue.point p join dialogue.negotiation g on g.workspace_id = p.workspace_id and g.id = p.negotiation_id;
insert into kernel.record_version (workspace_id, record_id, version, snapshot, audience_id)
select p.workspace_id, p.id, 1, jsonb_build_object('title', p.title), g.audience_id
  from dialogue.point p join dialogue.negotiation g on g.workspace_id = p.workspace_id and g.id = p.negotiation_id;
insert into kernel.search_entry (workspace_id, id, kind, resource, path, title, audience_id)
select r.workspace_id, r.id, 'point', 'agreement', r.path, r.title, r.audience_id from kernel.record r where r.kind = 'point';
insert into kernel.link (workspace_id, id, kind, basis_id, basis_version, record_id)
select p.workspace_id, gen_random_uuid(), 'answers', d.id, d.version, p.id
  from dialogue.point p join kernel.record d on d.workspace_id = p.workspace_id and d.id = p.demand_id;

-- Whoever the table "who may what" gives all agreements finds points, too, though she sits at none of their tables: a donor.
create policy all_of_points on kernel.record for select
  using (kind = 'point' and kernel.in_workspace(workspace_id) and coalesce((select kernel.scopes('see')) -> 'agreement' ? 'all', false));
create policy all_of_points on kernel.search_entry for select
  using (kind = 'point' and kernel.in_workspace(workspace_id) and coalesce((select kernel.scopes('see')) -> 'agreement' ? 'all', false));
create policy all_of_points on kernel.record_version for select
  using (kernel.in_workspace(workspace_id) and coalesce((select kernel.scopes('see')) -> 'agreement' ? 'all', false)
    and exists (select from dialogue.point p where p.workspace_id = record_version.workspace_id and p.id = record_version.record_id));

-- What is agreed on is others' too -----------------------------------------------------------------------------------------

create function dialogue.endorse_point() returns trigger language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
begin
  perform set_config('acuerdo.role', 'system', true);
  update kernel.record set endorsed = (new.state = 'agreed') where workspace_id = new.workspace_id and id = new.id;
  perform set_config('acuerdo.role', asking, true);
  return null;
end $$;
comment on function dialogue.endorse_point is 'A changed basis marks an agreed point for the team only';
create trigger endorse after update on dialogue.point for each row
  when ((old.state = 'agreed') is distinct from (new.state = 'agreed')) execute function dialogue.endorse_point();

-- Put away, not destroyed --------------------------------------------------------------------------------------------------

-- Deleting a point would take with it the drafts on it, which whoever deletes does not see.
drop policy remove on dialogue.point;
create policy remove on dialogue.point for delete using (kernel.in_workspace(workspace_id) and (select kernel.role()) = 'system');
drop policy remove on dialogue.negotiation_round;
create policy remove on dialogue.negotiation_round for delete using (kernel.in_workspace(workspace_id) and (select kernel.role()) = 'system');

create function dialogue.keep_point() returns trigger language plpgsql as $$
begin
  if exists (select from dialogue.offer o where o.workspace_id = new.workspace_id and o.point_id = new.id and o.sent_at is not null) then
    raise exception 'acuerdo: a point that was spoken about is not put away' using errcode = '23514';
  end if;
  return new;
end $$;
comment on function dialogue.keep_point is 'A point on which an offer was put on the table stays there';
create trigger keep before update on dialogue.point for each row
  when (old.removed_at is null and new.removed_at is not null) execute function dialogue.keep_point();

create function dialogue.keep_round() returns trigger language plpgsql as $$
begin
  if exists (select from dialogue.offer o where o.workspace_id = new.workspace_id and o.round_id = new.id and o.sent_at is not null) then
    raise exception 'acuerdo: a round in which offers were made stays where it is' using errcode = '23514';
  end if;
  return new;
end $$;
comment on function dialogue.keep_round is
  'Once an offer was put on the table in a round, its day and meeting stay and it is not put away; what came of it may still be written';
create trigger keep before update on dialogue.negotiation_round for each row
  when (old.held_on <> new.held_on or old.meeting_id is distinct from new.meeting_id or (old.removed_at is null and new.removed_at is not null))
  execute function dialogue.keep_round();

create function dialogue.onto_table() returns trigger language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  away timestamptz;
begin
  perform set_config('acuerdo.role', 'system', true);
  -- Held until she is done, so that nobody puts the point away at this moment.
  select p.removed_at into away from dialogue.point p where p.workspace_id = new.workspace_id and p.id = new.point_id for share;
  if exists (select from dialogue.negotiation_round r where r.workspace_id = new.workspace_id and r.id = new.round_id and r.removed_at is not null) then
    new.round_id := null;
  end if;
  perform set_config('acuerdo.role', asking, true);
  if away is not null then
    raise exception 'acuerdo: the point was put away' using errcode = '23514';
  end if;
  return new;
end $$;
comment on function dialogue.onto_table is 'Nothing is put on the table on a point that was put away; a round that was put away is named no more';
create trigger onto_table_new before insert on dialogue.offer for each row when (new.sent_at is not null) execute function dialogue.onto_table();
create trigger onto_table before update on dialogue.offer for each row
  when (old.sent_at is null and new.sent_at is not null) execute function dialogue.onto_table();
