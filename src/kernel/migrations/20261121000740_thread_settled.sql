-- What a person decided on a thread can be taken back: confirming, dropping a basis, taking a link away.

create table kernel.settling (
  workspace_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  how text not null check (how in ('confirmed', 'dropped', 'unlinked')),
  marks jsonb not null default '[]',
  links jsonb not null default '[]',
  at timestamptz not null default now(),
  undone_at timestamptz,
  member_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references kernel.record on delete cascade,
  foreign key (workspace_id, member_id) references kernel.member
);
create index settling_record on kernel.settling (workspace_id, record_id);
create index settling_member on kernel.settling (workspace_id, member_id);
comment on table kernel.settling is 'One decision of a person on the thread of a record, with what it took away, so that she can take it back';
comment on column kernel.settling.workspace_id is 'Workspace';
comment on column kernel.settling.id is 'UUIDv7';
comment on column kernel.settling.record_id is 'Record that was confirmed, or that rests on less now';
comment on column kernel.settling.how is 'confirmed: it holds as it is; dropped: it rests no longer on what moved; unlinked: a link was taken away';
comment on column kernel.settling.marks is 'Stale marks as they stood before';
comment on column kernel.settling.links is 'Links as they stood before';
comment on column kernel.settling.at is 'When';
comment on column kernel.settling.undone_at is 'When it was taken back; null: it stands';
comment on column kernel.settling.member_id is 'Who; null: the program';

-- Only by whoever decided: the links may lead to what another does not see.
select kernel.protect('kernel.settling',
  'kernel.in_workspace(workspace_id) and ((select kernel.role()) = ''system'' or member_id = (select kernel.member_id()))',
  'kernel.in_workspace(workspace_id) and ((select kernel.role()) = ''system'' or member_id = (select kernel.member_id())) and kernel.writes_record(workspace_id, record_id)');

create function kernel.links_towards(p_record uuid, p_source uuid) returns uuid[] language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  found uuid[];
begin
  if not kernel.writes_record(kernel.workspace_id(), p_record) then
    return '{}';
  end if;
  -- As the program: what lies between a record and what moved need not be for the asker to see; only links of the record itself are told.
  perform set_config('acuerdo.role', 'system', true);
  with recursive reached (id) as (
    select p_source
    union
    select l.record_id from kernel.link l join reached on l.workspace_id = kernel.workspace_id() and l.basis_id = reached.id
  )
  select coalesce(array_agg(l.id), '{}') into found
    from kernel.link l
   where l.workspace_id = kernel.workspace_id() and l.record_id = p_record and l.basis_id in (select id from reached);
  perform set_config('acuerdo.role', asking, true);
  return found;
end $$;
comment on function kernel.links_towards is
  'The links of a record by which it rests, directly or through others, on a source; none where the asker may not write the record';

create function kernel.groundless_marks(p_record uuid) returns uuid[] language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  found uuid[];
begin
  if not kernel.writes_record(kernel.workspace_id(), p_record) then
    return '{}';
  end if;
  perform set_config('acuerdo.role', 'system', true);
  with recursive below (id) as (
    select l.basis_id from kernel.link l where l.workspace_id = kernel.workspace_id() and l.record_id = p_record
    union
    select l.basis_id from kernel.link l join below on l.workspace_id = kernel.workspace_id() and l.record_id = below.id
  )
  select coalesce(array_agg(m.source_id), '{}') into found
    from kernel.stale_mark m
   where m.workspace_id = kernel.workspace_id() and m.record_id = p_record and m.source_id not in (select id from below);
  perform set_config('acuerdo.role', asking, true);
  return found;
end $$;
comment on function kernel.groundless_marks is
  'Sources whose change marks a record that no longer rests on them, directly or through others; none where the asker may not write the record';

-- Today asks for titles that lack a language: few among many.
create index record_untranslated on kernel.record (workspace_id, id)
  where deleted_at is null and (not title ?& array['es', 'en'] or title -> 'es' ->> 'state' = 'outdated' or title -> 'en' ->> 'state' = 'outdated');
