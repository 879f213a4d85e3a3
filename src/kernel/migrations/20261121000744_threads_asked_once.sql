-- Who sees what is asked once a thread, not once a level; what may be written is known without asking row by row.

create or replace function kernel.thread_nodes(p_ids uuid[])
  returns table (id uuid, kind text, title jsonb, path text, version int, withdrawn boolean, mark text, writes boolean)
  language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  seen uuid[] := kernel.seen_records(p_ids);
  team boolean := kernel.in_team();
  scopes jsonb := kernel.kind_scopes('write');
  organisation uuid := kernel.organisation_id();
  mine uuid[] := kernel.my_audiences();
  tables uuid[] := kernel.my_audiences('table');
begin
  -- As the program from here on: what is told is only of records that the asking person sees.
  perform set_config('acuerdo.role', 'system', true);
  return query
    select r.id, r.kind, r.title, r.path, r.version, r.withdrawn_at is not null,
           (select case when bool_or(m.effect = 'stale') then 'stale' else min(m.effect) end
              from kernel.stale_mark m
             where m.workspace_id = r.workspace_id and m.record_id = r.id and (team or m.effect = 'stale')),
           asking = 'system' or kernel.written(scopes -> r.kind, r.organisation_id, r.audience_id, organisation, mine, tables)
      from kernel.record r
     where r.workspace_id = kernel.workspace_id() and r.id = any (seen) and r.deleted_at is null;
  perform set_config('acuerdo.role', asking, true);
end $$;

create function kernel.thread_edges(p_start uuid, p_side text, p_most int) returns setof kernel.link language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  level uuid[] := array[p_start];
  known uuid[] := array[p_start];
  batch kernel.link[];
  edges kernel.link[] := '{}';
  seen uuid[];
begin
  -- All within reach as the program, a good deal more than is asked for; who sees which of it is asked once, at the end.
  perform set_config('acuerdo.role', 'system', true);
  while cardinality(level) > 0 and cardinality(known) <= 2 * p_most + 200 loop
    if p_side = 'rests' then
      select array_agg(b) into batch from (
        select l.* from kernel.link l
         where l.workspace_id = kernel.workspace_id() and l.record_id = any (level) and l.basis_id <> all (known)
         order by l.id limit 4 * p_most + 400) b;
      level := array(select distinct b.basis_id from unnest(batch) b);
    else
      select array_agg(b) into batch from (
        select l.* from kernel.link l
         where l.workspace_id = kernel.workspace_id() and l.basis_id = any (level) and l.record_id <> all (known)
         order by l.id limit 4 * p_most + 400) b;
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
comment on function kernel.thread_edges is
  'Links on one side of a record, near ones first to be found, both ends seen by the asking person; some may hang on what she does not see and are for the caller to leave out';

create function kernel.links_around(p_id uuid, p_most int) returns setof kernel.link language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  edges kernel.link[];
  seen uuid[];
begin
  perform set_config('acuerdo.role', 'system', true);
  select array_agg(b) into edges from (
    (select l.* from kernel.link l where l.workspace_id = kernel.workspace_id() and l.record_id = p_id order by l.id limit 1000)
    union all
    (select l.* from kernel.link l where l.workspace_id = kernel.workspace_id() and l.basis_id = p_id order by l.id limit 1000)) b;
  perform set_config('acuerdo.role', asking, true);
  seen := kernel.seen_records(array(select e.basis_id from unnest(edges) e union select e.record_id from unnest(edges) e));
  return query
    select near.* from (
      select e.*, row_number() over (partition by e.record_id = p_id order by e.id) as rank from unnest(edges) e
        join unnest(seen) b (id) on b.id = e.basis_id
        join unnest(seen) r (id) on r.id = e.record_id) ranked
      join lateral (select ranked.workspace_id, ranked.id, ranked.kind, ranked.basis_id, ranked.basis_version, ranked.record_id, ranked.at, ranked.member_id) near on true
     where ranked.rank <= p_most order by ranked.id;
end $$;
comment on function kernel.links_around is
  'The links of one record on both sides, oldest first, both ends seen by the asking person; at most so many a side';

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
  size int := case when p_writable then p_most else 2 * p_most + 50 end;
  told int := 0;
  more int;
begin
  if p_writable and asking <> 'system' and not exists (select from jsonb_each(scopes) s where s.value <> '[]') then
    return;
  end if;
  loop
    perform set_config('acuerdo.role', 'system', true);
    select array_agg(b) into found from (
      select m.* from kernel.stale_mark m
        join kernel.record r on r.workspace_id = m.workspace_id and r.id = m.record_id and r.deleted_at is null
       where m.workspace_id = kernel.workspace_id() and (team or m.effect = 'stale') and (p_record is null or m.record_id = p_record)
         and (not p_writable or asking = 'system'
              or kernel.written(scopes -> r.kind, r.organisation_id, r.audience_id, organisation, mine, tables))
       order by m.since, m.record_id, m.source_id offset passed limit size) b;
    perform set_config('acuerdo.role', asking, true);
    exit when found is null;
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
    exit when told >= p_most or cardinality(found) < size;
  end loop;
end $$;

create or replace function kernel.thread_changes(p_records uuid[])
  returns table (record_id uuid, effect text, reason text, since timestamptz, source_id uuid, source_version int,
                 source jsonb, before jsonb, after jsonb) language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  team boolean := kernel.in_team();
  records uuid[] := kernel.seen_records(p_records);
  marks kernel.stale_mark[];
  cited int[];
  seen uuid[];
  told jsonb;
begin
  perform set_config('acuerdo.role', 'system', true);
  select array_agg(b.mark), array_agg(b.cited) into marks, cited from (
    select m as mark, coalesce(
             (select min(l.basis_version) from kernel.link l
               where l.workspace_id = m.workspace_id and l.record_id = m.record_id and l.basis_id = m.source_id),
             -(select max(o.version) from kernel.record_version o
                where o.workspace_id = m.workspace_id and o.record_id = m.source_id and o.at < m.since)) as cited
      from kernel.stale_mark m
     where m.workspace_id = kernel.workspace_id() and m.record_id = any (records) and (team or m.effect = 'stale')
     order by m.since, m.source_id limit 400) b;
  perform set_config('acuerdo.role', asking, true);
  if marks is null then
    return;
  end if;
  seen := kernel.seen_records(array(select distinct m.source_id from unnest(marks) m));
  -- As the asking person: a version that was private stays so.
  select coalesce(jsonb_object_agg(v.record_id || ' ' || v.version, v.snapshot), '{}') into told
    from kernel.record_version v
   where v.workspace_id = kernel.workspace_id() and v.record_id = any (seen)
     and exists (select from unnest(marks, cited) p (workspace_id, record_id, source_id, source_version, reason, effect, since, cited)
                  where p.source_id = v.record_id and (p.source_version = v.version or abs(p.cited) = v.version));
  perform set_config('acuerdo.role', 'system', true);
  return query
    select m.record_id, m.effect, m.reason, m.since, m.source_id, m.source_version,
           case when s.id is not null then jsonb_build_object('kind', s.kind, 'title', s.title, 'path', s.path, 'direct', m.cited > 0) end,
           case when told -> (m.source_id || ' ' || abs(m.cited)) <> 'null'
                then jsonb_build_object('version', abs(m.cited), 'snapshot', told -> (m.source_id || ' ' || abs(m.cited))) end,
           case when told -> (m.source_id || ' ' || m.source_version) <> 'null'
                then jsonb_build_object('version', m.source_version, 'snapshot', told -> (m.source_id || ' ' || m.source_version)) end
      from unnest(marks, cited) m (workspace_id, record_id, source_id, source_version, reason, effect, since, cited)
      left join kernel.record s on s.workspace_id = m.workspace_id and s.id = m.source_id and s.id = any (seen)
     order by m.since, m.source_id;
  perform set_config('acuerdo.role', asking, true);
end $$;

drop function kernel.thread_walk(uuid, text, int);
drop function kernel.thread_links(uuid[], text, int, uuid[]);
drop function kernel.links_of(uuid[], text, int, uuid[]);
