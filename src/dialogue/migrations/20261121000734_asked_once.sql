-- Whether somebody writes a meeting is asked row by row: the tables where she sits are counted only for whom it depends on them.

create or replace function dialogue.writes_meeting(p_workspace uuid, p_meeting uuid) returns boolean language sql stable
  return case
    when 'all' = any (kernel.may('write', 'meeting')) then true
    when 'table' = any (kernel.may('write', 'meeting')) then exists (
      select from dialogue.meeting m
        join kernel.audience_member a on a.workspace_id = m.workspace_id and a.audience_id = m.audience_id
       where m.workspace_id = p_workspace and m.id = p_meeting and a.member_id = kernel.member_id())
      or exists (
      select from dialogue.meeting m
        join kernel.audience_organisation o on o.workspace_id = m.workspace_id and o.audience_id = m.audience_id
       where m.workspace_id = p_workspace and m.id = p_meeting and o.organisation_id = kernel.organisation_id())
    else false end;

-- Whoever sees all of them is asked nothing row by row: the table of each row is looked up only for whom it decides.
do $$
declare
  its record;
begin
  for its in
    select p.schemaname, p.tablename, p.qual,
           case when p.tablename in ('invitation', 'participation_name') then 'leader_contact' else 'meeting' end as resource
      from pg_policies p
     where p.schemaname = 'dialogue' and p.policyname = 'see'
       and p.tablename in ('agenda_item', 'party', 'participation', 'participation_name', 'head_count', 'invitation', 'platform_member')
  loop
    execute format(
      'alter policy see on %I.%I using (kernel.in_workspace(workspace_id) and (coalesce((select kernel.scopes(''see'')) -> %L ? ''all'', false) or (%s)))',
      its.schemaname, its.tablename, its.resource, its.qual);
  end loop;
end $$;
