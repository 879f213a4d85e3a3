/**
 * INEGI's concepts as SQL conditions over the canonical columns of one person's row (README.md lists the columns).
 *
 * A concept has one or more readings, best first: files differ from year to year, and where the column that INEGI derived is absent
 * its documented equivalent stands in. `{name}` inside a reading is another concept. Every concept lives inside the `universe`.
 *
 * Source: INEGI, "Reconstrucción de variables de la ENOE" and the file descriptor (FD) of the SDEM table; checked on real files in
 * `enoe.test.ts` and against INEGI's printed tables in `inegi/published.test.ts`.
 */

/** Complete interviews, usual residents and new residents: who counts. Every estimate is made inside it, as a domain. */
export const universe = 'r_def = 0 and c_res in (1, 3)'

const readings = {
  resident: ['true'],
  adult: ['eda between 15 and 98'],
  woman: ['sex = 2'],
  man: ['sex = 1'],

  laborforce: ['{adult} and clase1 = 1'],
  employed: ['{adult} and clase2 = 1'],
  unemployed: ['{adult} and clase2 = 2'],
  outside: ['{adult} and clase1 = 2'],
  available: ['{adult} and clase2 = 3'],
  unavailable: ['{adult} and clase2 = 4'],
  underemployed: ['{employed} and sub_o = 1'],
  'age known': ['eda between 15 and 97'],
  'age 15 to 24': ['eda between 15 and 24'],
  'age 25 to 44': ['eda between 25 and 44'],
  'age 45 to 64': ['eda between 45 and 64'],
  'age 65 and over': ['eda between 65 and 97'],
  'age unknown': ['eda = 98'],

  // Equivalence: INEGI's definition of informal employment in the main job; proved on ETOE 2020-05 and CDMX 2015-T2.
  'informal job': [
    'emp_ppal = 1',
    'tue2 in (5, 7) or pos_ocu = 4 or (pos_ocu = 1 and seg_soc <> 1) or (pos_ocu = 3 and rama = 6)',
  ],
  informal: ['{employed} and {informal job}'],
  formal: ['{employed} and not {informal job}'],
  agricultural: ['rama = 6', 'rama_est1 = 1'],
  nonagricultural: ['{employed} and not {agricultural}'],
  'informal nonagricultural': ['{nonagricultural} and {informal job}'],

  // Type of economic unit (3.7 of INEGI's indicators): TUE1, TUE2, TUE3.
  'informal sector unit': ['tue_ppal = 1', 'tue2 = 5'],
  informalsector: ['{employed} and {informal sector unit}'],
  'outside informal sector': ['{employed} and not {informal sector unit}'],
  'informal outside sector': ['{informal} and not {informal sector unit}'],
  households: ['{employed} and tue2 in (6, 7)'],
  domesticwork: ['{employed} and tue2 = 6'],
  subsistence: ['{employed} and tue2 = 7'],
  'formal sector': ['{employed} and tue1 in (1, 2)', '{employed} and tue2 in (1, 2, 3, 4)'],
  business: ['{employed} and tue1 = 1', '{employed} and tue2 in (1, 2)'],
  corporation: ['{employed} and tue2 = 1'],
  'unincorporated business': ['{employed} and tue2 = 2'],
  institution: ['{employed} and tue1 = 2', '{employed} and tue2 in (3, 4)'],
  'private institution': ['{employed} and tue2 = 3'],
  'public institution': ['{employed} and tue2 = 4'],
  'run by government': ['{employed} and tue2 = 4 and tue3 = 1'],
  'not run by government': ['{employed} and tue2 = 4 and tue3 = 2'],
  'household sector': ['{employed} and tue1 = 3', '{employed} and tue2 in (5, 6, 7)'],
  'unit unspecified': ['{employed} and tue1 = 4', '{employed} and tue2 = 0'],

  // Status in employment (3.1).
  subordinate: ['{employed} and pos_ocu = 1', '{employed} and remune2c in (1, 2)'],
  salaried: ['{employed} and remune2c = 1'],
  'paid not by wage': ['{employed} and remune2c = 2'],
  employer: ['{employed} and pos_ocu = 2'],
  ownaccount: ['{employed} and pos_ocu = 3'],
  'unskilled ownaccount': ['{employed} and cp_anoc = 1'],
  unpaid: ['{employed} and pos_ocu = 4'],
  'status unspecified': ['{employed} and pos_ocu = 5'],

  // Branch of activity (3.2). RAMA has six branches and "not specified", RAMA_EST2 eleven; they agree where they overlap.
  primary: ['{employed} and rama = 6', '{employed} and rama_est1 = 1'],
  secondary: ['{employed} and rama in (1, 2, 5)', '{employed} and rama_est1 = 2'],
  tertiary: ['{employed} and rama in (3, 4)', '{employed} and rama_est1 = 3'],
  extractive: ['{employed} and rama = 5', '{employed} and rama_est2 = 2'],
  manufacturing: ['{employed} and rama = 2', '{employed} and rama_est2 = 3'],
  construction: ['{employed} and rama = 1', '{employed} and rama_est2 = 4'],
  trade: ['{employed} and rama = 3', '{employed} and rama_est2 = 5'],
  services: ['{employed} and rama = 4', '{employed} and rama_est2 in (6, 7, 8, 9, 10, 11)'],
  'restaurants and lodging': ['{employed} and rama_est2 = 6'],
  'transport and communications': ['{employed} and rama_est2 = 7'],
  'professional services': ['{employed} and rama_est2 = 8'],
  'social services': ['{employed} and rama_est2 = 9'],
  'other services': ['{employed} and rama_est2 = 10'],
  government: ['{employed} and rama_est2 = 11'],
  'branch unspecified': ['{employed} and rama = 7', '{employed} and rama_est1 = 4'],

  // Income of the main job in minimum wages (3.3), monthly income and income per hour.
  'income up to 1': ['{employed} and ing7c = 1'],
  'income 1 to 2': ['{employed} and ing7c = 2'],
  'income 2 to 3': ['{employed} and ing7c = 3'],
  'income 3 to 5': ['{employed} and ing7c = 4'],
  'income over 5': ['{employed} and ing7c = 5'],
  'income none': ['{employed} and ing7c = 6'],
  'income unspecified': ['{employed} and ing7c = 7'],
  'income stated': ['{employed} and ingocup > 0'],
  'hourly income': ['ing_x_hrs', 'round(cast(ingocup as double) / (nullif(hrsocup, 0) * 4.3), 5)'],
  'hourly income stated': ['{employed} and ing_x_hrs > 0', '{employed} and ingocup > 0 and hrsocup > 0'],

  // Length of the working week (3.4). DUR9C is the finer scale of DUR_EST.
  'hours absent': ['{employed} and dur_est = 1', '{employed} and dur9c = 1'],
  'hours under 15': [
    '{employed} and dur_est = 2',
    '{employed} and dur9c = 2',
    '{employed} and hrsocup between 1 and 14',
  ],
  'hours 15 to 34': [
    '{employed} and dur_est = 3',
    '{employed} and dur9c in (3, 4)',
    '{employed} and hrsocup between 15 and 34',
  ],
  'hours 35 to 48': [
    '{employed} and dur_est = 4',
    '{employed} and dur9c in (5, 6)',
    '{employed} and hrsocup between 35 and 48',
  ],
  'hours over 48': [
    '{employed} and dur_est = 5',
    '{employed} and dur9c in (7, 8)',
    '{employed} and hrsocup >= 49',
  ],
  'hours unspecified': ['{employed} and dur_est = 6', '{employed} and dur9c = 9'],
  'hours worked': ['{employed} and hrsocup > 0'],

  // Access to health institutions through the job (3.5) and other benefits. MEDICA5C agrees with SEG_SOC on "with access" only:
  // some of its "without" are "not specified" in SEG_SOC, so there is no substitute for these.
  'health access': ['{employed} and seg_soc = 1', '{employed} and medica5c in (2, 3)'],
  'no health access': ['{employed} and seg_soc = 2'],
  'health access unspecified': ['{employed} and seg_soc = 3'],
  'no health, no benefits': ['{employed} and medica5c = 1'],
  'health only': ['{employed} and medica5c = 2'],
  'health and benefits': ['{employed} and medica5c = 3'],
  'benefits only': ['{employed} and medica5c = 4'],
  'benefits unspecified': ['{employed} and medica5c = 5'],
  'with benefits': ['{subordinate} and pre_asa = 1'],
  'without benefits': ['{subordinate} and pre_asa = 2'],
  'benefits not stated': ['{subordinate} and pre_asa = 3'],
  'written contract': ['{subordinate} and tip_con in (2, 3, 4)'],
  'temporary contract': ['{subordinate} and tip_con = 2'],
  'temporary job': ['{subordinate} and tip_con = 2', '{employed} and p3j1 = 1'],
  'permanent contract': ['{subordinate} and tip_con = 3'],
  'contract of unspecified type': ['{subordinate} and tip_con = 4'],
  'no written contract': ['{subordinate} and tip_con = 5'],
  'contract not stated': ['{subordinate} and tip_con = 6'],

  // Schooling: completed level (NIV_INS) or, where only the question is in the file, the highest level attended (CS_P13_1).
  'primary incomplete': ['niv_ins = 1'],
  'primary complete': ['niv_ins = 2'],
  'lower secondary complete': ['niv_ins = 3'],
  'upper secondary and higher': ['niv_ins = 4'],
  'schooling unspecified': ['niv_ins = 5'],
  'attended none': ['cs_p13_1 in (0, 1)'],
  'attended primary': ['cs_p13_1 = 2'],
  'attended lower secondary': ['cs_p13_1 = 3'],
  'attended upper secondary': ['cs_p13_1 in (4, 5, 6)'],
  'attended higher': ['cs_p13_1 in (7, 8, 9)'],
  'attended unspecified': ['cs_p13_1 = 99'],
  'years of schooling known': ['anios_esc between 0 and 24'],

  // Size of the economic unit (3.6).
  'size: agriculture': ['{employed} and ambito1 = 1'],
  'agricultural scope': ['{employed} and ambito1 = 1', '{primary}'],
  'size: not agriculture': ['{employed} and ambito1 = 2'],
  'size: micro': ['{employed} and ambito2 in (2, 3)'],
  'size: micro without premises': ['{employed} and ambito2 = 2'],
  'size: micro with premises': ['{employed} and ambito2 = 3'],
  'size: small': ['{employed} and ambito2 = 4'],
  'size: medium': ['{employed} and ambito2 = 5'],
  'size: large': ['{employed} and ambito2 = 6'],
  'size: government': ['{employed} and ambito2 = 7'],
  'size: other': ['{employed} and ambito2 = 8'],
  'size: unspecified': ['{employed} and ambito1 = 3'],

  // Place of work: whether the business has premises (P4E), and where it works if it has none (P4F).
  'place: premises': ['{employed} and p4e in (1, 2, 3)'],
  'place: none': ['{employed} and p4f between 1 and 11'],
  'place: field': ['{employed} and p4f = 1'],
  'place: street': ['{employed} and p4f = 2'],
  'place: improvised stall': ['{employed} and p4f = 3'],
  'place: unpowered vehicle': ['{employed} and p4f = 4'],
  'place: motor vehicle': ['{employed} and p4f = 5'],
  'place: own home': ['{employed} and p4f in (6, 7)'],
  'place: home of employer or client': ['{employed} and p4f = 8'],
  'place: semi-fixed stall': ['{employed} and p4f = 9'],
  'place: fixed stall': ['{employed} and p4f = 10'],
  'place: other': ['{employed} and p4f = 11'],
  'place: unspecified': ['{employed} and p4f = 99'],

  // Critical conditions, search and the people out of work or outside the labour force.
  critical: ['{employed} and tcco in (1, 2, 3)'],
  'seeking another job': ['{employed} and tpg_p8a = 1', '{employed} and buscar5c in (1, 2, 3)'],
  'seeking additional job': ['{underemployed} and busqueda = 1'],
  'not seeking additional job': ['{underemployed} and busqueda = 2'],
  'with work experience': ['{unemployed} and d_ant_lab = 1'],
  'without work experience': ['{unemployed} and d_ant_lab = 2'],
  'lost job': ['{unemployed} and d_cexp_est = 1'],
  'left job': ['{unemployed} and d_cexp_est = 2'],
  'closed business': ['{unemployed} and d_cexp_est = 3'],
  'other reason': ['{unemployed} and d_cexp_est = 4'],
  'out of work up to 1 month': ['{unemployed} and dur_des = 1'],
  'out of work 1 to 3 months': ['{unemployed} and dur_des = 2'],
  'out of work 3 to 6 months': ['{unemployed} and dur_des = 3'],
  'out of work 6 to 12 months': ['{unemployed} and dur_des = 4'],
  'out of work over 1 year': ['{unemployed} and dur_des = 5'],
  'time out of work unspecified': ['{unemployed} and dur_des = 6'],
  'gave up seeking': ['{outside} and pnea_est = 1'],
  'sees no chance': ['{outside} and pnea_est = 2'],
  'prevented by context': ['{outside} and pnea_est = 3'],
  'other duties': ['{outside} and pnea_est = 4'],
  'physically prevented': ['{outside} and pnea_est = 5'],
  'outside: other': ['{outside} and pnea_est = 6'],
} as const satisfies Record<string, readonly string[]>

export type Concept = keyof typeof readings
export const concepts: Readonly<Record<Concept, readonly string[]>> = readings
