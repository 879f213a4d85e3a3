-- Who sits at a table follows from its parties and from how their records are called now, whenever either changes.

create function dialogue.seat_table(p_workspace uuid, p_kind text, p_parent uuid) returns void language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  the_table uuid;
  seated uuid[];
begin
  -- As the program: what is changed has been allowed already, and audiences are otherwise the coordinator's.
  perform set_config('acuerdo.role', 'system', true);
  if p_kind = 'meeting' then
    the_table := (select audience_id from dialogue.meeting where workspace_id = p_workspace and id = p_parent);
    seated := array(select distinct dialogue.now_called(p_workspace, organisation_id) from dialogue.party
                     where workspace_id = p_workspace and meeting_id = p_parent);
  else
    the_table := (select audience_id from dialogue.platform where workspace_id = p_workspace and id = p_parent);
    seated := array(select distinct dialogue.now_called(p_workspace, organisation_id) from dialogue.platform_member
                     where workspace_id = p_workspace and platform_id = p_parent and left_on is null);
  end if;
  delete from kernel.audience_organisation
   where workspace_id = p_workspace and audience_id = the_table and organisation_id <> all (seated);
  insert into kernel.audience_organisation (workspace_id, audience_id, organisation_id)
  select p_workspace, the_table, unnest(seated) where the_table is not null
  on conflict do nothing;
  perform set_config('acuerdo.role', asking, true);
end $$;
comment on function dialogue.seat_table is
  'Makes the audience of a meeting or platform equal to its parties or members, as their records are called now';

create or replace function dialogue.seat() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'party' then
    perform dialogue.seat_table(coalesce(new.workspace_id, old.workspace_id), 'meeting', coalesce(new.meeting_id, old.meeting_id));
  else
    perform dialogue.seat_table(coalesce(new.workspace_id, old.workspace_id), 'platform', coalesce(new.platform_id, old.platform_id));
  end if;
  return null;
end $$;
comment on function dialogue.seat is 'Seats a table anew when one of its parties or members changes';

create function dialogue.seat_anew() returns trigger language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  its record;
begin
  perform set_config('acuerdo.role', 'system', true);
  for its in
    select 'meeting' as kind, meeting_id as parent from dialogue.party
     where workspace_id = new.workspace_id and organisation_id in (new.id, old.merged_into, new.merged_into)
    union
    select 'platform', platform_id from dialogue.platform_member
     where workspace_id = new.workspace_id and organisation_id in (new.id, old.merged_into, new.merged_into)
  loop
    perform dialogue.seat_table(new.workspace_id, its.kind, its.parent);
  end loop;
  perform set_config('acuerdo.role', asking, true);
  return null;
end $$;
comment on function dialogue.seat_anew is
  'Two records were made one, or one two: what was signed under a name keeps it, and its people still sit where they sat';
create trigger seat_anew after update of merged_into on actors.organisation for each row
  when (new.merged_into is distinct from old.merged_into) execute function dialogue.seat_anew();
