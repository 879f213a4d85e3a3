import { z } from 'zod'
import { precisionOf } from '../../src/kernel/precision.ts'
import { barChart, changeChart, shareChart } from '../../src/web/charts/bars.tsx'
import { Chart } from '../../src/web/charts/chart.tsx'
import { dotChart, pairChart } from '../../src/web/charts/dots.tsx'
import { stateMap } from '../../src/web/charts/map.tsx'
import { Button, ButtonLink, Buttons, MoreLink } from '../../src/web/components/button.tsx'
import {
  EstimateCell,
  type FigureData,
  FigureText,
  intervalText,
  PrecisionMark,
  valueText,
  WithheldReason,
} from '../../src/web/components/figure.tsx'
import { FileDrop } from '../../src/web/components/file-drop.tsx'
import { Form } from '../../src/web/components/form.tsx'
import { readForm } from '../../src/web/components/form-schema.ts'
import { Definitions, KeyNumbers, Pages, WorkList } from '../../src/web/components/lists.tsx'
import { Disclosure, DownloadMenu, Explained } from '../../src/web/components/menu.tsx'
import { AsideList, EmptyState, Notice, Section } from '../../src/web/components/notice.tsx'
import { JobProgress } from '../../src/web/components/progress.tsx'
import { DataTable } from '../../src/web/components/table.tsx'
import { FilterBar, Segmented, Tabs, Toolbar } from '../../src/web/components/toolbar.tsx'
import { number, percent, period } from '../../src/web/format.ts'
import type { Html } from '../../src/web/html.ts'
import { at, type Lang } from '../../src/web/lang.ts'
import type { NavPart } from '../../src/web/nav.tsx'
import { AlonePage, Shell } from '../../src/web/page.tsx'
import { few, people, rate, withheld } from './data.ts'

const nav: NavPart[] = (
  [
    'places',
    'groups',
    'evidence',
    'law',
    'protection',
    'voices',
    'actors',
    'learning',
    'outreach',
    'meetings',
    'demands',
    'negotiation',
    'results',
    'work',
    'finance',
    'reports',
    'forms',
  ] as const
).map((part) => ({ part, href: `/${part}` }))
nav.push({ part: 'today', href: '/', waiting: 7 }, { part: 'agreements', href: '/agreements', waiting: 3 })
const firstNav = nav.filter(({ part }) => ['today', 'places', 'groups', 'evidence'].includes(part))

const person = {
  name: 'Lucía Méndez',
  menu: [
    { label: 'Mi cuenta', href: '/me' },
    { label: 'Miembros', href: '/members' },
  ],
  signOut: '/sign-out',
}

const shell = (lang: Lang, path: string) => ({
  lang,
  path,
  nav,
  person,
  workspace: { name: 'Ciudad Focal México' },
  search: { href: '/search' },
})

interface Line {
  label: string
  total: FigureData
  rate: FigureData
  level?: number
  instead?: Html
}

export function overview(lang: Lang) {
  const es = lang === 'es'
  const t = <T,>(a: T, b: T): T => (es ? a : b)
  const headline: FigureData = {
    ...rate(50.1, 48.5, 51.7),
    name: t('Tasa de informalidad laboral (TIL1)', 'Rate of labour informality (TIL1)'),
    base: t(
      'personas ocupadas de 15 años y más, Ciudad de México',
      'employed people aged 15 and over, Mexico City',
    ),
    n: 4399,
    period: period('2019T1', lang),
    definition: t(
      'Personas ocupadas sin protección del trabajo, entre todas las ocupadas.',
      'Employed people whose work is not protected, among all employed.',
    ),
    source: t('INEGI, ENOE, microdatos', 'INEGI, ENOE, microdata'),
  }
  const places = [
    { label: 'Oaxaca', figure: rate(81.6, 80.1, 83.1), href: at(lang, '/places/20') },
    { label: 'Chiapas', figure: rate(78.2, 76.4, 80.0), href: at(lang, '/places/07') },
    {
      label: t('Estado de México', 'State of Mexico'),
      figure: rate(57.9, 56.1, 59.7),
      href: at(lang, '/places/15'),
    },
    { label: t('Nacional', 'National'), figure: rate(56.9, 56.5, 57.3), href: at(lang, '/places/MX') },
    { label: t('Ciudad de México', 'Mexico City'), figure: rate(50.1, 48.5, 51.7), strong: true },
    { label: 'Jalisco', figure: rate(48.6, 46.4, 50.8), href: at(lang, '/places/14') },
    {
      label: t('Localidades de 100 mil y más', 'Localities of 100,000 and over'),
      figure: rate(44.9, 44.4, 45.4),
    },
  ]
  const branches = [
    { label: t('Comercio', 'Trade'), figure: rate(66.1, 62.8, 69.4), strong: true },
    { label: t('Construcción', 'Construction'), figure: rate(65.6, 59.7, 71.5), strong: true },
    { label: t('Servicios', 'Services'), figure: rate(44.6, 42.4, 46.8) },
    { label: t('Manufacturas', 'Manufacturing'), figure: rate(41.2, 36.7, 45.7) },
    { label: t('Agropecuario', 'Farming'), figure: few(21) },
    { label: t('Extractiva y electricidad', 'Mining and electricity'), figure: few(19) },
  ]
  const groups: { title?: Html; rows: Line[] }[] = [
    {
      rows: [
        { label: t('Todas', 'All'), total: people(4_246_706), rate: rate(50.1, 48.5, 51.7) },
        { label: t('Mujeres', 'Women'), total: people(1_854_443), rate: rate(50.2, 47.9, 52.4), level: 1 },
        { label: t('Hombres', 'Men'), total: people(2_392_263), rate: rate(50.1, 48.1, 52.1), level: 1 },
      ],
    },
    {
      title: t('Por edad', 'By age'),
      rows: [
        {
          label: t('15 a 24', '15 to 24'),
          total: people(477_870, 4),
          rate: rate(68.0, 64.0, 72.1),
          level: 1,
        },
        { label: t('25 a 44', '25 to 44'), total: people(1_929_231), rate: rate(43.5, 41.2, 45.7), level: 1 },
        { label: t('45 a 64', '45 to 64'), total: people(1_597_334), rate: rate(50.0, 47.6, 52.4), level: 1 },
        {
          label: t('65 y más', '65 and over'),
          total: people(242_271, 16),
          rate: { ...rate(68.5, 63.2, 73.9), cv: 17 },
          level: 1,
        },
      ],
    },
    {
      rows: [
        {
          label: 'Iztapalapa',
          total: withheld({ why: 'unplanned' }, 'count'),
          rate: withheld({ why: 'unplanned' }),
          instead: (
            <WithheldReason
              lang={lang}
              withheld={{
                why: 'other',
                text: t(
                  'No se publica: la ENOE no está diseñada para alcaldías',
                  'Not published: ENOE is not designed for boroughs',
                ),
              }}
              more={{ href: '#', label: t('Qué se puede decir', 'What can be said') }}
            />
          ),
        },
      ],
    },
  ]
  const note = t(
    'Fuente: INEGI, ENOE, primer trimestre de 2019, microdatos. Cálculo propio.',
    'Source: INEGI, ENOE, first quarter of 2019, microdata. Own calculation.',
  )
  return (
    <Shell
      {...shell(lang, '/overview')}
      current="evidence"
      crumbs={[
        { label: t('Conocer', 'Know') },
        { label: t('Evidencia', 'Evidence'), href: '/evidence' },
        { label: t('Panorama estadístico', 'Statistical overview') },
      ]}
      title={t('El empleo informal en la Ciudad de México', 'Informal employment in Mexico City')}
      subtitle={
        <>
          {period('2019T1', lang)} ·{' '}
          {t('personas ocupadas de 15 años y más', 'employed people aged 15 and over')} ·{' '}
          {t('INEGI, ENOE, microdatos', 'INEGI, ENOE, microdata')} ({number(4399)} {t('casos', 'cases')}) ·{' '}
          <a href="#m">{t('cómo se calculó', 'how it was calculated')}</a>
        </>
      }
      lede={
        <>
          {t('La mitad de las personas ocupadas en la ciudad, ', 'Half of the people employed in the city, ')}
          <b>{t('2.1 millones', '2.1 million')}</b>
          {t(', tiene un empleo informal: ', ', have informal employment: ')}
          <FigureText lang={lang} id="fig-1" figure={headline} after="." />
          {t(
            ' Entre mujeres y hombres no hay una diferencia que la encuesta pueda distinguir.',
            ' Between women and men there is no difference that the survey can tell.',
          )}
        </>
      }
      toolbar={
        <Toolbar
          end={
            <>
              <DownloadMenu
                lang={lang}
                lines={[
                  { label: 'XLSX', href: '#x', hint: t('todas las tablas', 'all tables') },
                  { label: 'CSV', href: '#c', hint: t('esta tabla', 'this table') },
                  { label: 'SVG', href: '#s', hint: t('gráfica', 'chart') },
                  { label: 'PNG', href: '#p', hint: t('gráfica', 'chart') },
                ]}
              />
              <Button variant="primary" type="button">
                {t('Citar', 'Cite')}
              </Button>
            </>
          }
        >
          <FilterBar
            lang={lang}
            action={at(lang, '/overview')}
            keep={{ level: '90' }}
            filters={[
              {
                name: 'place',
                label: t('Lugar', 'Place'),
                value: '09',
                options: [
                  { value: 'MX', label: t('Nacional', 'National') },
                  { value: '09', label: t('Ciudad de México', 'Mexico City') },
                ],
              },
              {
                name: 'with',
                label: t('Comparar con', 'Compare with'),
                options: [
                  {
                    value: 'p',
                    label: t('Nacional, estados del programa', 'National, the programme’s states'),
                  },
                ],
              },
              {
                name: 'period',
                label: t('Periodo', 'Period'),
                options: [{ value: '2019T1', label: period('2019T1', lang, 'short') }],
              },
            ]}
          />
          <Segmented
            label={t('Nivel de confianza', 'Confidence level')}
            choices={[
              { label: percent(90, 0), href: '?level=90', current: true },
              { label: percent(95, 0), href: '?level=95' },
            ]}
          />
        </Toolbar>
      }
      aside={
        <>
          <AsideList
            title={t('Sostiene a', 'Supports')}
            items={[
              {
                kind: t('demanda · asamblea del 12 mar', 'demand · assembly of 12 Mar'),
                label: 'Un padrón único de comercio en vía pública',
                href: '#',
              },
              {
                kind: t('cláusula 4 · Mesa de Iztapalapa', 'clause 4 · Iztapalapa table'),
                label: 'Afiliación voluntaria con cuota fija',
                href: '#',
              },
              {
                kind: t('informe · 3 frases', 'report · 3 sentences'),
                label: 'Estudio inicial, capítulo 2',
                href: '#',
              },
            ]}
          >
            <MoreLink href="#">{t('Ver el hilo completo', 'See the whole thread')}</MoreLink>
          </AsideList>
          <AsideList
            title={t('Se apoya en', 'Rests on')}
            items={[
              {
                kind: t('archivo de INEGI', 'INEGI file'),
                label: 'SDEMT119.csv',
                href: '#',
                note: t('406,036 filas · huella 7f3a…c21', '406,036 rows · hash 7f3a…c21'),
              },
              {
                kind: t('definición, versión 2', 'definition, version 2'),
                label: t('Tasa de informalidad laboral (TIL1)', 'Rate of labour informality (TIL1)'),
                href: '#',
              },
            ]}
          />
          <Notice title={t('Coincide con lo publicado.', 'Agrees with what is published.')}>
            {t(
              `INEGI imprime ${percent(56.9)} para el país, con el mismo coeficiente de variación (${percent(0.44, 2)}).`,
              `INEGI prints ${percent(56.9)} for the country, with the same coefficient of variation (${percent(0.44, 2)}).`,
            )}
          </Notice>
        </>
      }
    >
      <Section
        title={t(
          'En Oaxaca y Chiapas, ocho de cada diez; en la ciudad, la mitad',
          'In Oaxaca and Chiapas, eight in ten; in the city, half',
        )}
        subtitle={t(
          'Tasa de informalidad laboral, % de las personas ocupadas. La línea es el intervalo de confianza al 90 %.',
          'Rate of labour informality, % of employed people. The line is the confidence interval at 90 %.',
        )}
      >
        <Chart
          lang={lang}
          id="places"
          title={t('Tasa de informalidad laboral por lugar', 'Rate of labour informality by place')}
          description={note}
          draw={(frame) => dotChart({ rows: places }, frame)}
        />
      </Section>
      <Section
        title={t(
          'Las personas jóvenes y las mayores, las más expuestas',
          'The young and the old are the most exposed',
        )}
        subtitle={t(
          'Ciudad de México, tasa de informalidad laboral',
          'Mexico City, rate of labour informality',
        )}
      >
        <DataTable
          lang={lang}
          captionHidden
          caption={t('Empleo informal por sexo y edad', 'Informal employment by sex and age')}
          label={{
            head: t('Personas ocupadas', 'Employed people'),
            cell: (row: Line) => row.label,
            sort: 'name',
          }}
          sorted={{ by: 'rate', direction: 'down' }}
          sortHref={(by, direction) => `?sort=${by}-${direction}`}
          columns={[
            { head: 'Total', kind: 'number', cell: (row) => valueText(row.total) },
            {
              head: t('Tasa, %', 'Rate, %'),
              kind: 'number',
              cell: (row) => valueText(row.rate, true),
              sort: 'rate',
              narrow: 'main',
            },
            {
              head: t('Intervalo 90 %', '90 % interval'),
              kind: 'number',
              cell: (row) => <span class="soft">{intervalText(row.rate, lang)}</span>,
              narrowHead: '',
            },
            {
              head: t('Precisión', 'Precision'),
              cell: (row) => <PrecisionMark lang={lang} precision={precisionOf(row.rate.cv)} />,
              narrowHead: '',
            },
          ]}
          groups={groups}
          level={(row) => row.level ?? 0}
          strong={(row) => row.label === t('Todas', 'All') || row.instead !== undefined}
          instead={(row) => row.instead}
          notes={<p>{note}</p>}
        />
      </Section>
      <Section
        title={t(
          'Dos de cada tres en el comercio y la construcción',
          'Two in three in trade and construction',
        )}
        subtitle={t('Ciudad de México, por rama de actividad', 'Mexico City, by branch of activity')}
      >
        <Chart
          lang={lang}
          id="branches"
          title={t('Tasa de informalidad laboral por rama', 'Rate of labour informality by branch')}
          note={note}
          draw={(frame) => dotChart({ rows: branches, domain: [0, 100] }, frame)}
        />
      </Section>
    </Shell>
  )
}

export function charts(lang: Lang) {
  const es = lang === 'es'
  const t = (a: string, b: string) => (es ? a : b)
  const frame = (id: string) => ({ lang, id, title: id })
  const sexes = [
    { label: t('Hogar', 'Domestic'), women: rate(97.1, 96.2, 98.0), men: rate(93.2, 88.0, 98.4) },
    { label: t('Comercio', 'Trade'), women: rate(69.3, 65.0, 73.6), men: rate(62.9, 58.0, 67.8) },
    { label: t('Servicios', 'Services'), women: rate(40.2, 37.0, 43.4), men: rate(48.1, 45.0, 51.2) },
    { label: t('Construcción', 'Construction'), women: few(12), men: rate(66.2, 60.1, 72.3) },
  ]
  interface Row {
    label: string
    all: FigureData
    women: FigureData
    men: FigureData
    level?: number
  }
  const rows: Row[] = [
    {
      label: t('Nacional', 'National'),
      all: rate(56.9, 56.5, 57.3),
      women: rate(57.7, 57.2, 58.2),
      men: rate(56.3, 55.9, 56.8),
    },
    {
      label: t('Empleo en el hogar', 'Domestic work'),
      all: rate(96.5, 95.6, 97.4),
      women: rate(97.1, 96.2, 98.0),
      men: { ...rate(93.2, 60, 99), cv: 21 },
      level: 1,
    },
    {
      label: t('Recolección de residuos', 'Waste picking'),
      all: { ...rate(88, 40, 99), cv: 34 },
      women: few(11),
      men: { ...rate(89, 40, 99), cv: 36 },
      level: 1,
    },
  ]
  return (
    <Shell
      {...shell(lang, '/charts')}
      current="evidence"
      title={t('Gráficas y tablas', 'Charts and tables')}
      subtitle={t('Todas las formas, con datos inventados', 'All shapes, with made-up data')}
    >
      <Section
        title={t(
          'Más mujeres que hombres sin protección en el comercio',
          'More women than men without protection in trade',
        )}
        subtitle={t('Tasa de informalidad laboral, %', 'Rate of labour informality, %')}
      >
        <Chart {...frame('pairs')} draw={(f) => pairChart({ rows: sexes }, f)} />
        <DataTable
          lang={lang}
          caption={t('Informalidad por sexo', 'Informality by sex')}
          label={{ head: t('Grupo', 'Group'), cell: (row: Row) => row.label }}
          columns={(['all', 'women', 'men'] as const).map((key) => ({
            head: { all: 'Total', women: t('Mujeres', 'Women'), men: t('Hombres', 'Men') }[key],
            kind: 'number' as const,
            cell: (row: Row) => <EstimateCell lang={lang} figure={row[key]} />,
          }))}
          rows={rows}
          level={(row) => row.level ?? 0}
        />
        <DataTable
          lang={lang}
          caption={t(
            'Población de 15 años y más por condición de actividad',
            'Population aged 15 and over by activity',
          )}
          label={{
            head: t('Condición', 'Condition'),
            cell: (row: { label: string; n: FigureData; r: FigureData }) => row.label,
          }}
          columns={[t('Total', 'Total'), t('Mujeres', 'Women'), t('Hombres', 'Men')].flatMap((group) => [
            {
              group,
              head: t('Personas', 'People'),
              kind: 'number' as const,
              cell: (row: { n: FigureData }) => valueText(row.n),
            },
            {
              group,
              head: '%',
              kind: 'number' as const,
              cell: (row: { r: FigureData }) => valueText(row.r, true),
            },
          ])}
          rows={[
            {
              label: t('Población económicamente activa', 'Labour force'),
              n: people(56_022_992),
              r: rate(59.8, 59.5, 60.1),
            },
            { label: t('Ocupada', 'Employed'), n: people(54_152_266), r: rate(96.6, 96.4, 96.8) },
          ]}
        />
      </Section>
      <Section
        title={t('El sur, el más informal', 'The south is the most informal')}
        subtitle={t(
          'Tasa de informalidad laboral, %; valores inventados',
          'Rate of labour informality, %; made-up values',
        )}
      >
        <Chart
          {...frame('map')}
          draw={(f) =>
            stateMap(
              {
                states: Array.from({ length: 32 }, (_, i) => ({
                  code: String(i + 1).padStart(2, '0'),
                  name: `${t('Estado', 'State')} ${i + 1}`,
                  href: `#${i}`,
                  figure:
                    i === 5 || i === 25
                      ? few(12)
                      : rate(36 + ((i * 17) % 46), 35 + ((i * 17) % 46), 37 + ((i * 17) % 46)),
                })),
              },
              f,
            )
          }
        />
      </Section>
      <Section
        title={t(
          'Tres de cada cuatro trabajan en servicios y comercio',
          'Three in four work in services and trade',
        )}
        subtitle={t('Personas ocupadas', 'Employed people')}
      >
        <Chart
          {...frame('bars')}
          draw={(f) =>
            barChart(
              {
                rows: [
                  { label: t('Servicios', 'Services'), figure: people(23_100_000, 1.1), strong: true },
                  {
                    label: t('Comercio al por mayor y al por menor', 'Wholesale and retail trade'),
                    figure: people(10_400_000, 2.3),
                  },
                  { label: t('Industria manufacturera', 'Manufacturing'), figure: people(9_000_000, 2.1) },
                  { label: t('Construcción', 'Construction'), figure: people(4_300_000, 34) },
                  {
                    label: t('No especificado', 'Not specified'),
                    figure: withheld({ why: 'few', n: 12, min: 30 }, 'count'),
                  },
                ],
              },
              f,
            )
          }
        />
      </Section>
      <Section
        title={t(
          'La informalidad bajó medio punto; en el campo no se distingue un cambio',
          'Informality fell by half a point; in farming no change can be told',
        )}
        subtitle={t(
          'Diferencia en puntos entre 2019-T1 y 2019-T2',
          'Difference in points between 2019-Q1 and 2019-Q2',
        )}
      >
        <Chart
          {...frame('change')}
          draw={(f) =>
            changeChart(
              {
                rows: [
                  {
                    label: t('Nacional', 'National'),
                    figure: { value: -0.5459, low: -0.93, high: -0.16, unit: 'points' },
                  },
                  {
                    label: t('Mujeres', 'Women'),
                    figure: { value: -0.9, low: -1.5, high: -0.3, unit: 'points' },
                  },
                  {
                    label: t('Hombres', 'Men'),
                    figure: { value: -0.3, low: -0.8, high: 0.2, unit: 'points' },
                  },
                  {
                    label: t('Agropecuario', 'Farming'),
                    figure: { value: 0.6, low: -0.7, high: 1.9, unit: 'points' },
                  },
                ],
              },
              f,
            )
          }
        />
      </Section>
      <Section
        title={t(
          'Cuatro de cada diez trabajan por su cuenta en el comercio',
          'Four in ten in trade are own-account workers',
        )}
        subtitle={t('Posición en la ocupación, %', 'Status in employment, %')}
      >
        <Chart
          {...frame('share')}
          draw={(f) =>
            shareChart(
              {
                rows: [
                  { label: t('Comercio', 'Trade'), v: [48.2, 6.1, 37.5, 8.2] },
                  { label: t('Servicios', 'Services'), v: [74.1, 4.4, 19.3, 2.2] },
                ].map(({ label, v }) => ({
                  label,
                  parts: [
                    t('Subordinadas y remuneradas', 'Employees'),
                    t('Empleadoras', 'Employers'),
                    t('Por cuenta propia', 'Own-account'),
                    t('No remuneradas', 'Unpaid'),
                  ].map((name, i) => ({ label: name, value: v[i] ?? 0 })),
                })),
              },
              f,
            )
          }
        />
      </Section>
    </Shell>
  )
}

const schema = z.object({
  name: z.string().min(1).max(120),
  email: z.email().optional(),
  members: z.number().int().min(1).max(500_000),
  since: z.iso.date().optional(),
  form: z.enum(['union', 'cooperative', 'association', 'none']),
  sector: z.enum(['street', 'domestic', 'waste']),
  channels: z.array(z.enum(['phone', 'whatsapp', 'mail'])),
  about: z.string().max(500).optional(),
  public: z.boolean(),
})

export function forms(lang: Lang) {
  const es = lang === 'es'
  const t = (a: string, b: string) => (es ? a : b)
  const words = {
    name: { label: t('Nombre de la organización', 'Name of the organisation') },
    email: { label: t('Correo', 'E-mail') },
    members: {
      label: t('Personas afiliadas', 'Members'),
      help: t(
        'Las que declara la propia organización; la fuente documental se agrega después.',
        'As the organisation itself reports; a documented source can be added later.',
      ),
    },
    since: { label: t('Fecha de fundación', 'Founded on') },
    form: {
      label: t('Forma legal', 'Legal form'),
      options: {
        union: t('Sindicato', 'Union'),
        cooperative: t('Cooperativa', 'Cooperative'),
        association: t('Asociación civil', 'Civil association'),
        none: t('Sin registro', 'Not registered'),
      },
    },
    sector: {
      label: t('Grupo', 'Group'),
      options: {
        street: t('Comerciantes en vía pública', 'Street vendors'),
        domestic: t('Personas trabajadoras del hogar', 'Domestic workers'),
        waste: t('Recicladoras', 'Waste pickers'),
      },
    },
    channels: {
      label: t('Cómo prefieren que se les busque', 'How they prefer to be reached'),
      options: { phone: t('Teléfono', 'Phone'), whatsapp: 'WhatsApp', mail: t('Correo', 'E-mail') },
    },
    about: { label: t('Qué hace', 'What it does') },
    public: {
      label: t('El nombre puede aparecer en páginas públicas', 'The name may appear on public pages'),
    },
  }
  const data = new FormData()
  data.set('email', 'rosa@')
  data.set('members', 'unas 400')
  data.set('form', 'union')
  data.set('sector', '')
  data.append('channels', 'whatsapp')
  const read = readForm(schema, data, words, lang)
  return (
    <Shell
      {...shell(lang, '/forms')}
      nav={firstNav}
      workspace={{ name: t('Muestra', 'Sample'), sample: { href: '/evidence/import' } }}
      flash={[{ kind: 'done', text: t('Se guardó el lugar.', 'The place was saved.') }]}
      crumbs={[
        { label: t('Actores', 'Actors'), href: '/actors' },
        { label: t('Nueva organización', 'New organisation') },
      ]}
      title={t('Registrar una organización', 'Record an organisation')}
    >
      <Form
        lang={lang}
        schema={schema}
        words={words}
        action="/actors/new"
        values={read.ok ? undefined : read.values}
        errors={read.ok ? [] : read.errors}
        controls={{
          about: { as: 'textarea' },
          sector: { as: 'radio' },
          members: { width: 'short' },
          since: { width: 'medium' },
          form: { width: 'medium' },
        }}
        cancelHref="/actors"
      />
    </Shell>
  )
}

export function work(lang: Lang) {
  const es = lang === 'es'
  const t = (a: string, b: string) => (es ? a : b)
  return (
    <Shell
      {...shell(lang, '/work')}
      nav={firstNav}
      current="evidence"
      title={t('Traer un archivo de INEGI', 'Bring in an INEGI file')}
      subtitle={t(
        'ENOE, ENOE-N o ETOE: el zip como se descarga, o las tablas sueltas',
        'ENOE, ENOE-N or ETOE: the zip as downloaded, or single tables',
      )}
      islands={['file-drop', 'job-progress']}
      actions={<ButtonLink href="#">{t('Dónde están los archivos', 'Where the files are')}</ButtonLink>}
      toolbar={
        <Tabs
          label={t('Fuentes', 'Sources')}
          choices={[
            { label: t('Traer', 'Bring in'), href: '#', current: true },
            { label: t('Archivos', 'Files'), href: '#a', count: 3 },
            { label: t('Publicado', 'Published'), href: '#b', count: 26 },
          ]}
        />
      }
    >
      <FileDrop
        lang={lang}
        action="/evidence/import"
        label={t('Archivos', 'Files')}
        help={t(
          'ZIP, CSV, DBF o Parquet, hasta 2 GB. Nada sale de esta computadora.',
          'ZIP, CSV, DBF or Parquet, up to 2 GB. Nothing leaves this computer.',
        )}
        accept=".zip,.csv,.dbf,.parquet"
        maxBytes={2e9}
      />
      <JobProgress
        lang={lang}
        title={t('ENOE, primer trimestre de 2019', 'ENOE, first quarter of 2019')}
        percent={62}
        events="/events"
        cancel="/jobs/1/cancel"
        steps={[
          {
            label: t('Abrir el archivo', 'Open the file'),
            state: 'done',
            detail: '2019trim1_csv.zip, 61 MB',
          },
          {
            label: t('Reconocer las tablas', 'Recognise the tables'),
            state: 'done',
            detail: 'SDEMT119, COE2T119',
          },
          {
            label: t('Leer las filas', 'Read the rows'),
            state: 'current',
            detail: t('251,000 de 406,036 filas', '251,000 of 406,036 rows'),
          },
          { label: t('Calcular el panorama', 'Compute the overview'), state: 'waiting' },
        ]}
      />
      <JobProgress
        lang={lang}
        title="SDEMT219.csv"
        percent={null}
        steps={[
          { label: t('Abrir el archivo', 'Open the file'), state: 'done' },
          { label: t('Leer las filas', 'Read the rows'), state: 'failed' },
        ]}
        error={t(
          'La columna FAC de SDEMT219.csv tiene letras en la fila 1,204. Descargue el archivo otra vez de INEGI y vuelva a subirlo.',
          'Column FAC of SDEMT219.csv has letters in row 1,204. Download the file from INEGI again and upload it once more.',
        )}
      />
      <Notice title={t('Falta la columna POS_OCU.', 'Column POS_OCU is missing.')}>
        {t(
          'La posición en la ocupación no se puede calcular con este archivo; lo demás sí.',
          'Status in employment cannot be computed with this file; the rest can.',
        )}
      </Notice>
      <KeyNumbers
        items={[
          {
            label: t('Personas ocupadas', 'Employed people'),
            value: '54,152,266',
            note: t('53,760,327–54,544,205 · precisión alta', '53,760,327–54,544,205 · high precision'),
          },
          {
            label: t('Con empleo informal', 'In informal employment'),
            value: percent(56.9),
            note: '56.5–57.3',
          },
          {
            label: t('Iztapalapa', 'Iztapalapa'),
            value: <WithheldReason lang={lang} withheld={{ why: 'unplanned' }} />,
          },
        ]}
      />
      <Definitions
        items={[
          { term: t('Filas', 'Rows'), value: '406,036' },
          { term: t('Ponderador', 'Weight'), value: 'fac' },
          {
            term: (
              <Explained
                id="psu"
                lang={lang}
                title="UPM"
                text={t(
                  'Unidad primaria de muestreo: el conjunto de viviendas que se eligió primero.',
                  'Primary sampling unit: the set of dwellings chosen first.',
                )}
              >
                UPM
              </Explained>
            ),
            value: number(19_321),
          },
          {
            term: 'SHA-256',
            value: <code>7f3a90b1c4d2e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e</code>,
          },
        ]}
      />
      <Disclosure summary={t('Columnas que trae el archivo', 'Columns in the file')}>
        <p>R_DEF, C_RES, EDA, CLASE1, CLASE2, EMP_PPAL, FAC, EST_D, UPM</p>
      </Disclosure>
      <Disclosure summary={t('Cómo se calcula el error', 'How the error is computed')} open>
        <p class="prose">
          {t(
            'Por linealización de Taylor, con los estratos y las unidades primarias de muestreo del diseño.',
            'By Taylor linearisation, with the strata and primary sampling units of the design.',
          )}
        </p>
      </Disclosure>
      <Pages lang={lang} newer="#n" older="#o" shown="51–100" />
      <Buttons>
        <Button variant="primary" icon="plus">
          {t('Agregar', 'Add')}
        </Button>
        <Button>{t('Guardar', 'Save')}</Button>
        <Button variant="tertiary">{t('Cancelar', 'Cancel')}</Button>
        <Button danger>{t('Borrar', 'Delete')}</Button>
        <Button disabled>{t('No disponible', 'Not available')}</Button>
      </Buttons>
    </Shell>
  )
}

export function today(lang: Lang) {
  const es = lang === 'es'
  const t = (a: string, b: string) => (es ? a : b)
  return (
    <Shell
      {...shell(lang, '/today')}
      current="today"
      title={t('Buenos días, Lucía', 'Good morning, Lucía')}
      subtitle={t('Sábado 21 nov 2026', 'Saturday 21 Nov 2026')}
      lede={
        <>
          {t('Siete cosas esperan por usted; ', 'Seven things wait for you; ')}
          <b>{t('dos vencen esta semana', 'two are due this week')}</b>.
        </>
      }
    >
      <Section title={t('Vence pronto', 'Due soon')}>
        <WorkList
          items={[
            {
              kind: t('en 9 días · cláusula 3', 'in 9 days · clause 3'),
              title: 'Padrón conjunto de 2,140 puestos',
              href: '#',
              note: 'Comisión conjunta',
              action: <ButtonLink href="#">{t('Registrar avance', 'Record progress')}</ButtonLink>,
            },
            {
              kind: t('en 20 días', 'in 20 days'),
              title: 'Informe semestral a las asambleas',
              href: '#',
              action: <ButtonLink href="#">{t('Abrir', 'Open')}</ButtonLink>,
            },
          ]}
        />
      </Section>
      <EmptyState
        title={t('Todavía no hay evidencia', 'There is no evidence yet')}
        action={
          <ButtonLink variant="primary" href="#">
            {t('Traer un archivo de INEGI', 'Bring in an INEGI file')}
          </ButtonLink>
        }
      >
        <p>
          {t(
            'Aquí se reúnen las cifras, los documentos y las encuestas que sostienen lo que el programa dice. Cada número conserva su intervalo, su base y su fuente.',
            'Here are the figures, documents and surveys on which the programme’s statements rest. Each number keeps its interval, base and source.',
          )}
        </p>
      </EmptyState>
    </Shell>
  )
}

export function signIn(lang: Lang) {
  const es = lang === 'es'
  const t = (a: string, b: string) => (es ? a : b)
  const code = z.object({ code: z.string().min(8).max(12) })
  return (
    <AlonePage
      lang={lang}
      path="/sign-in"
      title={t('Entrar', 'Sign in')}
      lede={t(
        'Escriba el código que le dio la coordinación. Sirve una sola vez.',
        'Write the code that the coordinator gave you. It works once.',
      )}
      foot={t(
        '¿No tiene código? Pídalo a la coordinación de su programa.',
        'No code? Ask the coordinator of your programme.',
      )}
    >
      <Form
        lang={lang}
        schema={code}
        action="/sign-in"
        submit={t('Entrar', 'Sign in')}
        words={{
          code: {
            label: t('Código', 'Code'),
            help: t('Ocho letras y números, como K7P2-M9XD', 'Eight letters and numbers, such as K7P2-M9XD'),
          },
        }}
        controls={{ code: { as: 'code', autocomplete: 'one-time-code', width: 'medium' } }}
      />
    </AlonePage>
  )
}

export const pages = { overview, charts, forms, work, today, 'sign-in': signIn }
