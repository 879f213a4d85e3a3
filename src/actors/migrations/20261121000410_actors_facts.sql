-- What is noted of an organisation can be corrected over a version, and taken away for thirty days.

do $$
declare
  name text;
begin
  foreach name in array array['membership', 'post', 'relation', 'position'] loop
    execute format('alter table actors.%I add version int not null default 1, add deleted_at timestamptz', name);
    execute format('comment on column actors.%I.version is ''Counts writes''', name);
    execute format('comment on column actors.%I.deleted_at is ''When removed; purged after 30 days''', name);
  end loop;
end $$;

-- A relation that was removed does not stand in the way of the same one noted again.
alter table actors.relation drop constraint relation_workspace_id_kind_from_id_to_id_since_key;
create unique index relation_once on actors.relation (workspace_id, kind, from_id, to_id, since) nulls not distinct
  where deleted_at is null;
