/** Words of the published figures, and what a person can mend in them. `en` is typed by this one. */
type Values = Readonly<Record<string, string | number>>

export const publishedEs = {
  title: 'Cifras publicadas por otros',
  lede: 'Se citan como publicadas, con su página y su fecha. Donde aquí se estima lo mismo, las dos se ven juntas con su diferencia.',
  type: 'Escribir una cifra',
  import: 'Traer cuadros del INEGI',
  empty: 'Todavía no hay cifras publicadas',
  emptyText:
    'Traiga los cuadros de indicadores estratégicos del INEGI para verlos junto a sus propias estimaciones, o escriba una cifra de un informe con su página y su fuente.',
  noMatch: 'Ninguna cifra publicada cumple con lo elegido.',
  all: 'todos',
  place: 'Lugar',
  period: 'Periodo',
  indicator: 'Indicador',
  what: 'Qué cuenta',
  sex: 'Sexo',
  sexes: { total: 'Total', women: 'Mujeres', men: 'Hombres' },
  locality: 'Tamaño de localidad',
  value: 'Valor',
  interval: (level: number) => `Intervalo ${level} %`,
  intervalHead: 'Intervalo',
  se: 'Error estándar',
  cv: 'Coeficiente de variación',
  precision: 'Precisión',
  noError: 'La publicación no da su error',
  source: 'Fuente',
  page: 'Página o cuadro',
  url: 'Dirección',
  date: 'Fecha de publicación',
  file: 'Archivo',
  heading: 'Encabezado en la publicación',
  counts: 'Cuenta lo mismo que',
  countsNothing: 'nada de lo que aquí se estima',
  csv: 'CSV',
  caution: 'Precisión baja: úsese con cautela. Se puede citar, con esta advertencia.',
  cite: 'Citar',
  citeHint: 'Queda en el hilo, con su fuente, lista para demandas, acuerdos e informes.',
  cited: 'Cifra citada. Ya se puede usar en demandas, acuerdos e informes.',
  state: 'Cita',
  citable: (version: number) => `citada, versión ${version}`,
  notCited: 'sin citar',
  supports: 'Sostiene a',
  supportsNothing: 'Todavía nada se apoya en esta cifra.',
  marks: { stale: 'desactualizado', basis_revised: 'cambió su fundamento' },
  edit: 'Corregir',
  remove: 'Quitar esta cifra',
  removed: 'La cifra se quitó. Durante 30 días se puede recuperar.',
  removedTitle: 'Esta cifra se quitó',
  removedText: 'Lo que se apoyaba en ella quedó marcado. Durante 30 días se puede recuperar.',
  restore: 'Recuperarla',
  restored: 'La cifra está de vuelta.',
  form: {
    title: 'Escribir una cifra publicada',
    lede: 'Tal como la imprime quien la publica: con sus decimales, su error si lo da, y dónde está.',
    save: 'Guardar la cifra',
    saved: 'La cifra está guardada y se puede citar.',
    editTitle: 'Corregir una cifra publicada',
    editLede:
      'Lo que se apoya en ella quedará marcado, para que alguien lo revise. La bitácora dice quién la corrigió.',
    changed: 'La cifra está corregida. Lo que se apoya en ella quedó marcado.',
    unchanged: 'No cambió nada: la cifra sigue igual.',
    conflict: 'Alguien más corrigió esta cifra mientras usted escribía',
    conflictNow: (value: string) =>
      `Ahora aquí dice ${value}. Abajo está lo que usted escribió: si lo guarda, reemplaza la otra corrección.`,
    conflictSee: 'Ver cómo quedó',
    fields: {
      period: {
        label: 'Periodo',
        help: 'Por ejemplo 2019T1, 2020-05 o 2022.',
        errors: { period: 'Escriba un trimestre como 2019T1, un mes como 2020-05 o un año.' },
      },
      place: { label: 'Lugar' },
      locality: {
        label: 'Tamaño de localidad',
        help: 'Sólo para el país.',
        errors: { locality: 'El tamaño de localidad se da sólo para el país.' },
      },
      indicator: {
        label: 'Indicador',
        help: 'Elíjalo si la definición es la misma: la cifra se verá junto a la estimación propia. Si no, déjelo en blanco y diga abajo qué cuenta.',
      },
      labelEs: {
        label: 'Qué cuenta, en español',
        help: 'Con las palabras de la publicación.',
        errors: { label: 'Elija un indicador o diga aquí qué cuenta la cifra.' },
      },
      labelEn: { label: 'Qué cuenta, en inglés' },
      sex: { label: 'Sexo', options: { total: 'Total', women: 'Mujeres', men: 'Hombres' } },
      value: {
        label: 'Valor',
        help: 'Con los decimales impresos: 56.9 y 56.90 no dicen lo mismo. Los porcentajes como 56.9, sin el signo.',
        errors: { number: 'Escriba sólo un número, por ejemplo 56.9 o 54,152,266.' },
      },
      unit: {
        label: 'Unidad',
        help: 'Si eligió un indicador, es la suya.',
        options: {
          persons: 'personas',
          percent: 'por ciento',
          hours: 'horas',
          pesos: 'pesos',
          years: 'años',
        },
        errors: {
          unit: 'Diga en qué unidad está el valor.',
          unitOther: 'No es la unidad del indicador elegido. Déjela en blanco o elija otro indicador.',
        },
      },
      cv: {
        label: 'Coeficiente de variación, %',
        help: 'Basta con el coeficiente, el error o el intervalo; lo que la publicación dé.',
        errors: { number: 'Escriba un número de 0 en adelante, por ejemplo 0.44.' },
      },
      se: {
        label: 'Error estándar',
        help: 'En la unidad del valor.',
        errors: { number: 'Escriba un número de 0 en adelante.' },
      },
      low: {
        label: 'Límite inferior',
        errors: {
          number: 'Escriba sólo un número.',
          both: 'Dé los dos límites o ninguno.',
          around: 'El valor debe estar entre los dos límites.',
        },
      },
      high: {
        label: 'Límite superior',
        errors: { number: 'Escriba sólo un número.', both: 'Dé los dos límites o ninguno.' },
      },
      level: {
        label: 'Nivel de confianza, %',
        help: 'INEGI imprime 90; otros, 95.',
        errors: { level: 'Diga de qué nivel es el intervalo, por ejemplo 90.' },
      },
      producer: { label: 'Quién la publica', help: 'Por ejemplo INEGI, CONEVAL, OIT.' },
      title: { label: 'Título de la publicación' },
      page: { label: 'Página o cuadro' },
      url: {
        label: 'Dirección en internet',
        errors: { invalid_format: 'Escriba una dirección que empiece con https://.' },
      },
      date: { label: 'Fecha de publicación' },
    },
  },
  files: {
    title: 'Traer cuadros publicados por el INEGI',
    lede: 'Los indicadores estratégicos de la ENOE, tal como los publica el INEGI. Primero se dice qué cambiaría; nada se guarda hasta que usted lo confirme.',
    label: 'Cuadro de indicadores',
    help: 'El XLS como se descarga (2019_trim_1_Nacional.xls), o el CSV largo, también comprimido (.csv.gz).',
    recent: 'Cuadros traídos',
    none: 'Todavía no se ha traído ningún cuadro.',
    outcome: 'Qué pasó',
    at: 'Cuándo',
    undone: 'se deshizo',
    counts: (added: string, updated: string, unchanged: string) =>
      `${added} nuevas, ${updated} cambiadas, ${unchanged} iguales`,
    same: 'Este mismo archivo ya estaba aquí, byte por byte: no se hizo nada.',
    previewTitle: 'Qué cambiaría',
    preview: (added: string, updated: string, unchanged: string) =>
      `Agrega ${added}, cambia ${updated}, deja igual ${unchanged}.`,
    previewNothing: 'Todas sus cifras ya están aquí con los mismos números: no hay nada que hacer.',
    covers: 'Qué trae',
    figures: 'Cifras',
    places: 'Lugares',
    apply: (n: string) => `Guardar ${n} cifras`,
    other: 'Elegir otro archivo',
    updates: 'Cifras que cambiarían',
    now: 'Aquí dice',
    printed: 'El archivo dice',
    more: (n: string) => `y ${n} más`,
    done: 'Las cifras están guardadas.',
    doneTitle: 'El cuadro está aquí',
    undo: 'Deshacer todo este cuadro',
    undoHint:
      'Durante 30 días. Lo que agregó se quita y lo que cambió vuelve a decir lo de antes; lo que se apoye en ello queda marcado.',
    undoDone: 'El cuadro se deshizo: todo quedó como antes de traerlo.',
    undoneTitle: 'Este cuadro se deshizo',
    undoneText: 'Para volver a traerlo, suba otra vez el archivo.',
    see: 'Ver las cifras',
  },
  beside: {
    allAgree: 'Coincide con lo publicado.',
    one: (producer: string, value: string, where: string) => `${producer} imprime ${value} para ${where}`,
    oneCv: (producer: string, value: string, where: string, cv: string) =>
      `${producer} imprime ${value} para ${where}, con el mismo coeficiente de variación (${cv}).`,
    oneCvOther: (producer: string, value: string, where: string, cv: string, own: string) =>
      `${producer} imprime ${value} para ${where}, con otro coeficiente de variación (${cv}; aquí ${own}).`,
    many: (n: number, producer: string) =>
      `Las ${n} cifras que se pueden comparar en esta tabla son iguales, hasta el último dígito que imprime ${producer}.`,
    some: 'No todo coincide con lo publicado.',
    someText: (agree: number, n: number) =>
      `Coinciden ${agree} de ${n} cifras; las demás están abajo, con la diferencia.`,
    differs: 'No coincide con lo publicado.',
    differsText: (producer: string, value: string, own: string, difference: string) =>
      `${producer} imprime ${value}; aquí se estima ${own}: ${difference}.`,
    within: 'La estimación propia está dentro del intervalo publicado.',
    outside: 'La estimación propia está fuera del intervalo publicado.',
    reasons: {
      sample: 'La encuesta de aquí es ficticia: no tiene por qué parecerse a lo publicado.',
      vintage:
        'Lo más común es otra entrega de los microdatos: el INEGI los vuelve a publicar cuando hay nuevas proyecciones de población. Compare la fecha de la publicación con la de su archivo.',
      design:
        'El número es el mismo y el error no: la publicación trata de otro modo el diseño de la muestra.',
    },
    standIn: 'Lo que se ha publicado',
    standInText:
      'Aquí no hay una estimación propia que mostrar. Son cifras publicadas por otros: cítelas como publicadas.',
    show: (n: number) =>
      n === 1 ? 'Ver la cifra publicada' : `Ver las ${n} cifras publicadas y la diferencia`,
    table: 'Lo propio y lo publicado',
    own: 'Propia',
    published: 'Publicada',
    difference: 'Diferencia',
    equal: 'igual',
    points: 'puntos',
    lacks: 'no se puede calcular',
    withheld: 'no se publica',
    nation: 'el país',
  },
}

export type PublishedWords = typeof publishedEs

export const publishedProblemsEs: Readonly<Record<string, (values: Values) => string>> = {
  'evidence.publishedEmpty': () =>
    'El archivo no trae ninguna cifra, sólo los títulos de las columnas. Revise que sea el cuadro completo.',
  'evidence.publishedKind': () =>
    'No es un CSV ni un XLS de indicadores del INEGI. Suba el archivo tal como se descarga, o guárdelo como CSV (UTF-8).',
  'evidence.publishedImpossible': ({ row, column, found }) =>
    `En el renglón ${row}, la columna ${column} trae ${found}, que no puede ser. Revise el archivo y vuelva a subirlo.`,
  'evidence.publishedTwice': ({ page, label, period, place }) =>
    `El archivo trae dos veces la misma cifra: «${label}», ${place}, ${period} (${page}). Quite uno de los renglones y vuelva a subirlo.`,
  'evidence.publishedNotTyped': () =>
    'Esta cifra llegó con un cuadro y dice lo que su publicación imprime. Para corregirla, traiga el cuadro corregido.',
  'evidence.publishedImported': () =>
    'Esta cifra llegó con un cuadro. Para quitarla, deshaga el cuadro con el que llegó.',
  'evidence.publishedNoUndo': () =>
    'Este cuadro ya no se puede deshacer: pasaron más de 30 días, ya se deshizo o no cambió nada.',
  'evidence.publishedLater': ({ file }) =>
    `Un cuadro posterior, ${file}, cambió cifras de éste. Deshaga primero el posterior.`,
  'evidence.publishedOneFile': () => 'Suba un solo archivo: un cuadro a la vez.',
}
