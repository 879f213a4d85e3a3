-- Who sees a record, a version, a file, an entry of the search: by comparing with sets that are asked for once a query. A function
-- of a row's columns and those sets was run for each row, and had all of them asked for, whatever the row needed.

create function kernel.my_workspaces() returns uuid[] language plpgsql stable as $$
begin
  return array(select m.workspace_id from kernel.member m where m.account_id = kernel.account_id() and m.deleted_at is null);
end $$;
comment on function kernel.my_workspaces is 'The workspaces of which the asking account is a member';

alter policy see on kernel.workspace using (
  id = (select kernel.workspace_id()) or (select kernel.role()) = 'system' or id = any ((select kernel.my_workspaces())::uuid[]));

alter policy see on kernel.audience using (
  (workspace_id = (select kernel.workspace_id()) or (select kernel.role()) = 'system')
  and (kind = 'public' or (select kernel.in_team()) or id in (select unnest((select kernel.organisation_audiences())))));

alter policy see on kernel.record using (
  (workspace_id = (select kernel.workspace_id()) or (select kernel.role()) = 'system')
  and ((select kernel.role()) = 'system'
    or (audience_id is null and kind = any ((select kernel.kinds_within('see', 'all'))::text[]))
    or (kind = any ((select kernel.kinds_by_audience(false))::text[]) and audience_id in (select unnest((select kernel.my_audiences()))))
    or (organisation_id = (select kernel.organisation_id()) and kind = any ((select kernel.kinds_within('see', 'own'))::text[]))
    or (kind = any ((select kernel.kinds_by_audience(true))::text[]) and audience_id = any ((select kernel.my_audiences('public'))::uuid[]))));

alter policy see on kernel.search_entry using (
  (workspace_id = (select kernel.workspace_id()) or (select kernel.role()) = 'system')
  and ((select kernel.role()) = 'system'
    or (audience_id is null and resource = any ((select kernel.resources_within('see', 'all'))::text[]))
    or (resource = any ((select kernel.resources_by_audience(false))::text[]) and audience_id in (select unnest((select kernel.my_audiences()))))
    or (organisation_id = (select kernel.organisation_id()) and resource = any ((select kernel.resources_within('see', 'own'))::text[]))
    or (resource = any ((select kernel.resources_by_audience(true))::text[]) and audience_id = any ((select kernel.my_audiences('public'))::uuid[]))));

alter policy see on kernel.attachment using (
  (workspace_id = (select kernel.workspace_id()) or (select kernel.role()) = 'system')
  and ((select kernel.role()) = 'system'
    or (audience_id is null and resource = any ((select kernel.resources_within('see', 'all'))::text[]))
    or (resource = any ((select kernel.resources_by_audience(false))::text[]) and audience_id in (select unnest((select kernel.my_audiences()))))
    or (organisation_id = (select kernel.organisation_id()) and resource = any ((select kernel.resources_within('see', 'own'))::text[]))
    or (resource = any ((select kernel.resources_by_audience(true))::text[]) and audience_id = any ((select kernel.my_audiences('public'))::uuid[]))));

-- A version by its own audience and owner, of a record that the asking person sees.
create function kernel.sees_version(workspace uuid, record uuid, owner uuid, audience uuid) returns boolean language plpgsql stable as $$
declare
  scopes text[] := (
    select kernel.may('see', k.resource) from kernel.record r join kernel.record_kind k on k.kind = r.kind
     where r.workspace_id = workspace and r.id = record);
begin
  return coalesce(
       (audience is null and 'all' = any (scopes))
    or (owner = kernel.organisation_id() and 'own' = any (scopes))
    or (scopes <> '{}' and audience = any (kernel.my_audiences(case when array_remove(scopes, 'presented') = '{}' then 'public' end))),
    false);
end $$;
comment on function kernel.sees_version is 'Whether the asking person sees the record and, by its role, its owner then and its audience then, this version of it';

alter policy see on kernel.record_version using (
  (workspace_id = (select kernel.workspace_id()) or (select kernel.role()) = 'system')
  and ((select kernel.role()) = 'system' or kernel.sees_version(workspace_id, record_id, organisation_id, audience_id)));
