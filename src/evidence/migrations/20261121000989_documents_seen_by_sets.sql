-- Who sees a document: by comparing with sets that are asked once a query, as records are (kernel, seen_by_sets). A function of each
-- row was run for all of them, again for every table that hangs on documents.
alter policy see on evidence.document using (
  (workspace_id = (select kernel.workspace_id()) or (select kernel.role()) = 'system')
  and ((select kernel.role()) = 'system'
    or (audience_id is null and (select 'evidence' = any (kernel.resources_within('see', 'all'))))
    or ((select 'evidence' = any (kernel.resources_by_audience(false))) and audience_id in (select unnest((select kernel.my_audiences()))))
    or ((select 'evidence' = any (kernel.resources_by_audience(true))) and audience_id = any ((select kernel.my_audiences('public'))::uuid[]))));
