/** SDEM: everybody of the household, and what INEGI derives of each. See `../variables.ts` for the notation. */
export const sdem = `
r_def      | i | | Resultado definitivo de la entrevista | Final result of the interview
loc        | i | | Localidad | Locality
mun        | i | | Municipio o alcaldía, según la entidad | Municipality or borough, within the state
est        | i | | Estrato sociodemográfico | Socio-demographic stratum
est_d      | i | | Estrato de diseño muestral | Stratum of the sample design
est_d_men  | i | 2020T3- | Estrato de diseño mensual | Monthly stratum of the sample design
ageb       | c | | Área geoestadística básica | Basic geostatistical area
cvegeo     | t | ? | Clave geoestadística | Geostatistical code
t_loc      | i | | Tamaño de localidad | Size of locality
t_loc_men  | i | 2020T3- | Tamaño de localidad, mensual | Size of locality, monthly
cd_a       | i | | Ciudad autorrepresentada | Self-represented city
ent        | i | | Entidad federativa | State
con        | i | | Control de la vivienda | Control number of the dwelling
upm        | i | | Unidad primaria de muestreo | Primary sampling unit
d_sem      | i | | Panel y semana del levantamiento | Panel and week of the fieldwork
n_pro_viv  | i | | Número progresivo de la vivienda | Serial number of the dwelling
v_sel      | c | | Vivienda seleccionada | Dwelling selected
n_hog      | i | | Número de hogar | Household number
h_mud      | i | | Hogar mudado | Household that moved in
n_ent      | i | | Número de entrevista | Number of the interview
per        | i | | Periodo: trimestre y año | Period: quarter and year
n_ren      | i | | Número de renglón | Line number of the person
tipo       | i | 2020T3- | Tipo de entrevista | Face to face or by telephone
mes_cal    | i | 2020T3- | Mes calendario | Calendar month
ca         | i | 2020T3-2022T4 | Control administrativo de la muestra | Administrative control of the sample
c_res      | i | | Condición de residencia | Residence
par_c      | i | | Parentesco | Relation to the head of household
sex        | i | | Sexo | Sex
eda        | i | | Edad | Age
nac_dia    | i | | Día de nacimiento | Day of birth
nac_mes    | i | | Mes de nacimiento | Month of birth
nac_anio   | i | | Año de nacimiento | Year of birth
l_nac_c    | c | | Lugar de nacimiento | Place of birth
cs_p12     | i | | Sabe leer y escribir | Can read and write
cs_p13_1   | i | | Nivel de escolaridad aprobado | Level of schooling passed
cs_p13_2   | i | | Grado aprobado | Grade passed
cs_p14_c   | c | | Carrera | Field of study
cs_p15     | i | | Estudios previos a la carrera | Schooling required before the career
cs_p16     | i | | Terminó la carrera | Finished the career
cs_p17     | i | | Asiste a la escuela | Attends school
n_hij      | i | | Hijas e hijos nacidos vivos | Children born alive
e_con      | i | | Estado conyugal | Marital status
cs_p20a_1  | i | ? | Residencia hace un año: entidad o país | Residence a year ago: state or country
cs_p20a_c  | c | ? | Clave de la entidad o país hace un año | Code of the state or country a year ago
cs_p20b_1  | i | ? | Residencia hace un año: municipio | Residence a year ago: municipality
cs_p20b_c  | c | ? | Clave del municipio hace un año | Code of the municipality a year ago
cs_p20c_1  | i | ? | Causa de la migración | Reason to migrate
cs_ad_mot  | i | | Motivo de la ausencia | Reason of the absence
cs_p20_des | t | ? | Otro motivo de la ausencia | Other reason of the absence
cs_p21_des | t | ? | Otro motivo de la ausencia | Other reason of the absence
cs_ad_des  | i | | Destino de quien se fue | Where the person went
cs_nr_mot  | i | | Motivo de la llegada | Reason of the arrival
cs_p22_des | t | ? | Otro motivo de la llegada | Other reason of the arrival
cs_p23_des | t | ? | Otro motivo de la llegada | Other reason of the arrival
cs_nr_ori  | i | | Origen de quien llegó | Where the person came from
ur         | i | | Muestra urbana o rural | Urban or rural sample
zona       | i | | Zona salarial | Minimum wage zone
salario    | i | | Salario mínimo mensual de la zona, pesos | Monthly minimum wage of the zone, pesos
fac        | d | -2020T2 | Factor de expansión | Expansion factor
fac_tri    | d | 2020T3- | Factor de expansión trimestral | Quarterly expansion factor
fac_men    | d | 2020T3- | Factor de expansión mensual | Monthly expansion factor
fac32      | d | ? | Factor de expansión de 32 ciudades (ETOE) | Expansion factor of 32 cities (ETOE)
clase1     | i | | Población económicamente activa o no | In or out of the labour force
clase2     | i | | Ocupada, desocupada, disponible o no disponible | Employed, unemployed, available or not
clase3     | i | | Detalle de la condición de ocupación | Detailed employment situation
pos_ocu    | i | | Posición en la ocupación | Status in employment
seg_soc    | i | | Acceso a instituciones de salud por el trabajo | Access to health institutions through the job
rama       | i | | Sector de actividad | Branch of activity
c_ocu11c   | i | | Ocupación, once grupos | Occupation, eleven groups
ing7c      | i | | Nivel de ingreso en salarios mínimos | Income in minimum wages
dur9c      | i | | Duración de la jornada, nueve grupos | Weekly hours, nine groups
emple7c    | i | | Número de trabajadores del negocio | Workers of the business
medica5c   | i | | Acceso a salud y prestaciones | Health access and benefits
buscar5c   | i | | Búsqueda de otro empleo | Search for another job
rama_est1  | i | | Sector de actividad, cuatro grupos | Branch of activity, four groups
rama_est2  | i | | Sector de actividad, once grupos | Branch of activity, eleven groups
dur_est    | i | | Duración de la jornada | Weekly hours
ambito1    | i | | Ámbito y tamaño de la unidad económica, totales | Setting and size of the economic unit, totals
ambito2    | i | | Ámbito y tamaño de la unidad económica | Setting and size of the economic unit
tue1       | i | | Tipo de unidad económica, totales | Type of economic unit, totals
tue2       | i | | Tipo de unidad económica | Type of economic unit
tue3       | i | | Institución pública o no | Public institution or not
busqueda   | i | | Busca otro trabajo | Seeks another job
d_ant_lab  | i | | Antecedentes laborales de la población desocupada | Work history of the unemployed
d_cexp_est | i | | Motivo de la desocupación | Reason of unemployment
dur_des    | i | | Duración del desempleo | Duration of unemployment
sub_o      | i | | Población subocupada | Underemployed
s_clasifi  | i | | Clasificación de la subocupación | Kind of underemployment
remune2c   | i | | Subordinada y remunerada: asalariada o no | Employee: paid by wage or not
pre_asa    | i | | Prestaciones laborales | Benefits other than health
tip_con    | i | | Contrato escrito y su tipo | Written contract and its type
dispo      | i | | No activa disponible | Out of the labour force, available
nodispo    | i | | No activa no disponible | Out of the labour force, not available
c_inac5c   | i | | Condición de inactividad | Kind of inactivity
pnea_est   | i | | Población no económicamente activa | Composition of those out of the labour force
niv_ins    | i | | Nivel de instrucción | Schooling completed
eda5c      | i | | Edad, cinco grupos | Age, five groups
eda7c      | i | | Edad, siete grupos | Age, seven groups
eda12c     | i | | Edad, doce grupos | Age, twelve groups
eda19c     | i | | Edad, diecinueve grupos | Age, nineteen groups
hij5c      | i | | Hijos, cinco grupos | Children, five groups
domestico  | i | | Actividad económica y quehaceres | Economic activity and housework
anios_esc  | i | | Años de escolaridad | Years of schooling
hrsocup    | i | | Horas trabajadas en la semana | Hours worked in the week
ingocup    | i | | Ingreso mensual, pesos | Monthly income, pesos
ing_x_hrs  | d | | Ingreso por hora, pesos | Income per hour, pesos
tpg_p8a    | i | | Buscó otro trabajo | Sought another job
tcco       | i | | Condiciones críticas de ocupación | Critical conditions of employment
cp_anoc    | i | | Cuenta propia en actividades no calificadas | Own-account in unskilled activities
imssissste | i | | Institución de atención médica | Health institution
ma48me1sm  | i | | Más de 48 horas y menos de un salario mínimo | Over 48 hours for less than a minimum wage
p14apoyos  | i | | Apoyos económicos | Economic support
scian      | i | | Actividad económica, SCIAN | Industry, SCIAN
t_tra      | i | | Total de trabajos | Number of jobs
emp_ppal   | i | | Empleo informal o formal, trabajo principal | Informal or formal main job
tue_ppal   | i | | Sector informal, trabajo principal | Informal sector, main job
trans_ppal | i | | Trabajo transfronterizo | Cross-border work
mh_fil2    | i | | Matriz Hussmanns: fila | Hussmanns matrix: row
mh_col     | i | | Matriz Hussmanns: columna | Hussmanns matrix: column
sec_ins    | i | | Sector institucional | Institutional sector
`
