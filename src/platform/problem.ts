/**
 * What a person can mend: told as a code with the values that say where and what.
 * The words of each part turn it into a sentence in either language; a handler may return or throw it.
 * Anything that only a developer can mend stays an ordinary `Error`.
 */
export class Problem extends Error {
  override readonly name = 'Problem'

  constructor(
    /** `part.what`, a key of the catalogue of problems, e.g. `import.noWeight`. */
    readonly code: string,
    /** What the sentence needs: file, row, column, expected, found. Never personal data. */
    readonly values: Readonly<Record<string, string | number>> = {},
    /** HTTP status with which a page answers. */
    readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503 | 507 = 422,
  ) {
    super(`${code} ${JSON.stringify(values)}`)
  }
}
