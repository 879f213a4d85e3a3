/** A made-up survey shaped like ENOE, as Parquet: quarters, states, strata inside them, PSUs of 20 people, whole weights, the columns of a labour survey. */
import type { DuckDBConnection } from '@duckdb/node-api'

export async function generate(
  connection: DuckDBConnection,
  file: string,
  rows: number,
  periods = 1,
): Promise<void> {
  const psus = rows / 20 / periods
  await connection.run(`select setseed(0.42)`)
  await connection.run(`copy (
    with person as (
      select i, cast(i // 20 as integer) as upm, random() as r1, random() as r2, random() as r3, random() as r4, random() as r5, random() as r6
      from range(${rows}) t(i)
    )
    select cast(upm // ${psus} as tinyint) as per, cast(0 as tinyint) as r_def, cast(1 + 2 * cast(r1 > 0.9 as int) as tinyint) as c_res,
      cast(1 + (upm % ${psus}) * 32 // ${psus} as tinyint) as ent,
      cast((upm // ${psus}) * 10000 + (1 + (upm % ${psus}) * 32 // ${psus}) * 100 + upm % 15 as integer) as est_d, upm,
      cast(50 + 900 * r2 as integer) as fac, cast(1 + cast(r3 > 0.5 as int) as tinyint) as sex, cast(15 + r4 * 80 as tinyint) as eda,
      cast(1 + cast(r1 > 0.6 as int) as tinyint) as clase1, cast(1 + cast(r1 > 0.55 as int) as tinyint) as clase2,
      cast(1 + cast(r5 > 0.56 as int) as tinyint) as emp_ppal, cast(r5 * 11 as tinyint) as rama, cast(r6 * 70 as smallint) as hrsocup,
      cast(r2 * 8 as tinyint) as ing7c, cast(12000 * r4 * r5 as integer) as ingocup
    from person
  ) to '${file}' (format parquet)`)
}
