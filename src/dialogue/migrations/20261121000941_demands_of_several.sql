-- Every organisation that owns a demand decides on its thread, not the first alone.

select kernel.enter_system();

create function dialogue.tell_owners() returns trigger language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
begin
  perform set_config('acuerdo.role', 'system', true);
  update kernel.record set co_owners = new.owners where workspace_id = new.workspace_id and id = new.id and co_owners <> new.owners;
  perform set_config('acuerdo.role', asking, true);
  return null;
end $$;
comment on function dialogue.tell_owners is 'Has the record of a demand know all who own it';
create trigger tell_owners after update on dialogue.demand for each row
  when (new.owners is distinct from old.owners) execute function dialogue.tell_owners();

create function dialogue.first_told() returns trigger language plpgsql as $$
begin
  new.co_owners := coalesce((select d.owners from dialogue.demand d where d.workspace_id = new.workspace_id and d.id = new.id), '{}');
  return new;
end $$;
comment on function dialogue.first_told is 'A demand has its owners before it has its record';
create trigger first_told before insert on kernel.record for each row when (new.kind = 'demand') execute function dialogue.first_told();

update kernel.record r set co_owners = d.owners from dialogue.demand d
 where d.workspace_id = r.workspace_id and d.id = r.id and d.owners <> '{}';
