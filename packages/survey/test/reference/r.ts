/** Reads the documented subset of R that the reference cases are written in, as a tree. Tests only. */

export type Node =
  | { t: 'number'; value: number }
  | { t: 'string'; value: string }
  | { t: 'name'; value: string }
  | { t: 'call'; name: string; args: Argument[]; on?: Node }

export interface Argument {
  name?: string
  value: Node
}

interface Token {
  kind: 'number' | 'string' | 'name' | 'mark'
  text: string
}

const marks = /^(<-|<=|>=|==|!=|&&|\|\||%[^%]*%|\[\[|\]\]|[-+*/^~!<>&|$()[\]{},=:;])/

function tokens(text: string): Token[] {
  const found: Token[] = []
  for (let rest = text.trim(); rest !== ''; rest = rest.trimStart()) {
    const number = /^(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?L?/.exec(rest)
    const quoted = /^"((?:[^"\\]|\\.)*)"|^'((?:[^'\\]|\\.)*)'/.exec(rest)
    const back = /^`([^`]*)`/.exec(rest)
    const name = /^[A-Za-z.][A-Za-z0-9._]*/.exec(rest)
    const mark = marks.exec(rest)
    const [token, length]: [Token, number] = number
      ? [{ kind: 'number', text: number[0].replace('L', '') }, number[0].length]
      : quoted
        ? [{ kind: 'string', text: quoted[1] ?? quoted[2] ?? '' }, quoted[0].length]
        : back
          ? [{ kind: 'name', text: back[1] ?? '' }, back[0].length]
          : name
            ? [{ kind: 'name', text: name[0] }, name[0].length]
            : mark
              ? [{ kind: 'mark', text: mark[0] }, mark[0].length]
              : fail(`cannot read R at “${rest.slice(0, 30)}”`)
    found.push(token)
    rest = rest.slice(length)
  }
  return found
}

function fail(message: string): never {
  throw new Error(message)
}

const binary: Record<string, number> = {
  ';': 0,
  '<-': 1,
  '~': 2,
  '|': 3,
  '||': 3,
  '&': 4,
  '&&': 4,
  '==': 6,
  '!=': 6,
  '<': 6,
  '>': 6,
  '<=': 6,
  '>=': 6,
  '+': 7,
  '-': 7,
  '*': 8,
  '/': 8,
  ':': 10,
  '^': 12,
}

export function parse(text: string): Node {
  const list = tokens(text)
  let at = 0
  const peek = () => list[at]
  const is = (mark: string) => peek()?.kind === 'mark' && peek()?.text === mark
  const take = () => list[at++] ?? fail(`R ends too early: ${text}`)
  const expect = (mark: string) => {
    if (!is(mark)) fail(`“${mark}” expected, “${peek()?.text}” found in ${text}`)
    at++
  }

  const listOf = (close: string): Argument[] => {
    const args: Argument[] = []
    while (!is(close)) {
      if (is(',')) {
        args.push({ value: { t: 'name', value: '' } })
        at++
        continue
      }
      const named = (peek()?.kind === 'name' || peek()?.kind === 'string') && list[at + 1]?.text === '='
      if (named && list[at + 1]?.kind === 'mark') {
        const name = take().text
        at++
        args.push({ name, value: expression(1) })
      } else args.push({ value: expression(1) })
      if (!is(close)) {
        expect(',')
        if (is(close)) args.push({ value: { t: 'name', value: '' } })
      }
    }
    at++
    return args
  }

  const primary = (): Node => {
    const token = take()
    if (token.kind === 'number') return { t: 'number', value: Number(token.text) }
    if (token.kind === 'string') return { t: 'string', value: token.text }
    if (token.kind === 'name') {
      if (token.text === 'function' && is('(')) {
        at++
        const args = listOf(')')
        return { t: 'call', name: 'function', args: [...args, { value: expression(1) }] }
      }
      return { t: 'name', value: token.text }
    }
    if (token.text === '(') {
      const inner = expression(0)
      expect(')')
      return inner
    }
    if (token.text === '{') {
      const lines: Argument[] = []
      while (!is('}')) {
        lines.push({ value: expression(1) })
        while (is(';')) at++
      }
      at++
      return { t: 'call', name: '{', args: lines }
    }
    const unary: Record<string, number> = { '-': 11, '+': 11, '!': 5, '~': 2 }
    const power = unary[token.text]
    if (power === undefined) fail(`unexpected “${token.text}” in ${text}`)
    return { t: 'call', name: token.text, args: [{ value: expression(power ?? 0) }] }
  }

  const expression = (least: number): Node => {
    let left = primary()
    for (;;) {
      const token = peek()
      if (token === undefined || token.kind !== 'mark') return left
      if (token.text === '(') {
        at++
        const args = listOf(')')
        left =
          left.t === 'name' ? { t: 'call', name: left.value, args } : { t: 'call', name: '(', args, on: left }
      } else if (token.text === '[' || token.text === '[[') {
        at++
        left = { t: 'call', name: '[', args: listOf(token.text === '[' ? ']' : ']]'), on: left }
      } else if (token.text === '$') {
        at++
        left = { t: 'call', name: '$', args: [{ value: left }, { value: { t: 'name', value: take().text } }] }
      } else {
        const power = token.text.startsWith('%') ? 9 : binary[token.text]
        if (power === undefined || power < least) return left
        at++
        const right = expression(token.text === '<-' ? power : power + 1)
        left = { t: 'call', name: token.text, args: [{ value: left }, { value: right }] }
      }
    }
  }
  const tree = expression(0)
  if (at < list.length) fail(`“${peek()?.text}” left over in ${text}`)
  return tree
}

/** The argument of a name, or the one at a place among the unnamed. */
export function argument(call: Node, name: string, place?: number): Node | undefined {
  if (call.t !== 'call') return undefined
  const named = call.args.find((arg) => arg.name === name)
  if (named !== undefined) return named.value
  return place === undefined ? undefined : call.args.filter((arg) => arg.name === undefined)[place]?.value
}

/** Terms of a one-sided formula: `~a + b` → a, b. */
export function terms(formula: Node | undefined): Node[] {
  if (formula === undefined) return []
  if (formula.t === 'call' && formula.name === '~') return terms(formula.args[0]?.value)
  if (formula.t === 'call' && formula.name === '+' && formula.args.length === 2)
    return distinct(formula.args.flatMap((arg) => terms(arg.value)))
  return [formula]
}

/** R lists a term once, however often a formula names it. */
function distinct(nodes: Node[]): Node[] {
  return [...new Map(nodes.map((node) => [JSON.stringify(node), node])).values()]
}

/** The tree with names replaced. */
export function renamed(node: Node, names: ReadonlyMap<string, string>): Node {
  if (node.t === 'name') return { t: 'name', value: names.get(node.value) ?? node.value }
  if (node.t !== 'call') return node
  const args = node.args.map((arg) => ({ ...arg, value: renamed(arg.value, names) }))
  return { ...node, args, ...(node.on === undefined ? {} : { on: renamed(node.on, names) }) }
}

/** Numbers of `0.5`, `c(.1, .5)` or `-1`. */
export function numbers(node: Node | undefined): number[] {
  if (node === undefined) return []
  if (node.t === 'number') return [node.value]
  if (node.t === 'name' && node.value === 'Inf') return [Number.POSITIVE_INFINITY]
  if (node.t === 'call' && node.name === '-') return numbers(node.args[0]?.value).map((value) => -value)
  if (node.t === 'call' && node.name === 'c') return node.args.flatMap((arg) => numbers(arg.value))
  return []
}

export function strings(node: Node | undefined): string[] {
  if (node === undefined) return []
  if (node.t === 'string') return [node.value]
  return node.t === 'call' ? node.args.flatMap((arg) => strings(arg.value)) : []
}

export function isTrue(node: Node | undefined): boolean {
  return node?.t === 'name' && (node.value === 'TRUE' || node.value === 'T')
}

/** An R expression over the data's columns, as SQL. */
export function sql(node: Node): string {
  if (node.t === 'number') return String(node.value)
  if (node.t === 'string') return `'${node.value.replaceAll("'", "''")}'`
  if (node.t === 'name') {
    if (node.value === 'TRUE' || node.value === 'FALSE') return node.value
    return `"${node.value.replaceAll('"', '""')}"`
  }
  const args = node.args.filter((arg) => arg.name === undefined).map((arg) => arg.value)
  const [a, b, c] = args
  const one = () => (a === undefined ? fail('argument missing') : sql(a))
  const two = () => (b === undefined ? fail('argument missing') : sql(b))
  switch (node.name) {
    case '$':
      return two()
    case 'I':
    case '(':
    case 'factor':
    case 'as.factor':
      return one()
    case 'as.integer':
      return `CAST(${one()} AS INTEGER)`
    case 'as.numeric':
      return `CAST(${one()} AS DOUBLE)`
    case 'as.character':
      return `CAST(${one()} AS VARCHAR)`
    case 'is.na':
      return `(${one()} IS NULL)`
    case '!':
      return `(NOT ${one()})`
    case 'ifelse':
      return `(CASE WHEN ${one()} THEN ${two()} ELSE ${c === undefined ? 'NULL' : sql(c)} END)`
    case 'paste':
      return `concat_ws(' ', ${args.map(sql).join(', ')})`
    case 'paste0':
      return `concat(${args.map(sql).join(', ')})`
    case 'interaction':
      return `concat_ws('.', ${args.map(sql).join(', ')})`
    case 'c':
      return `(${args.map(sql).join(', ')})`
    case '%in%':
      return `(${one()} IN ${two()})`
    case '==':
      return `(${one()} = ${two()})`
    case '!=':
      return `(${one()} <> ${two()})`
    case '&':
    case '&&':
      return `(${one()} AND ${two()})`
    case '|':
    case '||':
      return `(${one()} OR ${two()})`
    case '*':
      // R multiplies truth values as 0 and 1.
      return `(${numeric(a)} * ${numeric(b)})`
    case '-':
    case '+':
      return args.length === 1 ? `(${node.name}${one()})` : `(${numeric(a)} ${node.name} ${numeric(b)})`
    case '<':
    case '>':
    case '<=':
    case '>=':
    case '/':
      return `(${one()} ${node.name} ${two()})`
    default:
      return fail(`no SQL for ${node.name}()`)
  }
}

function numeric(node: Node | undefined): string {
  if (node === undefined) return fail('argument missing')
  const truth =
    node.t === 'call' &&
    ['==', '!=', '<', '>', '<=', '>=', '&', '|', '!', '%in%', 'is.na'].includes(node.name)
  return truth ? `CAST(${sql(node)} AS INTEGER)` : sql(node)
}
