import type { MemberRole } from '../kernel/access.ts'

const roles = {
  coordinator: 'Coordinación',
  assistant: 'Asistencia',
  researcher: 'Investigación',
  facilitator: 'Facilitación',
  adviser: 'Asesoría',
  leader: 'Liderazgo de una organización',
  official: 'Función pública',
  employer: 'Parte empleadora',
  donor: 'Donante',
} satisfies Record<MemberRole, string>

/** Words of sign-in, my account, members, settings and log. */
export const es = {
  signIn: {
    title: 'Entrar',
    lede: 'Escriba el código que le dio quien coordina. No hace falta correo.',
    code: {
      label: 'Código',
      help: 'Ocho letras y números, por ejemplo ACDE-2346. Da igual con mayúsculas o minúsculas, con guion o sin él.',
      errors: { required: 'Escriba el código. Si no lo tiene, pídalo a quien coordina.' },
    },
    enter: 'Entrar',
    byPassword: 'Entrar con nombre y contraseña',
    username: { label: 'Nombre corto' },
    password: { label: 'Contraseña' },
    byPasskey: 'Entrar con llave de acceso',
    passkeyFailed: 'No se pudo entrar con la llave de acceso. Inténtelo otra vez o use un código.',
    welcome:
      'Ya está dentro. Para entrar en otro aparato sin pedir un código, ponga una llave de acceso o una contraseña en «Mi cuenta».',
    left: 'Salió de este aparato.',
  },
  link: {
    title: (name: string) => `Entrar como ${name}`,
    lede: (workspace: string) => `Le invitaron al espacio «${workspace}». La liga sirve una sola vez.`,
    enter: (name: string) => `Entrar como ${name}`,
    signedIn: (name: string) =>
      `En este aparato está abierta la cuenta de ${name}. Si entra con esta liga, esa sesión se cierra.`,
    join: (name: string) => `Soy ${name}: unir este espacio a mi cuenta`,
    goneTitle: 'Esta liga ya no sirve',
    gone: 'Se usó, venció o se pidió otra después. Pida una nueva a quien coordina; también puede darle un código.',
    toCode: 'Entrar con un código',
  },
  account: {
    title: 'Mi cuenta',
    spaces: 'Sus espacios',
    noSpaces: 'Su cuenta ya no pertenece a ningún espacio. Si debe ser un error, avise a quien coordina.',
    language: {
      title: 'Idioma',
      label: 'Idioma de las páginas',
      options: { es: 'Español', en: 'English' },
      saved: 'El idioma quedó guardado.',
    },
    password: {
      title: 'Nombre corto y contraseña',
      none: 'Con un nombre corto y una contraseña puede entrar en cualquier aparato sin pedir un código.',
      has: (username: string) =>
        `Su nombre corto es «${username}». Al cambiar la contraseña se cierran las demás sesiones.`,
      username: {
        label: 'Nombre corto',
        help: 'De 3 a 30 letras sin acento, números, puntos o guiones. No use su correo.',
      },
      current: { label: 'Contraseña actual', errors: { required: 'Escriba su contraseña actual.' } },
      password: {
        label: 'Contraseña nueva',
        help: 'Al menos 12 caracteres. Una frase de cuatro palabras es fácil de recordar.',
      },
      set: 'Poner contraseña',
      change: 'Cambiar contraseña',
      saved: 'La contraseña quedó guardada.',
    },
    passkeys: {
      title: 'Llaves de acceso',
      text: 'Una llave de acceso es su huella, su rostro o el código con que desbloquea su aparato. No sale de él.',
      add: 'Poner una llave en este aparato',
      none: 'Todavía no tiene ninguna.',
      unavailable: 'Sólo se pueden poner si la dirección empieza con https:// o es http://localhost.',
      failed: 'No se pudo poner la llave. Puede intentarlo otra vez.',
      since: (day: string) => `desde el ${day}`,
      remove: 'Quitar',
      removed: 'La llave se quitó.',
    },
    sessions: {
      title: 'Aparatos con su sesión abierta',
      this: 'este aparato',
      device: 'Aparato',
      since: 'Entró',
      lastUsed: 'Se usó por última vez',
      action: 'Acción',
      end: 'Cerrar sesión',
      endNamed: (device: string) => `Cerrar la sesión de ${device}`,
      endOthers: 'Cerrar todas las demás',
      ended: 'La sesión se cerró.',
      unknown: 'Aparato desconocido',
      on: (browser: string, system: string) => `${browser} en ${system}`,
    },
    leave: 'Salir de este aparato',
  },
  roles,
  members: {
    title: 'Personas del espacio',
    lede: (n: number, without: number) =>
      `${n === 1 ? 'Una persona participa' : `${n} personas participan`} en este espacio${
        without === 0
          ? '.'
          : without === 1
            ? '; una todavía no puede entrar.'
            : `; ${without} todavía no pueden entrar.`
      }`,
    add: 'Agregar a una persona',
    name: 'Nombre',
    role: 'Papel',
    organisation: 'Organización',
    access: 'Cómo entra',
    states: {
      has: 'Ya entra',
      invited: (until: string) => `Tiene un código o una liga hasta el ${until}`,
      none: 'Sin código todavía',
    },
    caption: 'Personas, papel y organización',
    removedTitle: (n: number) => (n === 1 ? 'Una persona que se quitó' : `${n} personas que se quitaron`),
    removedUntil: (day: string) => `se puede recuperar hasta el ${day}`,
    restore: 'Recuperar',
    restored: (name: string) => `${name} está de vuelta.`,
  },
  member: {
    newTitle: 'Agregar a una persona',
    newLede: 'No hace falta correo. Después le da un código o una liga para entrar.',
    fields: {
      name: { label: 'Nombre', help: 'Como la persona quiere que la llamen.' },
      role: { label: 'Papel', options: roles },
      organisation: {
        label: 'Organización por la que actúa',
        help: 'Hace falta para liderazgos, función pública y parte empleadora.',
      },
      newOrganisation: { label: 'Otra organización', help: 'Escriba su nombre si no está en la lista.' },
      language: { label: 'Idioma', options: { es: 'Español', en: 'English' } },
    },
    none: 'Ninguna',
    added: (name: string) => `${name} ya está en el espacio. Déle ahora un código o una liga.`,
    saved: 'Los cambios quedaron guardados.',
    data: 'Datos',
    accessTitle: 'Cómo entra',
    accessHas: 'Ya entra. Si cambió de aparato o perdió el suyo, déle otro código.',
    accessNone: 'Déle un código por teléfono o una liga por WhatsApp. Sirven una sola vez, por tres días.',
    code: 'Dar un código',
    link: 'Dar una liga',
    withdraw: 'Anular lo que se dio',
    withdrawn: 'El código y la liga que se habían dado ya no sirven.',
    endAccess: 'Quitar el acceso',
    endAccessText:
      'Cierra su sesión en todos sus aparatos y anula su llave y su contraseña. Vuelve a entrar con un código nuevo.',
    endedAccess: (name: string) => `${name} ya no puede entrar. Para que vuelva, déle un código nuevo.`,
    remove: 'Quitar del espacio',
    removeText: 'Deja de ver el espacio desde este momento. Durante 30 días se puede recuperar.',
    removed: (name: string) => `${name} se quitó. Durante 30 días se puede recuperar, al final de la lista.`,
    version: 'Versión',
  },
  handOver: {
    codeTitle: (name: string) => `Código para ${name}`,
    linkTitle: (name: string) => `Liga para ${name}`,
    lede: (until: string) =>
      `Sirve una sola vez, hasta el ${until}. No se vuelve a mostrar: si se pierde, dé otro.`,
    care: (name: string) => `Quien lo tenga entra como ${name}. Déselo sólo a esa persona.`,
    message: 'Mensaje listo para mandar',
    copy: 'Copiar el mensaje',
    copied: 'Copiado',
    whatsapp: 'Abrir WhatsApp',
    qr: 'O apunte la cámara de su teléfono a este cuadro',
    local: (address: string) =>
      `La dirección ${address} sólo abre en esta computadora. Para que entren teléfonos y otras computadoras, inicie el programa con --host y --public-url.`,
    codeText: (name: string, workspace: string, address: string, code: string, until: string) =>
      `Hola, ${name}. Para entrar a «${workspace}» abra ${address} y escriba este código: ${code}. Sirve una sola vez, hasta el ${until}.`,
    linkText: (name: string, workspace: string, address: string, until: string) =>
      `Hola, ${name}. Para entrar a «${workspace}» abra esta liga: ${address} Sirve una sola vez, hasta el ${until}. No la reenvíe.`,
    back: 'Volver a la persona',
  },
  settings: {
    title: 'Ajustes del espacio',
    nameEs: { label: 'Nombre en español' },
    nameEn: { label: 'Nombre en inglés', help: 'Si falta, se muestra el nombre en español.' },
    minimumCases: {
      label: 'Casos mínimos para publicar una estimación',
      help: 'Con menos entrevistas en la muestra, la cifra no se muestra y se dice por qué. Lo usual son 30.',
    },
    intervalLevel: {
      label: 'Nivel de los intervalos de confianza',
      help: 'El INEGI publica al 90 %.',
      options: { '90': '90 %', '95': '95 %' },
    },
    saved: 'Los ajustes quedaron guardados.',
    address: (slug: string) => `Nombre corto en las direcciones: ${slug}`,
  },
  log: {
    title: 'Bitácora',
    lede: 'Quién hizo qué y cuándo. No guarda lo que se escribió, y nadie la puede cambiar.',
    caption: 'Lo que se hizo, lo más nuevo primero',
    when: 'Cuándo',
    who: 'Quién',
    what: 'Qué hizo',
    program: 'El programa',
    subject: 'Sobre qué',
    version: (n: number) => `versión ${n}`,
    empty: 'Todavía no se ha hecho nada.',
    actions: {
      created: 'creó',
      changed: 'cambió',
      deleted: 'quitó',
      restored: 'recuperó',
      withdrawn: 'retiró',
      imported: 'trajo',
      cited: 'citó',
      confirmed: 'confirmó',
      revealed: 'mostró para lectura interna',
      exported: 'descargó',
      invited: 'dio un código o una liga',
      signed_in: 'entró con un código o una liga',
    },
    kinds: {
      workspace: 'el espacio',
      member: 'persona',
      access: 'acceso de una persona',
      organisation: 'organización',
      record: 'registro',
      link: 'hilo',
      figure: 'cifra',
      published_figure: 'cifra publicada',
      data_file: 'encuesta',
      place: 'lugar',
      worker_group: 'grupo',
    } as Readonly<Record<string, string>>,
  },
}

export type Words = typeof es
