import type { Problem } from '../platform/problem.ts'

type Values = Problem['values']

/** Words of the workspace's own pages. `en` is typed by these. */
export const es = {
  waitingHere: {
    title: 'Por mandar',
    lede: 'Lo que usted anotó en este teléfono y todavía no llega. Se manda solo cuando hay señal.',
    noScript: 'Este navegador manda los formularios en el momento: aquí no espera nada.',
  },
  today: {
    morning: (name: string) => `Buenos días, ${name}`,
    afternoon: (name: string) => `Buenas tardes, ${name}`,
    evening: (name: string) => `Buenas noches, ${name}`,
    waiting: (n: number) =>
      n === 1 ? 'Una cosa espera que usted la atienda.' : `${n} cosas esperan que usted las atienda.`,
    review: 'Revisar',
    stale: 'Cambió lo que las sostiene',
    effects: { stale: 'desactualizado', basis_revised: 'cambió su fundamento' },
    changed: {
      replaced: (source: string, date: string) => `Llegó una entrega nueva de ${source}, el ${date}.`,
      revised: (source: string, date: string) => `Se revisó ${source}, el ${date}.`,
      withdrawn: (source: string, date: string) => `Se retiró ${source}, el ${date}.`,
      amended: (source: string, date: string) => `Se modificó ${source}, el ${date}.`,
    },
    unseen: 'algo en lo que se apoya',
    moved: (before: string, now: string) => `Citada: ${before}. Con la entrega nueva: ${now}.`,
    more: (n: number) => `y ${n} más; aparecen aquí conforme se resuelven las primeras.`,
    imports: 'Encuestas que se están trayendo',
    given: (date: string) => `Entregada el ${date}.`,
    follow: 'Ver cómo va',
    why: 'Ver el motivo',
    translations: 'Textos por traducir',
    missing: { es: 'falta en español', en: 'falta en inglés' },
    outdated: { es: 'el español quedó atrás', en: 'el inglés quedó atrás' },
    translate: 'Traducir',
    inLanguage: { es: 'En español', en: 'En inglés' },
    saveTranslation: 'Guardar la traducción',
    translated: 'La traducción quedó guardada.',
    translateTitle: 'Traducir',
    translateTheirs: 'Otra persona cambió este texto mientras usted escribía',
    translateAgain:
      'No se ha perdido nada: lo que usted escribió sigue abajo. Compárelo con lo que dice ahora y guarde otra vez.',
    nowSays: 'Lo que dice ahora:',
    nothing: 'Nada espera por usted',
    nothingText:
      'Cuando cambie algo en lo que se apoya una cifra, una demanda o un acuerdo, aquí lo verá, con la acción que lo resuelve.',
    firstSteps: 'Primeros pasos',
    whatToSee: 'Qué puede ver',
    see: 'Ver',
    find: 'Buscar',
    seeOverview: 'Ver el panorama estadístico',
    seeOverviewText: 'El empleo informal del país y de cada entidad, con su margen de error.',
    bring: 'Traer una encuesta del INEGI',
    bringText: 'Arrastre el archivo tal como se publica; en menos de un minuto están todas las tablas.',
    bringIt: 'Traer',
    inviteOne: 'Invitar',
    invite: 'Invitar a alguien del equipo',
    inviteText: 'Con una liga o un código corto que usted entrega; no hace falta correo.',
    seePlaces: 'Buscar su lugar',
    seePlacesText:
      'Todo lo que se sabe de cada entidad y de cada alcaldía, en una página que se puede imprimir.',
    seeGroups: 'Conocer los grupos de personas trabajadoras',
    seeGroupsText: 'Quiénes son, cómo los cuentan las encuestas y qué se sabe de cada uno.',
    seeFigures: 'Ver las cifras citadas',
    seeFiguresText: 'Cada una con su intervalo, su precisión y su fuente.',
  },

  known: {
    labels: {
      employed: 'Personas ocupadas',
      informal: 'Con empleo informal',
      til1: 'Tasa de informalidad (TIL1)',
      tosi1: 'En el sector informal (TOSI1)',
      number: 'Personas',
      share: 'De la población ocupada',
      women: 'Mujeres',
      informality: 'Con empleo informal',
    } as Record<string, string>,
    noError: 'sin error de muestreo: el archivo no trae el diseño',
    facts: (base: string, period: string) => `${base}. ${period}.`,
    intervals: (level: number) =>
      `Debajo de cada cifra, su intervalo de confianza al ${level} % y su precisión.`,
    sex: 'Por sexo',
    sexHigher: {
      women: 'La informalidad es mayor entre las mujeres',
      men: 'La informalidad es mayor entre los hombres',
      same: 'Entre mujeres y hombres no hay una diferencia que la encuesta pueda distinguir',
    },
    age: 'Por edad',
    ageAbove: (ages: string) => `Por encima del conjunto: ${ages}`,
    rateSub: (level: number) =>
      `Tasa de informalidad laboral, % de las personas ocupadas. La línea es el intervalo de confianza al ${level} %.`,
    who: 'Quiénes',
    rate: 'Tasa, %',
    intervalHead: (level: number) => `Intervalo ${level} %`,
    precision: 'Precisión',
    cases: 'Casos',
    everybody: 'Todas las personas',
    cited: 'Cifras citadas',
    moved: 'desactualizada',
    allTables: 'Ver todas las tablas',
    file: 'Ver el archivo',
    unknown: {
      noSurvey: 'Todavía no hay ninguna encuesta en este espacio.',
      unplanned:
        'Las encuestas que hay aquí no se diseñaron para este lugar, así que no se publica ninguna cifra.',
      notCovered: 'Los archivos que hay aquí no cubren todo este lugar, así que no se publica ninguna cifra.',
      noInegiPlace: 'Las encuestas del INEGI no distinguen este lugar.',
    },
    lacks: (columns: string, period: string) =>
      `Con el archivo de ${period} no se puede calcular: falta ${columns}. Traiga junto con la tabla SDEM las demás tablas del mismo trimestre.`,
    bring: 'Traer una encuesta',
  },

  places: {
    title: 'Lugares',
    lede: 'Todo lo que se sabe de cada lugar, reunido en una página.',
    levels: 'Nivel',
    states: 'País y entidades',
    municipalities: 'Alcaldías y municipios',
    others: 'Otros lugares',
    kinds: {
      country: 'país',
      state: 'entidad federativa',
      municipality: 'alcaldía o municipio',
      locality: 'localidad',
      zone: 'zona',
    },
    place: 'Lugar',
    code: 'Clave',
    within: 'Pertenece a',
    rate: 'Informalidad, %',
    people: 'Con empleo informal',
    search: 'Nombre o clave',
    find: 'Buscar',
    state: 'Entidad',
    all: 'todas',
    found: (n: number, words: string) =>
      n === 0
        ? `Ningún lugar se llama «${words}»`
        : n === 1
          ? `Un lugar con «${words}»`
          : `${n} lugares con «${words}»`,
    clear: 'Ver todos',
    shown: (from: string, to: string, all: string) => `${from}–${to} de ${all}`,
    boroughsTitle: 'Por qué aquí no hay cifras.',
    boroughsText:
      'La muestra de la ENOE está diseñada para el país y para cada entidad, no para alcaldías ni municipios. De cada uno se puede ver qué se sabe y lo que se puede decir de su entidad.',
    noneHere: 'Todavía no hay lugares de este nivel',
    noneHereText: 'Se agregan con un archivo GeoJSON de municipios, localidades o zonas.',
    add: 'Agregar lugares',
    csv: 'Lista (CSV)',
    overview: 'Ver todas las tablas de este lugar',
    inside: (n: string) => `Lugares que comprende (${n})`,
    allInside: (n: string) => `Ver los ${n} lugares que comprende`,
    isWithin: 'Pertenece a',
    groups: 'Grupos de personas trabajadoras aquí',
    groupsNote: 'Los grupos se pueden traslapar y no suman.',
    noneCited: 'Todavía no se ha citado ninguna cifra de este lugar.',
    unplannedTitle: (place: string) => `De ${place} no se publica ninguna cifra de la encuesta`,
    unplannedText:
      'La muestra de la ENOE no está diseñada para alcaldías, municipios ni zonas: con tan pocas entrevistas el error sería demasiado grande.',
    instead: (state: string) => `Lo que sí se puede decir: ${state} en su conjunto`,
    insteadLink: (state: string) => `Ver la página de ${state}`.replace(' de el ', ' del '),
    subtitle: (kind: string, code: string) => `${kind} · clave ${code}`,
  },

  placeImport: {
    title: 'Agregar lugares',
    lede: 'Suba un archivo GeoJSON con los contornos de municipios, localidades o zonas. Antes de escribir nada verá qué cambiaría.',
    label: 'Archivo GeoJSON',
    help: (size: string) =>
      `Una FeatureCollection de polígonos en WGS 84 (longitud y latitud), de hasta ${size}. Cada elemento necesita una clave y un nombre.`,
    send: 'Subir y revisar',
    recent: 'Importaciones de los últimos 30 días',
    file: 'Archivo',
    at: 'Cuándo',
    state: 'Estado',
    waiting: 'sin escribir: espera su decisión',
    written: (added: string, updated: string) => `agregó ${added}, actualizó ${updated}`,
    undone: 'deshecha',
    noneRecent: 'Ninguna todavía.',
    checkTitle: 'Revise antes de escribir',
    found: (n: string) => (n === '1' ? 'un elemento' : `${n} elementos`),
    codeField: 'La clave está en',
    nameField: 'El nombre está en',
    choose: 'elija…',
    chooseBoth: 'Elija qué propiedad trae la clave y cuál el nombre de cada lugar.',
    plan: (added: string, updated: string, same: string) =>
      `Agrega ${added}, actualiza ${updated}, deja ${same} como están.`,
    planNothing: 'No cambia nada: todos los lugares ya están así.',
    kept: 'Los nombres del país, de las entidades y de las alcaldías de la Ciudad de México no cambian; sólo reciben su contorno.',
    inWorkspace: 'En este espacio',
    what: 'Qué pasaría',
    does: { added: 'se agrega', updated: 'se actualiza', same: 'queda igual' },
    firstRows: (n: string, all: string) => `Se muestran ${n} de ${all}, primero los que cambian.`,
    write: (n: string) => `Escribir ${n} lugares`,
    writeOne: 'Escribir 1 lugar',
    again: 'Subir otro archivo',
    doneTitle: 'Lugares importados',
    done: (added: string, updated: string, same: string) =>
      `Se agregaron ${added}, se actualizaron ${updated} y ${same} ya estaban igual.`,
    undo: 'Deshacer esta importación',
    undoText:
      'Quita los lugares que agregó y devuelve a los demás el nombre y el contorno que tenían. Se puede durante 30 días.',
    undoneText: 'La importación se deshizo: los lugares están como antes de ella.',
    see: 'Ver los lugares',
  },

  groups: {
    crumb: 'Grupos',
    title: 'Grupos de personas trabajadoras',
    lede: 'Quiénes son, cómo los cuentan las encuestas y qué se sabe de cada uno.',
    group: 'Grupo',
    people: 'Personas',
    women: 'Mujeres, %',
    informality: 'Informalidad, %',
    where: 'Lugar',
    nation: 'Todo el país',
    overlap: 'Los grupos se pueden traslapar y no suman.',
    notCounted: 'grupo de este espacio: las encuestas no tienen una definición para contarlo',
    ownKind: 'grupo de este espacio',
    standardKind: 'grupo común a todos los espacios',
    how: 'Cómo se cuenta',
    taken: (period: string) => `La lectura que se usó (${period})`,
    best: 'La mejor lectura',
    next: 'Si faltan esas columnas',
    noneTaken: 'Ningún archivo de este espacio permite contarlo.',
    approximate: 'Qué tiene de aproximado',
    exact: 'Nada que se sepa.',
    source: 'Fuente',
    version: (n: number) => `definición de este programa, versión ${n}`,
    notCountedTitle: 'Las encuestas no lo cuentan',
    notCountedText:
      'Es un grupo de este espacio y las encuestas del INEGI no tienen una ocupación o industria con la cual distinguirlo. Se pueden ligar a él cifras publicadas por otros, demandas y acuerdos.',
    subtitleIn: (period: string) => `${period} · todo el país`,
    add: 'Agregar un grupo',
    addLede: 'Un grupo que su programa nombra y que no está en la lista. Escríbalo como se llama a sí mismo.',
    nameEs: 'Nombre en español',
    nameEn: 'Nombre en inglés',
    nameHelp: 'Por ejemplo: Personas trabajadoras no asalariadas.',
    nameEnHelp: 'Si todavía no lo tiene, déjelo vacío: quedará pendiente de traducir.',
    nameOne: 'Escriba el nombre al menos en un idioma.',
    holds: 'La traducción sigue siendo válida',
    holdsHelp: 'Márquelo si el cambio no altera el sentido.',
    save: 'Agregar el grupo',
    added: 'El grupo quedó agregado.',
    names: 'Nombres',
    states: {
      source: 'texto original',
      current: 'traducción al día',
      outdated: 'traducción atrasada',
      missing: 'sin traducir',
    },
    languages: { es: 'Español', en: 'Inglés' },
    rename: 'Cambiar el nombre',
    renamed: 'El nombre quedó cambiado.',
    conflictTitle: 'Alguien cambió el nombre mientras usted escribía',
    conflictText: 'No se guardó nada. Compare y decida: al guardar, quedará lo que está abajo.',
    standing: 'Como está ahora',
    yours: 'Lo que usted escribió',
    remove: 'Quitar este grupo',
    removeText: 'Deja de aparecer en las listas y en la búsqueda. Durante 30 días se puede recuperar.',
    removeYes: 'Sí, quitarlo',
    removed: 'El grupo se quitó. Durante 30 días se puede recuperar.',
    removedList: 'Quitados en los últimos 30 días',
    removedOn: (date: string) => `quitado el ${date}`,
    restore: 'Recuperar',
    restored: 'El grupo está de vuelta.',
    overview: 'Ver todas las tablas de este grupo',
    noneCited: 'Todavía no se ha citado ninguna cifra de este grupo.',
  },

  search: {
    title: 'Buscar',
    results: (n: number, words: string) =>
      n === 0
        ? `Nada se encontró con «${words}»`
        : n === 1
          ? `Un resultado para «${words}»`
          : `${n} resultados para «${words}»`,
    first: (n: number, words: string) => `Los ${n} mejores resultados para «${words}»`,
    hint: 'Pruebe con menos palabras o con el nombre del lugar. Sólo se busca en lo que usted puede ver.',
    empty: 'Escriba qué busca: un lugar, una cifra, una encuesta, un grupo.',
    label: 'Qué busca',
    go: 'Buscar',
    kinds: {
      place: 'Lugares',
      worker_group: 'Grupos',
      figure: 'Cifras citadas',
      published_figure: 'Cifras publicadas por otros',
      data_file: 'Encuestas',
      document: 'Documentos',
      passage: 'Pasajes de documentos',
      organisation: 'Organizaciones',
      person: 'Personas',
      demand: 'Demandas',
      proposal: 'Propuestas en agenda',
      negotiation: 'Negociaciones',
      point: 'Puntos en negociación',
      agreement: 'Acuerdos',
      clause: 'Cláusulas',
      commitment: 'Compromisos',
      assessment: 'Valoraciones',
      platform: 'Plataformas',
      meeting: 'Reuniones',
      minute_item: 'Líneas de minutas',
      policy_dialogue: 'Diálogos de política',
      policy_option: 'Opciones de política',
      report_draft: 'Informes en borrador',
      report: 'Informes firmados',
    } as Record<string, string>,
    otherKind: 'Otros registros',
  },

  problems: {
    'space.noLink': () =>
      'Entre esas dos clases de registro no hay una liga que tenga sentido. Vuelva al registro, busque otro y líguelo desde la lista.',
    'space.noFile': () => 'No llegó ningún archivo. Elija un archivo GeoJSON y súbalo otra vez.',
    'space.emptyFile': ({ file }: Values) =>
      `El archivo «${file}» está vacío. Revise que se haya guardado completo y súbalo otra vez. No se agregó nada.`,
    'space.notJson': ({ file, line, near }: Values) =>
      `«${file}» no es JSON: deja de entenderse en la línea ${line}, cerca de «${near}». Guárdelo de nuevo como GeoJSON y súbalo otra vez. No se agregó nada.`,
    'space.cutJson': ({ file }: Values) =>
      `«${file}» está cortado: termina antes de tiempo. Vuelva a copiarlo o a bajarlo completo. No se agregó nada.`,
    'space.notCollection': ({ file, found }: Values) =>
      `«${file}» no es una FeatureCollection (es: ${found}). En su programa de mapas, expórtelo como GeoJSON. No se agregó nada.`,
    'space.noFeatures': ({ file }: Values) =>
      `«${file}» no trae ningún elemento. Revise qué capa se exportó.`,
    'space.manyFeatures': ({ file, count, most }: Values) =>
      `«${file}» trae ${count} elementos y se aceptan hasta ${most}. Divídalo, por ejemplo por entidad. No se agregó nada.`,
    'space.notFeature': ({ file, feature }: Values) =>
      `En «${file}», el elemento ${feature} no es un Feature con propiedades. Expórtelo de nuevo como GeoJSON. No se agregó nada.`,
    'space.geometryKind': ({ file, feature, found }: Values) =>
      `En «${file}», el elemento ${feature} no es un polígono (es: ${found}). Exporte la capa de contornos, no la de puntos o líneas. No se agregó nada.`,
    'space.geometryBroken': ({ file, feature, ring }: Values) =>
      `En «${file}», el elemento ${feature} tiene un contorno que no se cierra o con menos de cuatro puntos (anillo ${ring}). Repárelo en su programa de mapas. No se agregó nada.`,
    'space.notWgs84': ({ file, feature, x, y }: Values) =>
      `En «${file}», el elemento ${feature} tiene coordenadas que no son longitud y latitud (${x}, ${y}). Expórtelo en WGS 84 (EPSG:4326). No se agregó nada.`,
    'space.noProperty': ({ file, feature, property }: Values) =>
      `En «${file}», el elemento ${feature} no tiene la propiedad «${property}». Elija otra propiedad o complétela en el archivo.`,
    'space.badCode': ({ file, feature, code }: Values) =>
      `En «${file}», la clave «${code}» del elemento ${feature} no se acepta: hasta 40 letras, cifras, puntos o guiones, sin espacios.`,
    'space.badName': ({ file, feature }: Values) =>
      `En «${file}», el nombre del elemento ${feature} tiene más de 200 letras. Elija la propiedad que trae el nombre.`,
    'space.codeTwice': ({ file, feature, first, code }: Values) =>
      `En «${file}», los elementos ${first} y ${feature} tienen la misma clave, «${code}». Únalos en uno, o elija otra propiedad.`,
    'space.alreadyWritten': ({ file }: Values) =>
      `Los lugares de «${file}» ya se escribieron. Si quiere, deshaga la importación.`,
    'space.cannotUndo': () =>
      'Esta importación ya no se puede deshacer: pasaron más de 30 días, o ya se había deshecho. Para cambiar un lugar, importe otra vez su contorno.',
    'space.undoLater': ({ file, count }: Values) =>
      `Otra importación posterior, «${file}», cambió ${count} de los mismos lugares. Deshaga primero esa.`,
    'space.placesInUse': ({ count, example }: Values) =>
      `No se puede deshacer: ${count} de los lugares que agregó ya se usan, por ejemplo en «${example}». Quite antes lo que se apoya en ellos. No se cambió nada.`,
    'space.groupTaken': ({ name }: Values) => `Ya hay un grupo que se llama «${name}». Use otro nombre.`,
    'space.groupFixed': () =>
      'Este grupo es común a todos los espacios: su nombre y su definición no se cambian aquí. Agregue un grupo propio.',
    'space.notRemoved': () =>
      'Este grupo ya no se puede recuperar: pasaron más de 30 días, o ya está de vuelta. Revise la lista de grupos.',
  },
}

export type Words = typeof es
