-- The links of a record are found by the index of their side, and a walk asks once a level who sees what.

create function kernel.links_of(p_seen uuid[], p_side text, p_most int, p_known uuid[])
  returns setof kernel.link language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  batch kernel.link[];
  seen uuid[];
  one kernel.link;
  after uuid := '00000000-0000-0000-0000-000000000000';
  size int := 2 * p_most + 50;
  told int := 0;
begin
  loop
    -- As the program, for both ends are asked for below.
    perform set_config('acuerdo.role', 'system', true);
    if p_side = 'rests' then
      select array_agg(b) into batch from (
        select l.* from kernel.link l
         where l.workspace_id = kernel.workspace_id() and l.record_id = any (p_seen) and l.id > after and l.basis_id <> all (p_known)
         order by l.id limit size) b;
    else
      select array_agg(b) into batch from (
        select l.* from kernel.link l
         where l.workspace_id = kernel.workspace_id() and l.basis_id = any (p_seen) and l.id > after and l.record_id <> all (p_known)
         order by l.id limit size) b;
    end if;
    perform set_config('acuerdo.role', asking, true);
    exit when batch is null;
    seen := kernel.seen_records(array(select distinct case p_side when 'rests' then b.basis_id else b.record_id end from unnest(batch) b));
    foreach one in array batch loop
      after := one.id;
      if (case p_side when 'rests' then one.basis_id else one.record_id end) = any (seen) then
        return next one;
        told := told + 1;
        if told >= p_most then
          return;
        end if;
      end if;
    end loop;
    exit when cardinality(batch) < size;
  end loop;
end $$;
comment on function kernel.links_of is
  'The same as kernel.thread_links of records that the asking person is known to see';

create or replace function kernel.thread_links(p_ids uuid[], p_side text, p_most int, p_known uuid[] default '{}')
  returns setof kernel.link language plpgsql as $$
begin
  return query select * from kernel.links_of(kernel.seen_records(p_ids), p_side, p_most, p_known);
end $$;

create or replace function kernel.thread_walk(p_start uuid, p_side text, p_most int)
  returns table (distance int, id uuid, via uuid, link text, cited int) language plpgsql as $$
declare
  level uuid[] := kernel.seen_records(array[p_start]);
  known uuid[] := array[p_start];
  next_level uuid[];
  one kernel.link;
  far uuid;
begin
  distance := 0;
  while cardinality(level) > 0 and cardinality(known) <= p_most loop
    distance := distance + 1;
    next_level := '{}';
    -- Several ways may lead to one record: four a record are read at most.
    for one in select * from kernel.links_of(level, p_side, 4 * (p_most - cardinality(known) + 2), known) loop
      far := case p_side when 'rests' then one.basis_id else one.record_id end;
      if far <> all (next_level) then
        continue when cardinality(known) + cardinality(next_level) > p_most;
        next_level := next_level || far;
      end if;
      id := far;
      via := case p_side when 'rests' then one.record_id else one.basis_id end;
      link := one.kind;
      cited := one.basis_version;
      return next;
    end loop;
    known := known || next_level;
    level := next_level;
  end loop;
end $$;
