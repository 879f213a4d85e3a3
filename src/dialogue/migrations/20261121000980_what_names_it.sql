-- What was put away goes after thirty days, unless something that stands names it or rests on it. Which tables may name what, the
-- catalogue of foreign keys knows, whatever part they are of.

select kernel.enter_system();

create function dialogue.is_named(p_table regclass, p_id uuid) returns boolean language plpgsql stable as $$
declare
  target record;
  named boolean;
begin
  for target in
    select k.conrelid::regclass as relation, a.attname as col
      from pg_constraint k
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey) and a.attname <> 'workspace_id'
     -- What would be deleted with it is its own, and names nothing.
     where k.contype = 'f' and k.confrelid = p_table and k.confdeltype <> 'c'
  loop
    execute format('select exists (select from %s where workspace_id = kernel.workspace_id() and %I = $1)', target.relation, target.col)
      into named using p_id;
    if named then
      return true;
    end if;
  end loop;
  return false;
end $$;
comment on function dialogue.is_named is
  'Whether a row of any table names this one without being part of it: a round its meeting, a clause its point, a report its source';

create function dialogue.is_rested_on(p_record uuid, p_before timestamptz) returns boolean language sql stable as $$
  with recursive resting (id) as (
    select l.record_id from kernel.link l where l.workspace_id = kernel.workspace_id() and l.basis_id = p_record
    union
    select l.record_id from kernel.link l join resting on l.workspace_id = kernel.workspace_id() and l.basis_id = resting.id
  )
  select exists (
    select from resting join kernel.record r on r.workspace_id = kernel.workspace_id() and r.id = resting.id
     where r.deleted_at is null or r.deleted_at >= p_before)
$$;
comment on function dialogue.is_rested_on is
  'Whether a record that stands, or was put away after this moment, rests on this one, however far back';
