-- What a person says of herself, people merged and split with undo, and what the thirty days of a removal leave.

select kernel.enter_system();

-- A name is compared anew where the name or the initials change, not each time that anything does: taking back fifty thousand
-- organisations touches their day of removal alone.
drop trigger name_organisation on actors.organisation;
create trigger name_organisation before insert or update of acronym, plain_name on actors.organisation
  for each row execute function actors.name_organisation();

-- Said by herself, voluntarily -----------------------------------------------------------------------------------------

alter table actors.person
  add age_group text check (age_group in ('under_18', '18_29', '30_44', '45_59', '60_plus', 'not_said')),
  add indigenous text check (indigenous in ('yes', 'no', 'not_said')),
  add disability text check (disability in ('yes', 'no', 'not_said'));
comment on column actors.person.age_group is 'As she says; not_said: prefers not to say; null: not asked. Never in exports nor in versions';
comment on column actors.person.indigenous is 'Whether she says she is indigenous; not_said: prefers not to say; null: not asked. Never in exports nor in versions';
comment on column actors.person.disability is 'Whether she says she has a disability; not_said: prefers not to say; null: not asked. Never in exports nor in versions';

-- Two records of one person, or one record of two ----------------------------------------------------------------------

create table actors.person_change (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('merge', 'split')),
  kept_id uuid not null,
  other_id uuid not null,
  moved jsonb not null default '[]',
  filled text[] not null default '{}',
  at timestamptz not null default now(),
  member_id uuid,
  undone_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, kept_id) references actors.person on delete cascade,
  foreign key (workspace_id, other_id) references actors.person on delete cascade,
  foreign key (workspace_id, member_id) references kernel.member,
  check (kept_id <> other_id)
);
create index person_change_kept on actors.person_change (workspace_id, kept_id);
create index person_change_other on actors.person_change (workspace_id, other_id);
create index person_change_member on actors.person_change (workspace_id, member_id);
comment on table actors.person_change is 'Two records of a person made one, or one made two, so that it can be taken back for thirty days';
comment on column actors.person_change.workspace_id is 'Workspace';
comment on column actors.person_change.id is 'UUIDv7';
comment on column actors.person_change.kind is 'merge: the other was found to be the kept one; split: the other was made out of it';
comment on column actors.person_change.kept_id is 'Person that was there and stays';
comment on column actors.person_change.other_id is 'Person that went, or came';
comment on column actors.person_change.moved is 'Which rows name another person since: table, column, key';
comment on column actors.person_change.filled is 'Columns of the kept one that were empty and came from the other';
comment on column actors.person_change.at is 'When';
comment on column actors.person_change.member_id is 'Who; null: the program';
comment on column actors.person_change.undone_at is 'When it was taken back';

create function actors.rows_of_person(p_person uuid)
  returns table (relation text, col text, key jsonb, content jsonb) language plpgsql as $$
declare
  target record;
begin
  for target in
    select k.conrelid::regclass as relation, a.attname as col,
           (select array_agg(p.attname order by p.attnum) from pg_attribute p
             where p.attrelid = k.conrelid and p.attnum = any (pk.conkey) and p.attname <> 'workspace_id') as keys
      from pg_constraint k
      join pg_constraint pk on pk.conrelid = k.conrelid and pk.contype = 'p'
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey) and a.attname <> 'workspace_id'
     where k.contype = 'f' and k.confrelid = 'actors.person'::regclass and k.conrelid <> 'actors.person_change'::regclass
  loop
    return query execute format(
      'select %L::text, %L::text, (select jsonb_object_agg(k, to_jsonb(t) -> k) from unnest($2) k), to_jsonb(t)
         from %s t where workspace_id = kernel.workspace_id() and %I = $1', target.relation, target.col, target.relation, target.col)
      using p_person, target.keys;
  end loop;
end $$;
comment on function actors.rows_of_person is 'Every row that names a person, whatever part it is of, read from the catalogue of foreign keys';

create function actors.repoint_person(p_from uuid, p_to uuid, p_only jsonb default null) returns jsonb language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  found record;
  changed int;
  moved jsonb := '[]';
begin
  if not ('all' = any (kernel.may('write', 'leader_contact'))) then
    raise exception 'row-level security: only who writes people merges them' using errcode = '42501';
  end if;
  -- As the program: a row may be of a part that whoever merges does not write.
  perform set_config('acuerdo.role', 'system', true);
  for found in select r.* from actors.rows_of_person(p_from) r
                where p_only is null or p_only @> jsonb_build_array(jsonb_build_object('table', r.relation, 'column', r.col, 'key', r.key))
  loop
    begin
      execute format('update %s t set %I = $1 where workspace_id = kernel.workspace_id() and %I = $2 and to_jsonb(t) @> $3',
        found.relation, found.col, found.col) using p_to, p_from, found.key;
      get diagnostics changed = row_count;
      if changed > 0 then
        moved := moved || jsonb_build_object('table', found.relation, 'column', found.col, 'key',
          case when found.key ? found.col then jsonb_set(found.key, array[found.col], to_jsonb(p_to)) else found.key end);
      end if;
    exception when integrity_constraint_violation or raise_exception then
      null; -- The kept one has that already: the row stays with the one that went.
    end;
  end loop;
  perform set_config('acuerdo.role', asking, true);
  return moved;
end $$;
comment on function actors.repoint_person is
  'Lets the rows that name the first person, or those of them given, name the second; returns which. Given what it returned, with the persons exchanged, it takes itself back';

-- What is left after thirty days -------------------------------------------------------------------------------------

alter table actors.organisation add purged_at timestamptz;
comment on column actors.organisation.purged_at is 'When what was known of a removed one was erased; its name stays where it is named already';

create function actors.is_named(p_organisation uuid) returns boolean language plpgsql stable as $$
declare
  target record;
  named boolean;
begin
  for target in
    select k.conrelid::regclass as relation, a.attname as col
      from pg_constraint k
      join pg_class c on c.oid = k.conrelid
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey) and a.attname <> 'workspace_id'
     where k.contype = 'f' and k.confrelid = 'kernel.organisation'::regclass
       and (c.relnamespace <> 'actors'::regnamespace or k.conrelid = 'actors.person'::regclass or a.attname = 'merged_into')
  loop
    execute format('select exists (select from %s where workspace_id = kernel.workspace_id() and %I = $1)', target.relation, target.col)
      into named using p_organisation;
    if named then
      return true;
    end if;
  end loop;
  return false;
end $$;
comment on function actors.is_named is
  'Whether a member, a person, a meeting, a demand or anything else beside what this part notes of an organisation names it';

do $$
declare
  writes text := 'kernel.in_workspace(workspace_id) and ''all'' = any ((select kernel.may(''write'', ''leader_contact''))::text[])';
begin
  perform kernel.protect('actors.person_change', writes, writes);
end $$;
