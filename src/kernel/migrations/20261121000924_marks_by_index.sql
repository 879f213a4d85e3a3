-- Right after a change under thousands no statistics tell of their marks: they are read along their index all the same. Which of a
-- page's records are seen is looked up in a hash, not in a list for each. The function is otherwise left as it stands.
do $$
declare
  before text := pg_get_functiondef('kernel.marks_waiting(int, uuid, boolean)'::regprocedure);
  after text := regexp_replace(before, '\m([rs])\.id = any \(seen\)', '\1.id in (select unnest(seen))', 'g');
begin
  if after = before then
    raise exception 'kernel.marks_waiting does not ask which records are seen';
  end if;
  execute after;
end $$;
alter function kernel.marks_waiting(int, uuid, boolean) set enable_seqscan = off;
alter function kernel.marks_waiting(int, uuid, boolean) set enable_sort = off;
