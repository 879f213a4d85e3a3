-- Of a record on which thousands rest, no more links are read than it takes to find those that are shown.

create or replace function kernel.links_around(p_id uuid, p_most int) returns setof kernel.link language plpgsql
  set plan_cache_mode = force_generic_plan as $$
declare
  asking text := coalesce(kernel.role(), '');
  size int := p_most + 50;
  side text;
  batch kernel.link[];
  seen uuid[];
  after uuid;
  passed int;
  told int;
  more int;
begin
  if not kernel.sees_record(kernel.workspace_id(), p_id) then
    return;
  end if;
  foreach side in array array['rests', 'supports'] loop
    after := '00000000-0000-0000-0000-000000000000';
    passed := 0;
    told := 0;
    -- At most a thousand a side are looked at.
    while told < p_most and passed < 1000 loop
      perform set_config('acuerdo.role', 'system', true);
      if side = 'rests' then
        batch := array(
          select l from kernel.link l
           where l.workspace_id = kernel.workspace_id() and l.record_id = p_id and l.id > after order by l.id limit size);
      else
        batch := array(
          select l from kernel.link l
           where l.workspace_id = kernel.workspace_id() and l.basis_id = p_id and l.id > after order by l.id limit size);
      end if;
      perform set_config('acuerdo.role', asking, true);
      exit when cardinality(batch) = 0;
      seen := kernel.seen_records(array(select case side when 'rests' then b.basis_id else b.record_id end from unnest(batch) b));
      return query
        select b.* from unnest(batch) b join (select distinct s.id from unnest(seen) s (id)) s
            on s.id = case side when 'rests' then b.basis_id else b.record_id end
         order by b.id limit p_most - told;
      get diagnostics more = row_count;
      told := told + more;
      passed := passed + cardinality(batch);
      after := (batch[cardinality(batch)]).id;
      exit when cardinality(batch) < size;
    end loop;
  end loop;
end $$;

-- Lists offer what was put away lately: few among many.
create index record_deleted on kernel.record (workspace_id, kind) where deleted_at is not null;
