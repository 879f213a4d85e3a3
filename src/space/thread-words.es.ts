/** Words of the thread's own pages and of Today. `en` is typed by these. */
import { quoted } from '../web/format.ts'

const q = (title: string): string => quoted(title, 'es')

export const es = {
  thread: {
    subtitle: (kind: string, version: number) => `Hilo de: ${kind} · versión ${version}`,
    toRecord: 'Ver el registro',
    lede: (rests: number, supports: number): string =>
      rests + supports === 0
        ? 'Todavía no está ligado con nada.'
        : `${rests === 0 ? 'Todavía no se apoya en nada' : `Se apoya en ${registros(rests)}`} y ${supports === 0 ? 'todavía no sostiene nada' : `sostiene ${registros(supports)}`}, directamente o a través de otros.`,
    cut: 'Hay más: aquí están los registros más cercanos. Para seguir, abra el hilo de uno de la orilla.',
    list: 'La lista del hilo',
    listText: 'Del fundamento a lo que se construyó sobre él.',
    groups: { rests: 'En qué se apoya', supports: 'Qué sostiene' },
    record: 'Registro',
    kind: 'Qué es',
    how: 'Cómo se liga',
    versions: 'Versión citada',
    state: 'Estado',
    current: 'al día',
    link: (way: string, other: string) => `${way} ${q(other)}`,
    newer: (cited: number, now: number) => `${cited}; la de ahora es la ${now}`,
    svg: 'Dibujo (SVG)',
    png: 'Imagen (PNG)',
    download: 'Descargar el dibujo',
    source: (workspace: string) => `espacio ${workspace}`,
    sample: 'Datos de muestra: personas y cifras inventadas.',
    noLinks: 'Este registro todavía no se apoya en nada ni sostiene nada.',
    noLinksText:
      'Agregue en qué se apoya: una cifra, una cita, una norma, la línea de una minuta. Desde ahí se podrá ir y volver.',
  },
  add: {
    title: {
      rests: (title: string) => `En qué se apoya ${q(title)}`,
      supports: (title: string) => `Qué sostiene ${q(title)}`,
    },
    lede: {
      rests: 'Busque el registro y diga cómo se ligan. Queda citada la versión que ve ahora.',
      supports: 'Busque entre lo que usted puede escribir. Queda citada la versión que ve ahora.',
    },
    label: 'Palabras del registro, en español o en inglés',
    go: 'Buscar',
    newest: 'Los más recientes',
    found: (n: number, words: string) =>
      n === 0 ? `Nada se encontró con «${words}»` : n === 1 ? `Uno con «${words}»` : `${n} con «${words}»`,
    none: 'Pruebe con menos palabras. Solo aparece lo que usted puede ver y que tiene sentido ligar con este registro.',
    how: (title: string) => `Cómo se liga con ${q(title)}`,
    link: 'Ligar',
    linkNamed: (title: string) => `Ligar con ${q(title)}`,
    linked: 'ya está ligado',
    version: (n: number) => `versión ${n}`,
    done: (title: string) => `Quedó ligado con ${q(title)}.`,
    circleTitle: 'No se puede: se cerraría un círculo',
    circle: (record: string, basis: string) => `${q(record)} se apoyaría en ${q(basis)}, y a la vez`,
    circleStep: (record: string, basis: string) => `${q(record)} se apoya en ${q(basis)}`,
    circleEnd: 'Elija otro registro, o quite antes una de esas ligas.',
    toItself: 'Un registro no puede apoyarse en sí mismo.',
  },
  today: {
    groups: {
      overdue: 'Vencido',
      today: 'Hoy',
      week: 'Esta semana',
      review: 'Por revisar',
      later: 'Más adelante',
    },
    groupText: {
      review: 'Sin día fijo; lo más antiguo primero.',
    } as Partial<Record<string, string>>,
    jump: 'Ir a',
    due: (date: string) => `vence el ${date}`,
    on: (date: string) => date,
    overdueBy: (days: number) =>
      days === 0 ? 'hoy' : days === 1 ? 'venció ayer' : `venció hace ${days} días`,
    tomorrow: 'mañana',
    inDays: (days: number) => `en ${days} días`,
    stale: 'Desactualizado',
    basis_revised: 'Cambió su fundamento',
    translation: 'Falta traducir',
    outdated: 'Traducción atrasada',
    confirm: 'Sigue en pie',
    see: 'Ver qué cambió',
    translate: 'Traducir',
    more: (n: number) => `y ${n} más de esta clase; aparecen conforme se resuelven las primeras.`,
  },
  about: {
    all: (n: string) => `Ver todo (${n})`,
    newest: (n: number, all: string) => `Los ${n} más recientes de ${all}`,
    below: 'Incluye lo de los lugares que comprende.',
    gathered: 'Lo que hay de este lugar',
  },
}

const registros = (n: number): string => (n === 1 ? 'un registro' : `${n} registros`)

export type Words = typeof es
