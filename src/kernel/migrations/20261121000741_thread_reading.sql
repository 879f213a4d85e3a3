-- Threads are read in functions: who sees a record is said by many policies, and planning them anew in every query that names
-- links, marks and records together took longer than the page may. A function plans once a connection, and asks once a set.

create function kernel.sees_record(workspace uuid, record uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from kernel.record r where r.workspace_id = workspace and r.id = record);
end $$;
comment on function kernel.sees_record is 'Whether the asking person sees this record, and so what hangs on it';

create or replace function kernel.writes_record(workspace uuid, record uuid) returns boolean language plpgsql stable as $$
begin
  return exists (
    select from kernel.record r
     where r.workspace_id = workspace and r.id = record
       and ((select kernel.role()) = 'system' or kernel.written((select kernel.kind_scopes('write')) -> r.kind, r.organisation_id, r.audience_id, (select kernel.organisation_id()), (select kernel.my_audiences()), (select kernel.my_audiences('table')))));
end $$;

drop policy see on kernel.link;
drop policy add on kernel.link;
drop policy change on kernel.link;
drop policy remove on kernel.link;
select kernel.protect('kernel.link',
  'kernel.in_workspace(workspace_id) and ((select kernel.role()) = ''system'' or (kernel.sees_record(workspace_id, record_id) and kernel.sees_record(workspace_id, basis_id)))',
  'kernel.in_workspace(workspace_id) and ((select kernel.role()) = ''system'' or (kernel.writes_record(workspace_id, record_id) and kernel.sees_record(workspace_id, basis_id)))');

drop policy see on kernel.stale_mark;
drop policy add on kernel.stale_mark;
drop policy change on kernel.stale_mark;
drop policy remove on kernel.stale_mark;
select kernel.protect('kernel.stale_mark',
  'kernel.in_workspace(workspace_id) and ((select kernel.role()) = ''system'' or ((effect = ''stale'' or (select kernel.in_team())) and kernel.sees_record(workspace_id, record_id)))',
  'kernel.in_workspace(workspace_id) and ((select kernel.role()) = ''system'' or kernel.writes_record(workspace_id, record_id))');

create index stale_mark_since on kernel.stale_mark (workspace_id, since, record_id, source_id);

create function kernel.seen_records(p_ids uuid[]) returns uuid[] language plpgsql stable as $$
begin
  return array(select r.id from kernel.record r where r.workspace_id = kernel.workspace_id() and r.id = any (p_ids));
end $$;
comment on function kernel.seen_records is 'Those of these records that the asking person sees';

create function kernel.written_records(p_ids uuid[]) returns uuid[] language plpgsql stable as $$
begin
  return array(
    select r.id from kernel.record r
     where r.workspace_id = kernel.workspace_id() and r.id = any (p_ids)
       and ((select kernel.role()) = 'system' or kernel.written((select kernel.kind_scopes('write')) -> r.kind, r.organisation_id, r.audience_id, (select kernel.organisation_id()), (select kernel.my_audiences()), (select kernel.my_audiences('table')))));
end $$;
comment on function kernel.written_records is 'Those of these records that the asking person may write';

create function kernel.thread_nodes(p_ids uuid[])
  returns table (id uuid, kind text, title jsonb, path text, version int, withdrawn boolean, mark text, writes boolean)
  language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  seen uuid[] := kernel.seen_records(p_ids);
  written uuid[] := kernel.written_records(p_ids);
  team boolean := kernel.in_team();
begin
  -- As the program from here on: what is told is only of records that the asking person sees.
  perform set_config('acuerdo.role', 'system', true);
  return query
    select r.id, r.kind, r.title, r.path, r.version, r.withdrawn_at is not null,
           (select case when bool_or(m.effect = 'stale') then 'stale' else min(m.effect) end
              from kernel.stale_mark m
             where m.workspace_id = r.workspace_id and m.record_id = r.id and (team or m.effect = 'stale')),
           r.id = any (written)
      from kernel.record r
     where r.workspace_id = kernel.workspace_id() and r.id = any (seen) and r.deleted_at is null;
  perform set_config('acuerdo.role', asking, true);
end $$;
comment on function kernel.thread_nodes is
  'Those of these records that the asking person sees, with the mark that she may see and whether she may write them';

create function kernel.thread_links(p_ids uuid[], p_side text, p_most int, p_known uuid[] default '{}')
  returns setof kernel.link language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  near uuid[] := kernel.seen_records(p_ids);
  batch kernel.link[];
  seen uuid[];
  one kernel.link;
  after uuid := '00000000-0000-0000-0000-000000000000';
  told int := 0;
begin
  loop
    perform set_config('acuerdo.role', 'system', true);
    select array_agg(b) into batch from (
      select l.* from kernel.link l
       where l.workspace_id = kernel.workspace_id() and l.id > after
         and case p_side when 'rests' then l.record_id else l.basis_id end = any (near)
         and case p_side when 'rests' then l.basis_id else l.record_id end <> all (p_known)
         -- Each side by its own index.
         and (p_side <> 'rests' or l.record_id = any (near)) and (p_side = 'rests' or l.basis_id = any (near))
       order by l.id limit 2 * p_most + 50) b;
    perform set_config('acuerdo.role', asking, true);
    exit when batch is null;
    seen := kernel.seen_records((select array_agg(case p_side when 'rests' then b.basis_id else b.record_id end) from unnest(batch) b));
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
    exit when cardinality(batch) < 2 * p_most + 50;
  end loop;
end $$;
comment on function kernel.thread_links is
  'The links of these records to what they rest on (rests) or to what rests on them (supports), both ends seen by the asking person; but those to records known already; at most so many';

create function kernel.thread_walk(p_start uuid, p_side text, p_most int)
  returns table (distance int, id uuid, via uuid, link text, cited int) language plpgsql as $$
declare
  level uuid[] := array[p_start];
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
    for one in select * from kernel.thread_links(level, p_side, 4 * (p_most - cardinality(known) + 2), known) loop
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
comment on function kernel.thread_walk is
  'The nearest records on one side of a record, level by level, each with the records of the level before through which it is reached; only through what the asking person sees; at most so many';

create function kernel.links_among(p_ids uuid[], p_most int) returns setof kernel.link language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  seen uuid[] := kernel.seen_records(p_ids);
begin
  perform set_config('acuerdo.role', 'system', true);
  return query
    select l.* from kernel.link l
     where l.workspace_id = kernel.workspace_id() and l.record_id = any (seen) and l.basis_id = any (seen) order by l.id limit p_most;
  perform set_config('acuerdo.role', asking, true);
end $$;
comment on function kernel.links_among is 'The links between those of these records that the asking person sees, oldest first';

create function kernel.marks_waiting(p_most int, p_record uuid default null, p_writable boolean default false)
  returns table (record_id uuid, title jsonb, path text, kind text, source_id uuid, source_title jsonb, source_version int, reason text, effect text, since timestamptz)
  language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  team boolean := kernel.in_team();
  batch kernel.stale_mark[];
  records uuid[];
  sources uuid[];
  size int := 2 * p_most + 50;
  passed int := 0;
  told int := 0;
  found int;
begin
  loop
    perform set_config('acuerdo.role', 'system', true);
    select array_agg(b) into batch from (
      select m.* from kernel.stale_mark m
       where m.workspace_id = kernel.workspace_id() and (team or m.effect = 'stale') and (p_record is null or m.record_id = p_record)
       order by m.since, m.record_id, m.source_id offset passed limit size) b;
    perform set_config('acuerdo.role', asking, true);
    exit when batch is null;
    records := array(select distinct b.record_id from unnest(batch) b);
    records := case when p_writable then kernel.written_records(records) else kernel.seen_records(records) end;
    sources := kernel.seen_records(array(select distinct b.source_id from unnest(batch) b));
    perform set_config('acuerdo.role', 'system', true);
    return query
      select r.id, r.title, r.path, r.kind, b.source_id, s.title, b.source_version, b.reason, b.effect, b.since
        from unnest(batch) b
        join kernel.record r on r.workspace_id = b.workspace_id and r.id = b.record_id and r.deleted_at is null
        left join kernel.record s on s.workspace_id = b.workspace_id and s.id = b.source_id and s.id = any (sources)
       where b.record_id = any (records)
       order by b.since, b.record_id, b.source_id limit p_most - told;
    get diagnostics found = row_count;
    perform set_config('acuerdo.role', asking, true);
    told := told + found;
    passed := passed + size;
    exit when told >= p_most or cardinality(batch) < size;
  end loop;
end $$;
comment on function kernel.marks_waiting is
  'Stale marks that the asking person may see, oldest first, each with its record, and the title of its source where she sees that; only of records that she may write where p_writable';

create function kernel.untranslated(p_most int) returns table (id uuid, title jsonb, path text) language plpgsql stable as $$
begin
  return query
    select r.id, r.title, r.path from kernel.record r
     where r.workspace_id = kernel.workspace_id() and r.deleted_at is null
       and (not r.title ?& array['es', 'en'] or r.title -> 'es' ->> 'state' = 'outdated' or r.title -> 'en' ->> 'state' = 'outdated')
       and ((select kernel.role()) = 'system' or kernel.written((select kernel.kind_scopes('write')) -> r.kind, r.organisation_id, r.audience_id, (select kernel.organisation_id()), (select kernel.my_audiences()), (select kernel.my_audiences('table'))))
     order by r.id limit p_most;
end $$;
comment on function kernel.untranslated is
  'Records that the asking person may write and whose title lacks a language or is out of date in one, oldest first';

create function kernel.thread_changes(p_records uuid[])
  returns table (record_id uuid, effect text, reason text, since timestamptz, source_id uuid, source_version int,
                 source jsonb, before jsonb, after jsonb) language plpgsql stable as $$
begin
  return query
    select m.record_id, m.effect, m.reason, m.since, m.source_id, m.source_version,
           case when s.id is not null then jsonb_build_object('kind', s.kind, 'title', s.title, 'path', s.path, 'direct', cited.version is not null) end,
           case when b.snapshot is not null then jsonb_build_object('version', b.version, 'snapshot', b.snapshot) end,
           case when a.snapshot is not null then jsonb_build_object('version', a.version, 'snapshot', a.snapshot) end
      from kernel.stale_mark m
      left join kernel.record s on s.workspace_id = m.workspace_id and s.id = m.source_id
      left join lateral (
        select min(l.basis_version) as version from kernel.link l
         where l.workspace_id = m.workspace_id and l.record_id = m.record_id and l.basis_id = m.source_id) cited on true
      left join lateral (
        select v.version, v.snapshot from kernel.record_version v
         where v.workspace_id = m.workspace_id and v.record_id = m.source_id
           and v.version = coalesce(cited.version, (
             select max(o.version) from kernel.record_version o
              where o.workspace_id = m.workspace_id and o.record_id = m.source_id and o.at < m.since))) b on true
      left join lateral (
        select v.version, v.snapshot from kernel.record_version v
         where v.workspace_id = m.workspace_id and v.record_id = m.source_id and v.version = m.source_version) a on true
     where m.workspace_id = kernel.workspace_id() and m.record_id = any (p_records)
     order by m.since, m.source_id limit 400;
end $$;
comment on function kernel.thread_changes is
  'What changed under these records and waits: the source as the record cites it and as it is, where the asking person sees both';
