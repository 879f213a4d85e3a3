-- What speaks of a place or of a worker group, gathered for its page.

create function kernel.records_about(p_places uuid[], p_group uuid, p_kinds text[], p_few int)
  returns table (id uuid, kind text, title jsonb, path text, organisation jsonb, mark text, changed_at timestamptz, count int)
  language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  team boolean := kernel.in_team();
  few uuid[];
  kinds text[];
  counts int[];
begin
  -- Seen by the asking person: counted, and the newest few of each kind.
  select array_agg(newest.id), array_agg(newest.kind), array_agg(newest.count) into few, kinds, counts
    from (select r.id, r.kind, row_number() over (partition by r.kind order by r.id desc) as rank,
                 (count(*) over (partition by r.kind))::int as count
            from kernel.record r
           where r.workspace_id = kernel.workspace_id() and r.kind = any (p_kinds) and r.deleted_at is null and r.withdrawn_at is null
             and (p_places is null or r.place_id = any (p_places)) and (p_group is null or r.worker_group_id = p_group)) newest
   where newest.rank <= p_few;
  perform set_config('acuerdo.role', 'system', true);
  return query
    select r.id, r.kind, r.title, r.path, (select o.name from kernel.organisation o where o.workspace_id = r.workspace_id and o.id = r.organisation_id),
           (select case when bool_or(m.effect = 'stale') then 'stale' else min(m.effect) end
              from kernel.stale_mark m
             where m.workspace_id = r.workspace_id and m.record_id = r.id and (team or m.effect = 'stale')),
           r.changed_at, counts[array_position(kinds, r.kind)]
      from kernel.record r
     where r.workspace_id = kernel.workspace_id() and r.id = any (few)
     order by r.id desc;
  perform set_config('acuerdo.role', asking, true);
end $$;
comment on function kernel.records_about is
  'The newest few records of each kind that speak of these places, or of this group, and how many the asking person sees of it';
