import { days, months, numbered } from './series.ts'

/**
 * COE1: work or the lack of it, and the main job, by the names of the basic questionnaire (see `../questionnaire.ts`
 * for the extended one). See `../variables.ts` for the notation.
 */
export const coe1 = `
n_inf   | i | | Renglón de quien informa | Line of the person who answers
p1      | i | | Trabajó la semana pasada | Worked last week
p1a1    | i | | Actividad que le dio ingresos | Activity that gave income
p1a2    | i | | Ayudó en tierras o negocio | Helped on land or in a business
p1a3    | i | | No trabajó la semana pasada | Did not work last week
p1b     | i | | Tiene empleo o negocio | Has a job or business
p1c     | i | | Razón por la que no trabajó | Reason for not working
p1d     | i | | Recibe sueldo o ganancias | Gets pay or profit
p1e     | i | | Cuándo regresará al trabajo | When work is resumed
p2_1    | i | | Buscó trabajo en otro país | Sought work in another country
p2_2    | i | | Buscó trabajo en el país | Sought work in the country
p2_3    | i | | Intentó poner un negocio | Tried to start a business
p2_4    | i | | No ha tratado de buscar | Has not sought work
p2_9    | i | | Búsqueda: no sabe | Search: not known
p2a_dia | i | | Inicio de la búsqueda: día | Start of the search: day
p2a_sem | i | | Inicio de la búsqueda: semana | Start of the search: week
p2a_mes | i | | Inicio de la búsqueda: mes | Start of the search: month
p2a_anio| i | | Inicio de la búsqueda: año | Start of the search: year
p2b_dia | i | | Última búsqueda: día | Last search: day
p2b_sem | i | | Última búsqueda: semana | Last search: week
p2b_mes | i | | Última búsqueda: mes | Last search: month
p2b_anio| i | | Última búsqueda: año | Last search: year
p2b     | i | | Cuándo buscó por última vez | When work was last sought
p2c     | i | | Estaba dispuesta a trabajar | Was willing to work
${numbered('p2d', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 99], 'Cómo buscó', 'How work was sought')}
p2e     | i | | Situación de quien no busca | Situation of who does not seek
p2f     | i | | Necesidad de trabajar | Need to work
p2g1    | i | | Otra razón para no buscar | Another reason not to seek
p2g2    | i | | Cuál razón para no buscar | Which reason not to seek
${numbered('p2h', [1, 2, 3, 4, 9], 'Ha trabajado antes', 'Has worked before')}
p2i     | i | | Cómo se quedó sin trabajo | How work was lost
p2j     | i | | Trabajo anterior | Previous work
p2k_anio| i | | Fin del trabajo anterior: año | End of the previous work: year
p2k_mes | i | | Fin del trabajo anterior: mes | End of the previous work: month
p2k     | i | | Fin del trabajo anterior: este año o el pasado | End of the previous work: this year or last
p3      | i | | Ocupación, SINCO | Occupation, SINCO
p3a     | i | | Tiene jefe o superior | Has a boss
p3b     | i | | Negocio o actividad por su cuenta | Business or activity of one's own
p3c1    | i | | Vende a una sola empresa o intermediario | Sells to one firm or intermediary
p3c2    | i | | Vende a varios negocios | Sells to several businesses
p3c3    | i | | Vende directamente al público | Sells to the public
p3c4    | i | | Autoconsumo agropecuario | Farming for own use
p3c9    | i | | A quién vende: no sabe | To whom: not known
p3d     | i | | Tiene empleados o ayudantes | Has employees or helpers
p3e     | i | | Tiene socios o trabajadores | Has partners or workers
p3f1    | i | | Puestos o establecimientos | Stalls or premises
p3f2    | i | | Cuántos puestos o establecimientos | How many stalls or premises
p3g1_1  | i | | Trabajadores con pago | Paid workers
p3g1_2  | i | | Número de trabajadores con pago | Number of paid workers
p3g2_1  | i | | Socios | Partners
p3g2_2  | i | | Número de socios | Number of partners
p3g3_1  | i | | Trabajadores sin pago | Unpaid workers
p3g3_2  | i | | Número de trabajadores sin pago | Number of unpaid workers
p3g4_1  | i | | Trabajadores de tipo no sabido | Workers of unknown kind
p3g4_2  | i | | Número de trabajadores de tipo no sabido | Number of workers of unknown kind
p3g9    | i | | Trabajadores: no sabe | Workers: not known
p3g_tot | i | | Total de trabajadores | Workers in all
p3h     | i | | Recibe un pago | Gets a pay
p3i     | i | | Contrato por escrito | Written contract
p3j1    | i | | Contrato temporal o de base | Temporary or permanent contract
p3j2    | i | | Duración del contrato temporal | Length of the temporary contract
p3k1    | i | | Aguinaldo | Year-end bonus
p3k2    | i | | Vacaciones con goce de sueldo | Paid holidays
p3k3    | i | | Reparto de utilidades | Share of profits
p3k4    | i | | Ninguna de esas prestaciones | None of these benefits
p3k5    | i | | No le dan nada | Nothing is given
p3k9    | i | | Prestaciones: no sabe | Benefits: not known
p3l     | i | | Personas que laboran donde trabaja | People at the workplace
p4      | i | | Tipo de empresa o institución | Kind of firm or institution
p4_1    | i | | Empresa: clave del sistema 1 | Firm: system code 1
p4_2    | i | | Empresa: clave del sistema 2 | Firm: system code 2
p4_3    | i | | Empresa: clave del sistema 3 | Firm: system code 3
p4a     | i | | Actividad económica, SCIAN | Industry, SCIAN
p4a_1   | i | | Actividad: clave del sistema | Industry: system code
p4b     | i | | Actividad agropecuaria o no | Farming or not
p4c     | i | | Negocio personal, familiar o empresa | Personal, family business or company
p4d1    | i | | Trabaja para gobierno u otra institución | For government or other institution
p4d2    | i | | Tipo de institución | Kind of institution
p4d3    | i | | Institución: clave del sistema | Institution: system code
p4e     | i | | Cuenta con local u oficina | Has premises or an office
p4f     | i | | Lugar donde se realizan las actividades | Place of work
p4g     | i | | Cómo lleva sus cuentas | How accounts are kept
p4h     | i | | Dónde trabaja normalmente | Usual place of work
p4i     | i | | La empresa tiene oficinas o establecimientos | The firm has offices or premises
p4i_1   | i | | Oficinas: clave del sistema | Offices: system code
p5      | i | | Tuvo poco trabajo | Had little work
p5a     | i | | Le preocupa esa situación | Is worried by it
${days('p5b', 'La semana pasada', 'Last week')}
p5c     | i | | Son las horas habituales | These are the usual hours
p5d1    | i | | Tiene horario regular | Has regular hours
${days('p5d', 'Habitualmente', 'Usually')}
p5e     | i | | Por qué no trabajó las horas habituales | Why not the usual hours
${months('p5f', 'Meses en que trabaja', 'Months of work')}
`
