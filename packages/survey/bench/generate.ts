/** A made-up survey shaped like ENOE, as Parquet: strata, PSUs of about 20 people, integer weights, the columns of a labour survey. */
import type { DuckDBConnection } from '@duckdb/node-api'

export async function generate(
  connection: DuckDBConnection,
  file: string,
  rows: number,
  periods = 1,
): Promise<void> {
  await connection.run(`select setseed(0.42)`)
  await connection.run(`copy (
    with person as (
      select i, cast(i * ${periods} // ${rows} as smallint) as per, cast(i // 20 as integer) as upm, random() as r1, random() as r2, random() as r3, random() as r4, random() as r5
      from range(${rows}) t(i)
    )
    select per, cast(0 as tinyint) as r_def, cast(1 + 2 * cast(r1 > 0.9 as int) as tinyint) as c_res, cast(upm % 465 as integer) as est_d, upm,
      cast(50 + 900 * r2 as integer) as fac, cast(1 + cast(r3 > 0.5 as int) as tinyint) as sex, cast(r4 * 90 as tinyint) as eda,
      cast(1 + cast(r1 > 0.6 as int) as tinyint) as clase1, cast(1 + cast(r1 > 0.55 as int) as tinyint) as clase2,
      cast(1 + cast(r5 > 0.56 as int) as tinyint) as emp_ppal, cast(r5 * 8 as tinyint) as rama, cast(r3 * 70 as smallint) as hrsocup,
      cast(r2 * 8 as tinyint) as ing7c, cast(12000 * r4 as integer) as ingocup, cast(1 + i % 64 as tinyint) as area
    from person
  ) to '${file}' (format parquet)`)
}
