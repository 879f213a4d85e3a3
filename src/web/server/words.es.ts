import type { Problem } from '../../platform/problem.ts'

/** Words of the frame around pages: the person's menu and what is said when a request cannot be answered. */
export const es = {
  account: 'Mi cuenta',
  members: 'Personas del espacio',
  settings: 'Ajustes del espacio',
  log: 'Bitácora',
  undo: 'Deshacer',
  toHome: 'Ir al inicio',
  typed: 'Lo que usted escribió',
  titles: {
    400: 'No se entendió lo que pidió',
    401: 'Hace falta entrar',
    403: 'No tiene permiso para esto',
    404: 'Esta página no existe o no es para usted',
    409: 'Alguien lo cambió antes',
    413: 'Es demasiado grande',
    422: 'Falta corregir algo',
    429: 'Demasiados intentos',
    503: 'No se pudo terminar',
    507: 'No queda espacio en el disco',
  } satisfies Record<Problem['status'], string>,
  problems: {
    'files.noForm': () =>
      'La página no mandó un formulario con archivos. Vuelva a la página anterior y elija los archivos otra vez.',
    'files.brokenUpload': () =>
      'La conexión se cortó mientras subía el archivo. No se guardó nada a medias; vuelva a subirlo.',
    'files.evidenceKind': ({ name }: Problem['values']) =>
      `«${name}» no es una foto (JPEG, PNG, WebP) ni un documento PDF o Word. Elija otro archivo; no se guardó nada.`,
    'files.evidenceCut': () =>
      'El documento está cortado: le falta el final. Ábralo, guárdelo otra vez y vuelva a subirlo; no se guardó nada.',
    'web.otherSite': () =>
      'El formulario no se mandó desde una página de este programa y no se tomó en cuenta. Abra la página aquí y llénelo otra vez.',
    'web.noForm': () =>
      'Lo que llegó no es un formulario de esta página. Vuelva a la página anterior, recárguela y llénela otra vez.',
    'web.formTooLarge': () =>
      'El formulario trae demasiado texto. Vuelva a la página anterior y acórtelo; un archivo se sube en su propia página.',
    'web.fault': () =>
      'El programa falló al responder. No se guardó nada a medias. Inténtelo otra vez; si se repite, avise a quien instaló el programa: el motivo está en el registro.',
  },
}

export type Words = typeof es
