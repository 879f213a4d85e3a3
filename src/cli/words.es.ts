import type { Problem } from '../platform/problem.ts'

type Values = Problem['values']

/** Words of the command line. */
export const es = {
  about:
    'Acuerdo: de la evidencia al acuerdo. Un espacio de trabajo para programas con personas trabajadoras en empleo informal.',
  titles: {
    'Usage:': 'Uso:',
    'Arguments:': 'Argumentos:',
    'Options:': 'Opciones:',
    'Commands:': 'Órdenes:',
    'Global Options:': 'Opciones generales:',
  } as Record<string, string>,
  optionsPlaceholder: '[opciones]',
  commandPlaceholder: '<orden>',
  help: 'muestra esta ayuda',
  helpCommand: 'muestra la ayuda de una orden',
  version: 'muestra la versión',
  otherwise: (value: string) => `(si no se indica: ${value})`,
  exitCodes:
    'Códigos de salida: 0 bien; 1 no se pudo, con el motivo; 2 la orden está mal escrita; 130 interrumpida.',
  settings: 'Cada opción tiene su variable de entorno: docs/settings.md',
  options: {
    lang: 'idioma de los mensajes: es o en',
    json: 'escribe la respuesta como JSON',
    workspace: 'espacio de trabajo, por su nombre corto; hace falta si hay varios',
  },
  commands: {
    start: {
      about: 'inicia el programa y escribe su dirección con una liga para entrar',
      noLink: 'no escribe la liga para entrar (para servidores)',
    },
    import: {
      about: 'importa una entrega de la ENOE: zip, carpeta, CSV, DBF o Parquet',
      files: 'archivos o carpetas de un mismo periodo',
    },
    estimate: {
      about: 'calcula un indicador con su error, intervalo y coeficiente de variación',
      period: 'periodo: 2019T1, 2020-05; si no se indica, el más reciente',
      place: 'lugar: MX, 01…32, 09007',
      indicator: 'indicador, por su nombre corto; list los enumera',
      by: 'desglose: sex',
      group: 'grupo de trabajadores, por ejemplo domestic',
      level: 'nivel de confianza: 90 o 95',
    },
    study: {
      about:
        'escribe el panorama estadístico de un lugar en Word, PDF y HTML; --lang es,en para los dos idiomas',
      place: 'lugar: MX, 01…32; si no se indica, el país',
      period: 'periodo: 2019T1; si no se indica, el más reciente',
      against: 'periodo anterior con el que se compara; none: ninguno; si no se indica, el último que haya',
      out: 'carpeta donde se escriben; si no se indica, esta',
    },
    backup: {
      about: 'guarda todo en un archivo, también con el programa en marcha',
      file: 'archivo que se crea',
    },
    restore: {
      about: 'pone un respaldo en una carpeta nueva (--data) o en otra base de datos vacía',
      file: 'archivo hecho con acuerdo backup',
    },
    user: {
      about: 'enumera a las personas del espacio, o da a alguien una liga o un código para entrar',
      name: 'nombre de la persona, como está en el espacio',
      code: 'da un código que se dicta, en lugar de una liga',
      add: 'agrega a la persona si no está',
      role: 'su papel al agregarla',
    },
  },
  usage: {
    unknownOption: (what: string) => `No existe la opción ${what}.`,
    unknownCommand: (what: string) => `No existe la orden ${what}.`,
    missingArgument: (what: string) => `Falta ${what}.`,
    optionMissingArgument: (what: string) => `A la opción ${what} le falta su valor.`,
    missingOption: (what: string) => `Falta la opción ${what}.`,
    excessArguments: () => 'Sobran argumentos.',
    invalid: (what: string) => `No se entendió: ${what}.`,
    hint: (command: string) => `Vea la ayuda con: ${command}`,
  },
  start: {
    ready: (url: string) => `Acuerdo está listo en ${url}`,
    link: 'Entre con esta liga; sirve una vez, durante una hora:',
    end: (data: string) => `Los datos están en ${data}. Para terminar: Ctrl-C.`,
    plainHttp:
      'Otras personas llegan por HTTP sin cifrar: quien esté en la red puede leer lo que escriben, y sin conexión no funciona. Use --public-url https://… (docs/hosting.md).',
    stopping: 'Terminando …',
  },
  steps: {
    reading: 'reconociendo',
    converting: 'convirtiendo',
    estimating: 'calculando',
    registering: 'registrando',
    verify: 'comprobando',
    tables: 'tablas',
    files: 'archivos',
    microdata: 'microdatos',
  } as Record<string, string>,
  imported: {
    added: (survey: string, period: string) => `Importado: ${survey}, ${period}.`,
    replaced: (survey: string, period: string) =>
      `Importado: ${survey}, ${period}. Es una entrega nueva; la anterior se conserva.`,
    same: (survey: string, period: string) => `Ya estaba: ${survey}, ${period}. No se cambió nada.`,
    rows: (count: string) => `Personas: ${count}`,
    moved: (count: string) => `Cifras citadas que cambiaron: ${count}`,
  },
  backedUp: (file: string, size: string) => `Respaldo completo en ${file} (${size}).`,
  restored: (data: string) => `Respaldo restaurado en ${data}.`,
  user: {
    link: (name: string, until: string) => `Liga para ${name}; sirve una vez, hasta el ${until}:`,
    code: (name: string, until: string) => `Código para ${name}; sirve una vez, hasta el ${until}:`,
    where: (url: string) => `Se escribe en ${url}`,
    columns: ['Nombre', 'Papel', 'Entrada'],
    access: { yes: 'puede entrar', invited: 'invitada', no: 'sin acceso' },
  },
  estimated: {
    sexes: { total: 'total', women: 'mujeres', men: 'hombres' },
    withheld: (why: string) =>
      ({
        unplanned: 'no se publica: la encuesta no está diseñada para este lugar',
        coverage: 'no se publica: el archivo no cubre todo este lugar',
        few: 'no se publica: muy pocos casos en la muestra',
        noCases: 'no hay casos en la muestra',
      })[why] ?? why.replace(/^lacks/, 'al archivo le falta'),
    noError: 'sin error de muestreo',
  },
  problems: {
    'cli.choice': (v: Values) => `${v.option} no puede ser «${v.given}». Se admite: ${v.allowed}.`,
    'cli.noSurvey': (v: Values) =>
      `En el espacio «${v.workspace}» todavía no hay ninguna encuesta. Traiga una con: acuerdo import ARCHIVO`,
    'start.portTaken': (v: Values) =>
      `El puerto ${v.port} está ocupado por otro programa. Ciérrelo, o indique otro con --port; sin --port se toma uno libre.`,
    'start.portForbidden': (v: Values) =>
      `No se permite usar el puerto ${v.port}: los menores de 1024 son del sistema. Indique uno mayor con --port.`,
    'start.notOurs': (v: Values) =>
      `La dirección ${v.host} no es de esta computadora. Indique en --host una suya, o 0.0.0.0 para todas.`,
    'cli.noFile': (v: Values) => `No existe ${v.path}. Revise el nombre y la carpeta.`,
    'cli.emptyFolder': (v: Values) =>
      `La carpeta ${v.path} no tiene archivos. Indique la que contiene los archivos del INEGI.`,
    'cli.workspaceUnknown': (v: Values) =>
      `No hay un espacio de trabajo que se llame ${v.slug}. Los que hay: ${v.known}.`,
    'cli.workspaceNeeded': (v: Values) =>
      `Hay varios espacios de trabajo. Indique uno con --workspace: ${v.known}.`,
    'cli.noMember': (v: Values) =>
      `No hay nadie que se llame ${v.name} en este espacio. Revise el nombre con acuerdo user, o agréguela con --add.`,
    'cli.manyMembers': (v: Values) =>
      `Hay ${v.count} personas que se llaman ${v.name}. Dé la liga desde la página de personas del espacio.`,
    'cli.role': (v: Values) => `No hay un papel «${v.role}». Los que hay: ${v.known}.`,
    'cli.interrupted': () => 'Interrumpido; nada quedó a medias.',
  },
}

export type Words = typeof es
