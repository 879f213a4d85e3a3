-- As for the marks that wait: right after a change under thousands the marks of a record are found by their key, whatever the
-- statistics of a table say that was empty a moment ago.
alter function kernel.thread_nodes(uuid[]) set enable_seqscan = off;
alter function kernel.thread_changes(uuid[]) set enable_seqscan = off;
