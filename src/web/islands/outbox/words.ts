/** What a phone says by itself, where no server is asked: to the person who works without signal. */
import { isEnglish, moment } from './copy-words.ts'

const es = {
  lang: 'es' as 'es' | 'en',
  none: 'No hay nada por mandar. Lo que usted anote sin señal aparece aquí hasta que llegue.',
  others: (n: number) =>
    n === 1
      ? 'Otra persona dejó 1 cosa sin mandar en este teléfono. Se mandará cuando ella entre.'
      : `Otra persona dejó ${n} cosas sin mandar en este teléfono. Se mandarán cuando ella entre.`,
  written: (at: string) => `Anotado el ${at}`,
  photos: (n: number, kb: number) => (n === 1 ? `1 archivo, ${kb}\u00a0kB` : `${n} archivos, ${kb}\u00a0kB`),
  photo: 'Foto por mandar',
  states: {
    waiting: 'Se mandará sola cuando haya señal.',
    signIn: 'Su sesión terminó. Entre otra vez y se mandará sola.',
    refused: 'No se pudo guardar:',
    meanwhile:
      'Alguien de su organización dio otra valoración mientras tanto. No se ha perdido nada: usted decide.',
  },
  enter: 'Entrar',
  send: 'Mandar ahora',
  again: 'Mandar otra vez',
  mend: 'Corregir',
  discard: 'Descartar',
  sure: '¿Descartar lo que anotó? Se borra de este teléfono y no se puede recuperar.',
  theirs: 'Lo que dijo su organización',
  mine: 'Lo que anotó usted',
  giveMine: 'Dar también la mía: quedará como la última',
  keepTheirs: 'Dejar la de mi organización',
  onlyFiles: 'Dejar la de mi organización y mandar solo las fotos',
  small: 'Preparando la foto…',
  unreadable:
    'Este teléfono no puede leer una de las fotos. Elija otra, o tómela otra vez en formato JPEG. No se ha guardado nada.',
  large:
    'Uno de los documentos pasa de 10 MB y no cabe en la lista de espera. Quítelo, o súbalo con buena señal.',
  full: 'No queda espacio en este teléfono para guardar lo que anotó. Libere espacio e intente otra vez.',
  leave: {
    title: 'Hay cosas sin mandar',
    text: (n: number) =>
      n === 1
        ? 'Lo que anotó todavía no llega. Si sale, se borra de este teléfono.'
        : `Lo que anotó (${n} cosas) todavía no llega. Si sale, se borra de este teléfono.`,
    send: 'Mandar ahora',
    out: 'Salir y borrar',
    stay: 'Quedarme',
    offline:
      'No hay señal. Las páginas guardadas ya se borraron de este teléfono, pero su sesión sigue abierta: salga otra vez cuando haya señal.',
    still: 'Todavía no se puede mandar.',
  },
  moment: (at: Date) => moment('es-MX', at),
}
export type PhoneWords = typeof es

const en: PhoneWords = {
  lang: 'en',
  none: 'Nothing waits to be sent. What you note without signal is shown here until it has arrived.',
  others: (n) =>
    n === 1
      ? 'Somebody else left 1 thing unsent on this phone. It will be sent when she signs in.'
      : `Somebody else left ${n} things unsent on this phone. They will be sent when she signs in.`,
  written: (at) => `Noted on ${at}`,
  photos: (n, kb) => (n === 1 ? `1 file, ${kb}\u00a0kB` : `${n} files, ${kb}\u00a0kB`),
  photo: 'Photo to be sent',
  states: {
    waiting: 'It will be sent by itself when there is signal.',
    signIn: 'Your session has ended. Sign in again and it will be sent by itself.',
    refused: 'It could not be saved:',
    meanwhile:
      'Somebody of your organisation gave another assessment meanwhile. Nothing is lost: you decide.',
  },
  enter: 'Sign in',
  send: 'Send now',
  again: 'Send again',
  mend: 'Correct',
  discard: 'Discard',
  sure: 'Discard what you noted? It is erased from this phone and cannot be brought back.',
  theirs: 'What your organisation said',
  mine: 'What you noted',
  giveMine: 'Give mine, too: it will be the last word',
  keepTheirs: 'Keep my organisation’s',
  onlyFiles: 'Keep my organisation’s and send only the photos',
  small: 'Preparing the photo…',
  unreadable:
    'This phone cannot read one of the photos. Choose another, or take it again as JPEG. Nothing was kept.',
  large:
    'One of the documents is larger than 10 MB and cannot wait here. Take it away, or upload it with good signal.',
  full: 'There is no room left on this phone for what you noted. Make room and try again.',
  leave: {
    title: 'Some things are unsent',
    text: (n) =>
      n === 1
        ? 'What you noted has not arrived yet. If you sign out, it is erased from this phone.'
        : `What you noted (${n} things) has not arrived yet. If you sign out, it is erased from this phone.`,
    send: 'Send now',
    out: 'Sign out and erase',
    stay: 'Stay',
    offline:
      'There is no signal. The kept pages are erased from this phone, but your session is still open: sign out again when there is signal.',
    still: 'It cannot be sent yet.',
  },
  moment: (at) => moment('en-GB', at),
}

/** By the language of an address: `/en/…`. */
export const wordsIn = (path: string): PhoneWords => (isEnglish(path) ? en : es)
