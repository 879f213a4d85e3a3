-- The same of meetings, platforms and minutes: the tables where a person sits are counted only for whom they decide.
do $$
declare
  its record;
begin
  for its in
    select p.tablename, p.qual,
           case when p.tablename = 'minutes' then ' and (state <> ''draft'' or (select kernel.in_team()))' else '' end as besides
      from pg_policies p
     where p.schemaname = 'dialogue' and p.policyname = 'see' and p.tablename in ('meeting', 'platform', 'minutes')
  loop
    execute format(
      'alter policy see on dialogue.%I using (kernel.in_workspace(workspace_id) and ((coalesce((select kernel.scopes(''see'')) -> ''meeting'' ? ''all'', false)%s) or (%s)))',
      its.tablename, its.besides, its.qual);
  end loop;
end $$;
