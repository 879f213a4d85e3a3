-- Whether the asking person sees presented demands is asked once a query, not once a row.

drop policy presented on kernel.record;
drop policy presented on kernel.search_entry;
drop policy presented on kernel.record_version;
drop function dialogue.was_presented(uuid, uuid);

create policy presented on kernel.record for select
  using (kernel.in_workspace(workspace_id) and kind = 'demand'
    and coalesce((select kernel.scopes('see')) -> 'demand' ? 'presented', false)
    and exists (select from dialogue.demand d
                 where d.workspace_id = record.workspace_id and d.id = record.id and d.presented_on is not null));
create policy presented on kernel.search_entry for select
  using (kernel.in_workspace(workspace_id) and kind = 'demand'
    and coalesce((select kernel.scopes('see')) -> 'demand' ? 'presented', false)
    and exists (select from dialogue.demand d
                 where d.workspace_id = search_entry.workspace_id and d.id = search_entry.id and d.presented_on is not null));
create policy presented on kernel.record_version for select
  using (kernel.in_workspace(workspace_id)
    and coalesce((select kernel.scopes('see')) -> 'demand' ? 'presented', false)
    and exists (select from dialogue.demand d
                 where d.workspace_id = record_version.workspace_id and d.id = record_version.record_id and d.presented_on is not null));
