import { activities, numbered } from './series.ts'

const uses = [
  ['Estudiar o capacitarse', 'Study or training'],
  ['Cuidar a niños, ancianos o enfermos', 'Care of children, the old or the ill'],
  ['Compras, cuentas y trámites del hogar', 'Shopping, accounts and errands'],
  ['Llevar a alguien a la escuela o al médico', 'Taking somebody to school or doctor'],
  ['Construir o ampliar la vivienda', 'Building or extending the home'],
  ['Reparar vivienda, muebles o vehículos', 'Repairs of home, furniture or vehicles'],
  ['Quehaceres del hogar', 'Housework'],
  ['Servicios gratuitos a la comunidad', 'Unpaid community service'],
] as const

/** COE2: pay, second job, use of time. See `../variables.ts` for the notation. */
export const coe2 = `
p6_1  | i | | Le pagan por comisión | Paid by commission
p6_2  | i | | Le pagan a destajo | Paid by piece
p6_3  | i | | Le pagan por honorarios | Paid by fees
p6_4  | i | | Le pagan con propinas | Paid by tips
p6_5  | i | | Bonos de compensación o productividad | Bonuses
p6_6  | i | | Vales o productos | Vouchers or goods
p6_7  | i | | Solo sueldo, salario o jornal | Wage or salary only
p6_8  | i | | Solo lo que deja su negocio | What the business leaves only
p6_9  | i | | No le pagan ni recibe ingresos | Neither paid nor any income
p6_10 | i | | Ninguna de las formas de pago anteriores | None of these forms of pay
p6_99 | i | | Forma de pago: no sabe | Form of pay: not known
p6a1  | i | | Obtiene sueldo, salario o jornal | Gets wage or salary
p6a2  | i | | Obtiene ganancias de su negocio | Gets profit of the business
p6a3  | i | | No recibe ingresos | Gets no income
p6a4  | i | | Ninguno de esos ingresos | None of these incomes
p6a9  | i | | Ingresos: no sabe | Income: not known
p6b1  | i | | Cada cuándo recibe sus ingresos | How often income is received
p6b2  | i | | Ingreso del trabajo principal, pesos al mes | Income of the main job, pesos a month
p6c   | i | | Ingreso frente al salario mínimo | Income against the minimum wage
p6d   | i | | Atención médica por este trabajo | Medical care through this job
p6e   | i | | Municipio donde trabajó | Municipality of work
p6e_c | c | | Clave del municipio donde trabajó | Code of the municipality of work
p6f   | i | | Estado o país donde trabajó | State or country of work
p6f_c | c | | Clave del estado o país donde trabajó | Code of the state or country of work
p6g   | i | | Trabajó donde está la empresa | Worked where the firm is
p6h   | i | | Municipio de la empresa | Municipality of the firm
p6h_c | c | | Clave del municipio de la empresa | Code of the municipality of the firm
p6i   | i | | Estado o país de la empresa | State or country of the firm
p6i_c | c | | Clave del estado o país de la empresa | Code of the state or country of the firm
p7    | i | | Segundo trabajo | Second job
p7a   | i | | Ocupación del segundo trabajo, SINCO | Occupation of the second job, SINCO
p7b   | i | | Tipo de empresa del segundo trabajo | Kind of firm of the second job
p7c   | i | | Actividad del segundo trabajo, SCIAN | Industry of the second job, SCIAN
${numbered('p8_', [1, 2, 3, 4, 9], 'Búsqueda de otro trabajo', 'Search for another job')}
p8a   | i | | Para qué busca otro trabajo | What another job is sought for
${activities('p9', uses, '?')}
${activities('p11', uses, '?')}
`
