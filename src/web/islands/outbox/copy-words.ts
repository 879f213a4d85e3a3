/** What the service worker says on its copies, and every page of what waits; apart from the other words, because every phone fetches them on its first visit. */
const es = {
  lang: 'es' as 'es' | 'en',
  noSignal: 'Sin señal',
  copy: (at: string) => `Sin señal: usted lee la copia guardada el ${at}.`,
  notKept:
    'Esta página no está guardada en este teléfono. Se guardan las que usted abrió con señal en los últimos 14 días.',
  keptHere: 'Puede leer estas',
  today: 'Hoy',
  tryAgain: 'Intentar otra vez',
  queue: (n: number) =>
    n === 1 ? 'Hay 1 cosa por mandar en este teléfono.' : `Hay ${n} cosas por mandar en este teléfono.`,
  decide: (n: number) => (n === 1 ? '1 necesita que usted decida.' : `${n} necesitan que usted decida.`),
  see: 'Verlas',
  moment: (at: Date) => moment('es-MX', at),
}
const en: typeof es = {
  lang: 'en',
  noSignal: 'No signal',
  copy: (at) => `No signal: you are reading the copy kept on ${at}.`,
  notKept: 'This page is not kept on this phone. Those that you opened with signal in the last 14 days are.',
  keptHere: 'You can read these',
  today: 'Today',
  tryAgain: 'Try again',
  queue: (n) =>
    n === 1 ? '1 thing waits on this phone to be sent.' : `${n} things wait on this phone to be sent.`,
  decide: (n) => (n === 1 ? '1 needs your decision.' : `${n} need your decision.`),
  see: 'See them',
  moment: (at) => moment('en-GB', at),
}

export const moment = (locale: string, at: Date): string =>
  new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(at)

/** Whether the address is of a page in English: `/en/…`. */
export const isEnglish = (path: string): boolean => /^\/en(\/|$)/.test(path)

export const copyWords = (path: string): typeof es => (isEnglish(path) ? en : es)
