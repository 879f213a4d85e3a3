/**
 * The country of the sample: the 32 states with INEGI's codes, and the published aggregates that guide its chances.
 * Population (thousands) and labour informality (%) are INEGI's of ENOE 2023-T4, rounded, except Chiapas, set higher;
 * the shares of locality sizes are weighted totals by state of ENOE 2019-T1's microdata, in whole percent, some moved a point
 * (INEGI prints them for the nation only). Nothing is fitted to anybody's record.
 */
export interface State {
  code: number
  /** Thousands of people in 2023-T4. */
  population: number
  /** Labour informality to aim at, percent of the employed. */
  informality: number
  /** Percent of people in localities of 100,000 and more, 15,000–99,999, 2,500–14,999, below 2,500. */
  localities: readonly [number, number, number, number]
  /** Municipalities of the large localities, with INEGI's self-represented city (81: none of its own). */
  cities: readonly (readonly [municipality: number, city: number])[]
  /** Highest municipal code up to which no code is missing. */
  municipalities: number
}

type Line = readonly [number, number, readonly [number, number, number, number], string, number]

const lines: readonly Line[] = [
  [1492, 38.8, [61, 11, 9, 19], '1:14', 11],
  [3792, 38.4, [72, 13, 7, 8], '4:21 2:44 1:81', 5],
  [857, 37.4, [34, 36, 16, 14], '3:40 8:81', 3],
  [947, 59.3, [47, 8, 20, 25], '2:28 3:42', 11],
  [3326, 35.5, [66, 19, 5, 10], '30:17 35:6 18:81 25:81', 38],
  [742, 49.2, [59, 16, 14, 11], '2:33 10:33 7:81', 10],
  [5761, 79, [20, 14, 16, 50], '101:19 89:52 78:81', 94],
  [3868, 34.4, [73, 6, 6, 15], '37:20 19:9', 67],
  [9315, 45.8, [97, 2, 1, 0], '', 0],
  [1896, 50.8, [48, 10, 11, 31], '5:26 7:6', 39],
  [6307, 53, [39, 22, 10, 29], '20:5 17:81 7:81', 46],
  [3609, 78.2, [29, 13, 17, 41], '1:13 29:81', 81],
  [3227, 71.8, [14, 16, 23, 47], '48:43', 84],
  [8670, 47, [53, 21, 13, 13], '39:2 120:2 98:2 67:81', 125],
  [17617, 55.1, [59, 12, 16, 13], '33:1 58:1 57:1 106:16', 125],
  [4955, 66.8, [24, 24, 22, 30], '53:15 102:81', 113],
  [1976, 66.3, [37, 21, 26, 16], '7:29 6:81', 33],
  [1276, 59.6, [31, 17, 22, 30], '17:27', 20],
  [6093, 37, [78, 12, 5, 5], '39:3 26:3 6:3', 51],
  [4282, 81.1, [10, 17, 22, 51], '67:31', 570],
  [6565, 69.9, [30, 20, 23, 27], '114:4 156:81', 217],
  [2512, 46.8, [43, 8, 20, 29], '14:36 16:81', 18],
  [1934, 45.4, [70, 9, 9, 12], '5:41 8:81 4:81', 11],
  [2870, 52.6, [43, 10, 12, 35], '28:7 13:81', 58],
  [3089, 47.6, [47, 12, 14, 27], '6:24 12:81 1:81', 18],
  [3003, 41.2, [61, 15, 11, 13], '30:25 18:81 43:81', 72],
  [2501, 62.1, [16, 18, 24, 42], '4:18', 17],
  [3578, 42.9, [72, 10, 6, 12], '38:10 32:46 22:81 27:81', 43],
  [1420, 71.4, [0, 35, 45, 20], '33:39', 60],
  [8126, 68.1, [24, 19, 19, 38], '193:12 39:30 87:81', 212],
  [2376, 61, [40, 21, 23, 16], '50:8', 106],
  [1645, 60.1, [25, 15, 19, 41], '56:32 17:32', 58],
]

export const states: readonly State[] = lines.map(
  ([population, informality, localities, cities, municipalities], at) => ({
    code: at + 1,
    population,
    informality,
    localities,
    cities: cities
      .split(' ')
      .filter(Boolean)
      .map((city) => {
        const [municipality = 0, own = 0] = city.split(':').map(Number)
        return [municipality, own] as const
      }),
    municipalities,
  }),
)

export const MEXICO_CITY = 9

/**
 * Mexico City's boroughs 002 to 017: thousands of people (census 2020, rounded), how well-off the sample makes them
 * (0 poor to 1 rich) and its percent points of informality above the city's. The last two are invented.
 */
export const boroughs: readonly {
  municipality: number
  population: number
  wealth: number
  informality: number
}[] = [
  [432, 0.5, -2],
  [614, 0.65, -6],
  [218, 0.55, -2],
  [1173, 0.35, 4],
  [405, 0.45, 1],
  [1835, 0.25, 9],
  [247, 0.4, 2],
  [153, 0.12, 17],
  [759, 0.5, -2],
  [392, 0.22, 10],
  [700, 0.5, -3],
  [442, 0.25, 8],
  [434, 0.95, -17],
  [546, 0.6, -3],
  [414, 0.85, -13],
  [444, 0.4, 4],
].map(([population = 0, wealth = 0, informality = 0], at) => ({
  municipality: at + 2,
  population,
  wealth,
  informality,
}))

/** Municipalities of the northern border with the higher minimum wage (those of the sample's cities; all of Baja California). */
const border = new Set(['5:25', '8:37', '26:43', '28:22', '28:27', '28:32'])

export const isBorder = (state: number, municipality: number): boolean =>
  state === 2 || border.has(`${state}:${municipality}`)

/** Daily minimum wage in pesos by year: general, and free zone of the northern border. Source: CONASAMI, Diario Oficial. */
const minimumWages: Readonly<Record<number, readonly [general: number, border: number]>> = {
  2023: [207.44, 312.41],
  2024: [248.93, 374.89],
  2025: [278.8, 419.88],
  2026: [315.04, 440.87],
}

/** The years for which the sample can be made. */
export const years: readonly number[] = Object.keys(minimumWages).map(Number)

/** INEGI's `salario`: thirty daily minimum wages, whole pesos. */
export function monthlyMinimumWage(year: number, inBorder: boolean): number {
  const daily = minimumWages[year]
  if (daily === undefined) throw new RangeError(`no minimum wage is known for ${year}`)
  return Math.round(daily[inBorder ? 1 : 0] * 30)
}
