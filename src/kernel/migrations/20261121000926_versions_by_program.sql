-- The program writes versions by the ten thousand (a list of organisations): that their records are there, their foreign key says.
do $$
declare
  writes text := '(workspace_id = (select kernel.workspace_id()) or (select kernel.role()) = ''system'')
    and ((select kernel.role()) = ''system'' or kernel.writes_record(workspace_id, record_id))';
begin
  execute format('alter policy add on kernel.record_version with check (%s)', writes);
  execute format('alter policy change on kernel.record_version using (%s) with check (%s)', writes, writes);
  execute format('alter policy remove on kernel.record_version using (%s)', writes);
end $$;
