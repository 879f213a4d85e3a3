/**
 * Options for `DuckDBInstance.create` with which the same estimates take less memory: what was freed goes back to the system at
 * once, and a file's rows are not held until those before them are read (no figure depends on their order).
 */
export const frugal = {
  allocator_flush_threshold: '1MB',
  allocator_bulk_deallocation_flush_threshold: '1MB',
  preserve_insertion_order: 'false',
} as const
