/** `[data-writer]`: the report writer. Without it the page shows the text, each paragraph with a form of its own. */
import type { WriterData } from './writer/protocol.ts'
import { start } from './writer/start.ts'

const root = document.querySelector<HTMLElement>('[data-writer]')
const data = document.querySelector<HTMLScriptElement>('script[data-writer-data]')
if (root && data) start(root, JSON.parse(data.textContent ?? '{}') as WriterData)
