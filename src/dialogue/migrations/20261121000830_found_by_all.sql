-- Whoever the table "who may what" gives all agreements or all assessments finds them in searches and threads, too, though she
-- sits at none of their tables: a donor.

create policy all_of_agreements on kernel.record for select
  using (kernel.in_workspace(workspace_id)
    and ((kind in ('negotiation', 'agreement', 'clause') and coalesce((select kernel.scopes('see')) -> 'agreement' ? 'all', false))
      or (kind = 'assessment' and coalesce((select kernel.scopes('see')) -> 'assessment' ? 'all', false))));
create policy all_of_agreements on kernel.search_entry for select
  using (kernel.in_workspace(workspace_id)
    and ((kind in ('negotiation', 'agreement', 'clause') and coalesce((select kernel.scopes('see')) -> 'agreement' ? 'all', false))
      or (kind = 'assessment' and coalesce((select kernel.scopes('see')) -> 'assessment' ? 'all', false))));
create policy all_of_agreements on kernel.record_version for select
  using (kernel.in_workspace(workspace_id)
    and exists (select from kernel.record r
                 where r.workspace_id = record_version.workspace_id and r.id = record_version.record_id
                   and r.kind in ('negotiation', 'agreement', 'clause', 'assessment'))
    and coalesce((select kernel.scopes('see')) -> 'agreement' ? 'all', false)
    and coalesce((select kernel.scopes('see')) -> 'assessment' ? 'all', false));
-- The signed copy and the annexes are read with the agreement.
create policy all_of_agreements on kernel.attachment for select
  using (kernel.in_workspace(workspace_id) and resource = 'agreement'
    and coalesce((select kernel.scopes('see')) -> 'agreement' ? 'all', false));
