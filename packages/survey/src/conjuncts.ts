/**
 * Splits an SQL condition at its outermost ANDs: `a = 1 and (b = 2 and c in (1, 2))` → `a = 1`, `b = 2`, `c in (1, 2)`.
 *
 * Many indicators share most of their conditions ("aged 15 or more", "employed"). Evaluated apart, each is computed once
 * per row however many indicators use it, and DuckDB is spared its slow three-valued AND. The result is exact because a
 * condition counts only where it is true: `a and b` is true where both are. Whatever is not plainly an outermost AND
 * (BETWEEN … AND, CASE … END, OR, NOT) stays in one piece.
 */
export function conjuncts(sql: string): string[] {
  const text = unwrap(sql.trim())
  const parts: string[] = []
  let depth = 0
  let cases = 0
  let betweens = 0
  let start = 0
  for (const token of tokens(text)) {
    const word = token.text.toLowerCase()
    if (word === '(' || word === '[') depth++
    else if (word === ')' || word === ']') depth--
    if (depth > 0) continue
    if (word === 'case') cases++
    else if (word === 'end') cases--
    else if (cases > 0) continue
    else if (word === 'or') return [text]
    else if (word === 'between') betweens++
    else if (word === 'and') {
      if (betweens > 0) {
        betweens--
        continue
      }
      parts.push(text.slice(start, token.at))
      start = token.at + 3
    }
  }
  if (parts.length === 0) return [text]
  parts.push(text.slice(start))
  return [...new Set(parts.flatMap(conjuncts))]
}

/** Strings, quoted names and comments are single tokens, so that nothing inside them is read as SQL. */
function* tokens(sql: string): Generator<{ text: string; at: number }> {
  const pattern = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|[A-Za-z_][A-Za-z0-9_]*|[()[\]]/g
  for (const found of sql.matchAll(pattern)) yield { text: found[0], at: found.index }
}

/** Takes off parentheses that enclose the whole text. */
function unwrap(sql: string): string {
  if (!sql.startsWith('(')) return sql
  let depth = 0
  for (const token of tokens(sql)) {
    if (token.text === '(') depth++
    else if (token.text === ')' && --depth === 0)
      return token.at === sql.length - 1 ? unwrap(sql.slice(1, -1).trim()) : sql
  }
  return sql
}
