-- The marks of one record by its key; of a source of thousands no more than is shown.

create or replace function kernel.marks_waiting(p_most int, p_record uuid default null, p_writable boolean default false)
  returns table (record_id uuid, title jsonb, path text, kind text, source_id uuid, source_title jsonb, source_version int, reason text, effect text, since timestamptz)
  language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  team boolean := kernel.in_team();
  scopes jsonb := kernel.kind_scopes('write');
  organisation uuid := kernel.organisation_id();
  mine uuid[] := kernel.my_audiences();
  tables uuid[] := kernel.my_audiences('table');
  found kernel.stale_mark[];
  seen uuid[];
  passed int := 0;
  size int := 3 * p_most + 100;
  page kernel.stale_mark[];
  told int := 0;
  more int;
begin
  if p_writable and asking <> 'system' and not exists (select from jsonb_each(scopes) s where s.value <> '[]') then
    return;
  end if;
  loop
    perform set_config('acuerdo.role', 'system', true);
    -- Page by page along the index; then which of them are asked for.
    if p_record is null then
      page := array(
        select m from kernel.stale_mark m where m.workspace_id = kernel.workspace_id()
         order by m.since, m.record_id, m.source_id offset passed limit size);
    else
      page := array(
        select m from kernel.stale_mark m where m.workspace_id = kernel.workspace_id() and m.record_id = p_record
         order by m.since, m.source_id offset passed limit size);
    end if;
    select array_agg(row(m.*)::kernel.stale_mark order by m.since, m.record_id, m.source_id) into found
      from unnest(page) m
      join kernel.record r on r.workspace_id = m.workspace_id and r.id = m.record_id and r.deleted_at is null
     where (team or m.effect = 'stale')
       and (not p_writable or asking = 'system'
            or kernel.written(scopes -> r.kind, r.organisation_id, r.audience_id, organisation, mine, tables));
    perform set_config('acuerdo.role', asking, true);
    exit when cardinality(page) = 0;
    found := coalesce(found, '{}');
    seen := kernel.seen_records(array(select b.record_id from unnest(found) b union select b.source_id from unnest(found) b));
    perform set_config('acuerdo.role', 'system', true);
    return query
      select r.id, r.title, r.path, r.kind, b.source_id, s.title, b.source_version, b.reason, b.effect, b.since
        from unnest(found) b
        join kernel.record r on r.workspace_id = b.workspace_id and r.id = b.record_id and r.id = any (seen)
        left join kernel.record s on s.workspace_id = b.workspace_id and s.id = b.source_id and s.id = any (seen)
       order by b.since, b.record_id, b.source_id limit p_most - told;
    get diagnostics more = row_count;
    perform set_config('acuerdo.role', asking, true);
    told := told + more;
    passed := passed + size;
    exit when told >= p_most or cardinality(page) < size;
  end loop;
end $$;

create or replace function kernel.thread_edges(p_start uuid, p_side text, p_most int) returns setof kernel.link language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  level uuid[] := array[p_start];
  known uuid[] := array[p_start];
  batch kernel.link[];
  edges kernel.link[] := '{}';
  seen uuid[];
begin
  -- All within reach as the program, somewhat more than is asked for; who sees which of it is asked once, at the end.
  perform set_config('acuerdo.role', 'system', true);
  while cardinality(level) > 0 and cardinality(known) <= p_most + 100 loop
    if p_side = 'rests' then
      select array_agg(b) into batch from (
        select l.* from kernel.link l
         where l.workspace_id = kernel.workspace_id() and l.record_id = any (level) and l.basis_id <> all (known)
         order by l.id limit 2 * p_most + 100) b;
      level := array(select distinct b.basis_id from unnest(batch) b);
    else
      select array_agg(b) into batch from (
        select l.* from kernel.link l
         where l.workspace_id = kernel.workspace_id() and l.basis_id = any (level) and l.record_id <> all (known)
         order by l.id limit 2 * p_most + 100) b;
      level := array(select distinct b.record_id from unnest(batch) b);
    end if;
    edges := edges || coalesce(batch, '{}');
    known := known || level;
  end loop;
  perform set_config('acuerdo.role', asking, true);
  seen := kernel.seen_records(known);
  return query
    select e.* from unnest(edges) e
      join unnest(seen) b (id) on b.id = e.basis_id
      join unnest(seen) r (id) on r.id = e.record_id;
end $$;
