-- The functions that read threads keep their plans: to plan anew for each array, through all policies, takes longer than to run.

alter function kernel.sees_record(uuid, uuid) set plan_cache_mode = force_generic_plan;
alter function kernel.writes_record(uuid, uuid) set plan_cache_mode = force_generic_plan;
alter function kernel.seen_records(uuid[]) set plan_cache_mode = force_generic_plan;
alter function kernel.written_records(uuid[]) set plan_cache_mode = force_generic_plan;
alter function kernel.thread_nodes(uuid[]) set plan_cache_mode = force_generic_plan;
alter function kernel.thread_edges(uuid, text, int) set plan_cache_mode = force_generic_plan;
alter function kernel.links_around(uuid, int) set plan_cache_mode = force_generic_plan;
alter function kernel.links_among(uuid[], int) set plan_cache_mode = force_generic_plan;
alter function kernel.marks_waiting(int, uuid, boolean) set plan_cache_mode = force_generic_plan;
alter function kernel.thread_changes(uuid[]) set plan_cache_mode = force_generic_plan;
alter function kernel.untranslated(int) set plan_cache_mode = force_generic_plan;
