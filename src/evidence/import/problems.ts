import { Problem } from '../../platform/problem.ts'

/**
 * Failures of the disk and of the reader, as something that a person can mend. Everything else passes unchanged:
 * it is a fault of ours.
 */
export function fileProblem(error: unknown, file: string): unknown {
  if (error instanceof Problem || !(error instanceof Error)) return error
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT') return new Problem('import.fileGone', { file })
  if (code === 'EACCES' || code === 'EPERM') return new Problem('import.fileClosed', { file })
  return error
}

/** The same for writing into `folder`; DuckDB tells of a full disk in words only. */
export function writeProblem(error: unknown, folder: string): unknown {
  if (error instanceof Problem || !(error instanceof Error)) return error
  const code = (error as NodeJS.ErrnoException).code
  if (
    code === 'ENOSPC' ||
    code === 'EDQUOT' ||
    /No space left on device|Disk quota exceeded/i.test(error.message)
  )
    return new Problem('import.diskFull', { folder }, 507)
  if (code === 'EROFS' || (code === 'EACCES' && (error as NodeJS.ErrnoException).path?.startsWith(folder)))
    return new Problem('import.folderClosed', { folder }, 507)
  if (/^Out of Memory Error/.test(error.message)) {
    // DuckDB's temporary files live on the disk too: it says so when they, not memory, ran out.
    if (/max_temp_directory_size|temporary/i.test(error.message) && /disk|space/i.test(error.message))
      return new Problem('import.diskFull', { folder }, 507)
    return new Problem('import.memory', {}, 503)
  }
  return error
}

/** An abort as the signal's owner meant it: the person cancelled. */
export const isAbort = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'AbortError' || /INTERRUPT Error/i.test(error.message))

export const cancelled = (): Problem => new Problem('import.cancelled', {}, 409)
