-- A record may be owned by several organisations: what one of them may do on its thread, each of them may.

select kernel.enter_system();

alter table kernel.record add column co_owners uuid[] not null default '{}';
comment on column kernel.record.co_owners is 'Organisations that own it beside organisation_id, kept by the part whose record it is; empty: none';

create function kernel.owner_for(owner uuid, co_owners uuid[], acting_for uuid) returns uuid language sql immutable
  return case when acting_for = any (co_owners) then acting_for else owner end;
comment on function kernel.owner_for is
  'The owner of a record as one who acts for an organisation is to be held against it: her own, where it is among them';

-- Wherever it is asked who may write a record; these functions are otherwise left as they stand.
do $$
declare
  name text;
  before text;
  after text;
begin
  foreach name in array array['writes_record(uuid, uuid)', 'written_records(uuid[])', 'thread_nodes(uuid[])',
                              'marks_waiting(int, uuid, boolean)', 'untranslated(int)'] loop
    before := pg_get_functiondef(('kernel.' || name)::regprocedure);
    after := regexp_replace(before, '\mr\.organisation_id, r\.audience_id, (\(select kernel\.organisation_id\(\)\)|organisation)',
      'kernel.owner_for(r.organisation_id, r.co_owners, \1), r.audience_id, \1', 'gi');
    if after = before then
      raise exception 'kernel.% does not ask whose a record is', name;
    end if;
    execute after;
  end loop;
end $$;
