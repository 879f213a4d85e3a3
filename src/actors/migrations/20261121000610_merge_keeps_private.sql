-- An organisation's self-assessments are its own people's alone: merging does not show them to another's.

select kernel.enter_system();

create or replace function actors.repoint(p_from uuid, p_to uuid) returns jsonb language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  target record;
  found record;
  moved jsonb := '[]';
begin
  if not ('all' = any (kernel.may('write', 'organisation'))) then
    raise exception 'row-level security: only who writes organisations merges them' using errcode = '42501';
  end if;
  -- As the program: whoever merges need not see demands or members; he learns nothing of them here.
  perform set_config('acuerdo.role', 'system', true);
  for target in
    select k.conrelid::regclass as relation, a.attname as col,
           (select array_agg(p.attname order by p.attnum) from pg_attribute p
             where p.attrelid = k.conrelid and p.attnum = any (pk.conkey) and p.attname <> 'workspace_id') as keys
      from pg_constraint k
      join pg_constraint pk on pk.conrelid = k.conrelid and pk.contype = 'p'
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey) and a.attname <> 'workspace_id'
     where k.contype = 'f' and k.confrelid = 'kernel.organisation'::regclass
       and k.conrelid not in ('actors.organisation'::regclass, 'actors.merge'::regclass, 'actors.different'::regclass, 'actors.layout_point'::regclass,
                              'actors.self_assessment'::regclass)
  loop
    for found in execute format(
      'select to_jsonb(t) as row from %s t where workspace_id = kernel.workspace_id() and %I = $1', target.relation, target.col) using p_from
    loop
      begin
        execute format('update %s t set %I = $1 where workspace_id = kernel.workspace_id() and (select jsonb_object_agg(k, to_jsonb(t) -> k) from unnest($2) k) = (select jsonb_object_agg(k, $3 -> k) from unnest($2) k)',
          target.relation, target.col) using p_to, target.keys, found.row;
        moved := moved || jsonb_build_object('table', target.relation::text, 'column', target.col, 'key',
          (select jsonb_object_agg(k, case when k = target.col then to_jsonb(p_to) else found.row -> k end) from unnest(target.keys) k));
      exception when integrity_constraint_violation or raise_exception then
        null; -- The kept one has that already, or it may not be changed: the row stays with the one that went.
      end;
    end loop;
  end loop;
  perform set_config('acuerdo.role', asking, true);
  return moved;
end $$;
comment on function actors.repoint is
  'Lets every row that names the first organisation name the second, whatever part it is of (read from the catalogue of foreign keys), but self-assessments; returns which rows';

-- Those that a merge moved go back to whose they are; taking it apart later finds them there.
update actors.self_assessment s set organisation_id = m.gone_id
  from actors.merge m, jsonb_array_elements(m.moved) step
 where m.undone_at is null and m.workspace_id = s.workspace_id and m.kept_id = s.organisation_id
   and step ->> 'table' = 'actors.self_assessment' and step -> 'key' ->> 'id' = s.id::text;
