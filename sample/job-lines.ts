/**
 * The jobs that exist in the sample, a paragraph each: how many thousands of men and women do it informally and formally
 * (rounded from INEGI's national table of 2023-T4 by branch, position and kind of unit, and split by judgement),
 * with which codes of occupation (SINCO) and industry (SCIAN for households), in what kind of unit, and where.
 * All are written in the short forms of `notation.ts`.
 */
export interface JobLine {
  /** Thousands: informal men, informal women, formal men, formal women. */
  workers: string
  /** Factor by size of locality, large to small, and by level of schooling, low to high. */
  localities?: string
  schooling?: string
  /** `occupation/industry:weight`; the formal ones where they differ. */
  tasks: string
  formalTasks?: string
  /** `tue2/pos_ocu:weight`: kind of unit and position. */
  informal?: string
  formal?: string
  /** `p4f:weight`, 0 for premises of their own. */
  places?: string
  /** Median monthly income in minimum wages of 2025, informal and formal. */
  pay: string
  hours?: 'short' | 'mixed' | 'full' | 'long'
  staff?: 'micro' | 'small' | 'large'
  /** Factor by state, `20:1.4`. */
  states?: string
}

const FARM = '.05 .55 1.3 2.9'
const NORTH =
  '1:1.5 2:1.8 5:2 8:2 11:1.4 15:1.2 19:1.7 22:1.6 24:1.4 26:1.3 28:1.6 7:.4 12:.4 20:.5 23:.3 3:.4 27:.5 30:.6'

export const jobLines: Readonly<Record<string, JobLine>> = {
  ownLand: {
    workers: '1800 240 0 0',
    localities: FARM,
    schooling: '1.8 1 .5 .2',
    tasks: '6111/1110:60 6114/1110:8 6113/1110:7 6112/1110:8 6121/1121:9 6131/1110:5 6211/1141:3',
    informal: '2/3:58 7/3:42',
    places: '1:1',
    pay: '.38 1',
    hours: 'mixed',
    states: '7:1.5 12:1.4 20:1.4 30:1.2',
  },
  familyLand: {
    workers: '480 200 0 0',
    localities: FARM,
    schooling: '1.4 1.1 .8 .2',
    tasks: '6111/1110:55 9111/1110:25 6121/1121:10 9112/1121:10',
    informal: '2/4:75 7/4:25',
    places: '1:1',
    pay: '0 0',
    hours: 'short',
    states: '7:1.5 12:1.4 20:1.4',
  },
  dayLabour: {
    workers: '1650 300 240 60',
    localities: FARM,
    schooling: '1.7 1.1 .4 .05',
    tasks: '9111/1110:84 9113/1110:10 9112/1121:6',
    informal: '2/1:1',
    formal: '2/1:1',
    places: '1:1',
    pay: '.78 1.05',
    hours: 'full',
    staff: 'small',
    states: '2:1.6 3:1.6 6:1.4 7:1.5 14:1.9 16:1.5 18:1.6 20:1.6 25:2 26:1.6 30:1.2',
  },
  farmHand: {
    workers: '150 20 230 30',
    localities: FARM,
    schooling: '1.3 1 .8 .4',
    tasks: '6121/1121:35 6116/1110:25 6223/1110:10 6311/1110:15 6122/1121:5 6123/1121:10',
    informal: '2/1:1',
    formal: '2/1:1',
    places: '1:1',
    pay: '.85 1.1',
    staff: 'small',
  },
  farmOwner: {
    workers: '0 0 180 12',
    localities: FARM,
    schooling: '1 1 1 1',
    tasks: '6116/1110:40 6121/1121:30 6111/1110:30',
    formal: '2/2:1',
    places: '1:1',
    pay: '1 1.2',
  },
  construction: {
    workers: '4000 70 1180 150',
    localities: '.85 1.1 1.2 1.1',
    schooling: '1.2 1.2 .6 .25',
    tasks:
      '7121/2361:42 9221/2361:26 7135/2382:5 7134/2382:5 7121/2370:4 7131/2381:3 7212/2381:3 7132/2381:3 9221/2370:5 7123/2361:4',
    formalTasks:
      '7121/2361:20 9221/2370:18 7101/2370:8 8351/2370:12 2261/2363:8 2624/2363:8 7134/2382:8 3111/2361:6 7212/2381:12',
    informal: '5/3:25 5/1:38 5/2:6 2/1:19 1/1:12',
    formal: '1/1:64 2/1:24 2/2:9 2/3:3',
    places: '8:1',
    pay: '1.15 1.35',
    hours: 'full',
    staff: 'small',
  },
  streetVendor: {
    workers: '850 1100 0 0',
    localities: '1.1 1.1 1 .6',
    schooling: '1.6 1.2 .6 .15',
    tasks:
      '9512/4612:18 9512/4632:15 9512/4652:7 9512/4662:6 9512/4642:2 9512/4672:1 9512/4682:1 9521/7222:46 9511/7133:1 9511/4652:1 9599/4612:2',
    informal: '5/3:78 5/1:12 5/4:7 5/2:3',
    places: '2:36 3:26 4:10 5:8 9:20',
    pay: '.62 1',
    hours: 'mixed',
    states: '9:1.2 15:1.2 20:1.2 21:1.2',
  },
  marketTrader: {
    workers: '330 470 60 60',
    localities: '1.2 1.1 .9 .4',
    schooling: '1.4 1.2 .7 .3',
    tasks: '4111/4611:55 4211/4611:12 4111/4631:22 4111/4651:6 4111/4661:5',
    informal: '5/3:60 5/1:22 5/4:10 5/2:8',
    formal: '2/3:60 2/2:25 2/1:15',
    places: '10:70 9:30',
    pay: '.75 1.2',
    hours: 'long',
    states: '9:1.3 15:1.2',
  },
  shop: {
    workers: '520 1250 420 380',
    localities: '.9 1.1 1.2 1.1',
    schooling: '1.3 1.2 .9 .5',
    tasks: '4111/4611:55 4211/4611:15 4111/4631:12 4111/4651:9 4111/4661:4 4111/4671:5',
    informal: '5/3:48 5/1:18 5/4:17 5/2:7 2/1:7 2/4:3',
    formal: '2/3:58 2/2:30 2/1:12',
    places: '0:34 7:34 6:24 10:8',
    pay: '.6 1.2',
    hours: 'mixed',
  },
  foodBusiness: {
    workers: '430 1250 250 230',
    localities: '1 1.1 1.1 .8',
    schooling: '1.3 1.2 .8 .4',
    tasks: '5112/7221:30 5114/7221:25 5111/7221:20 9411/7221:13 5116/7221:12',
    informal: '5/3:42 5/1:26 5/4:12 5/2:10 2/1:10',
    formal: '2/2:50 2/3:20 2/1:30',
    places: '0:40 7:26 6:14 10:10 9:10',
    pay: '.65 1.2',
    hours: 'mixed',
  },
  domestic: {
    workers: '200 2150 25 60',
    localities: '1.1 1.1 1 .7',
    schooling: '1.9 1.3 .45 .08',
    tasks: '9611/8140:80 5222/8140:12 9643/8140:4 5113/8140:4',
    informal: '6/1:1',
    formal: '6/1:1',
    pay: '.55 .95',
    hours: 'short',
    states: '9:1.1',
  },
  wastePicker: {
    workers: '170 70 18 4',
    localities: '1.3 1.1 .8 .4',
    schooling: '2.4 .9 .2 .02',
    tasks: '9661/4340:40 9662/4340:30 9661/5621:20 9662/5621:10',
    formalTasks: '9661/5622:1',
    informal: '5/3:76 5/1:20 5/4:4',
    formal: '4/1:1',
    places: '2:40 4:32 5:12 11:16',
    pay: '.5 1',
    hours: 'mixed',
    staff: 'large',
  },
  homeBased: {
    workers: '380 1050 25 25',
    localities: '.6 1 1.3 1.3',
    schooling: '1.5 1.2 .7 .3',
    tasks:
      '7341/3150:34 7343/3150:10 7342/3140:5 7513/3110:32 7332/3140:6 7313/3380:5 7611/3270:4 7353/3160:4',
    informal: '5/3:66 5/4:18 5/1:16',
    formal: '2/3:1',
    places: '6:60 7:40',
    pay: '.38 1',
    hours: 'short',
    states: '11:1.3 20:1.4 21:1.3 31:1.5',
  },
  transport: {
    workers: '1380 60 1300 470',
    localities: '1.1 1.1 .9 .7',
    schooling: '.9 1.2 1 .5',
    tasks: '8342/4850:47 8341/4840:24 8344/4920:11 9321/4850:3 9322/4840:1 9311/4840:7 8344/4850:7',
    formalTasks:
      '8342/4850:22 8341/4840:40 3132/4930:11 3211/5170:6 3141/4850:5 2651/5170:8 9722/4920:6 2552/5120:2',
    informal: '5/3:42 5/1:26 2/1:21 1/1:11',
    formal: '1/1:76 2/1:18 2/3:4 2/2:2',
    places: '5:86 4:4 8:10',
    pay: '1.05 1.45',
    hours: 'long',
    staff: 'large',
  },
  repair: {
    workers: '950 25 330 60',
    localities: '1 1.1 1.1 .8',
    schooling: '.9 1.3 1 .3',
    tasks: '2632/8111:48 7213/8111:13 2646/8112:13 2644/8112:10 7411/8111:10 2636/8112:6',
    informal: '5/3:44 5/1:30 5/2:11 2/1:15',
    formal: '1/1:50 2/1:26 2/2:14 2/3:10',
    places: '0:48 7:26 8:18 10:8',
    pay: '1 1.3',
    hours: 'full',
    staff: 'small',
  },
  beauty: {
    workers: '260 750 60 130',
    localities: '1.1 1.1 1 .6',
    schooling: '.8 1.3 1.1 .5',
    tasks: '5211/8121:66 5212/8121:24 5213/8121:4 9641/8121:6',
    informal: '5/3:62 5/1:17 5/2:6 5/4:4 2/1:11',
    formal: '2/3:50 2/2:20 2/1:30',
    places: '0:38 7:28 6:16 8:12 10:6',
    pay: '.65 1.1',
    hours: 'mixed',
  },
  streetTrade: {
    workers: '240 35 0 0',
    localities: '1.4 1 .6 .3',
    schooling: '1.5 1.3 .6 .1',
    tasks: '9624/8121:12 9632/8123:26 9634/8123:18 9332/4881:20 2172/7115:16 2553/7115:5 2655/8124:3',
    informal: '5/3:95 5/1:5',
    places: '2:84 3:16',
    pay: '.6 1',
    hours: 'mixed',
    states: '9:2.4',
  },
  factory: {
    workers: '1500 1000 3750 1750',
    localities: '1.1 1.1 .9 .7',
    schooling: '.9 1.4 1 .45',
    tasks:
      '7341/3150:9 7513/3110:22 7311/3370:12 7221/3320:15 7212/3320:7 9236/3110:12 9239/3380:6 7612/3270:8 8153/3150:5 7322/3230:4',
    formalTasks:
      '8211/3360:24 8212/3340:12 8161/3110:11 8153/3150:8 8133/3260:7 9239/3360:10 8123/3320:8 3132/3360:5 2253/3360:4 1614/3360:2 3111/3110:3 8144/3230:2 8154/3160:4',
    informal: '5/1:24 5/3:22 5/2:7 2/1:23 1/1:21 5/4:3',
    formal: '1/1:87 2/1:10 2/2:2 2/3:1',
    places: '0:44 7:32 6:16 8:8',
    pay: '.85 1.35',
    hours: 'full',
    staff: 'large',
    states: NORTH,
  },
  storeWorker: {
    workers: '1450 1500 2050 1850',
    localities: '1.15 1.05 .8 .55',
    schooling: '.6 1.2 1.2 .6',
    tasks:
      '4211/4611:34 4211/4631:14 4211/4661:8 4211/4671:9 4224/4690:16 4211/4651:9 4211/4681:5 4221/4310:5',
    formalTasks:
      '4211/4620:22 4212/4620:10 3121/4620:9 4211/4641:7 4221/4310:12 4214/4310:7 3132/4310:9 4211/4671:6 4201/4620:5 4211/4681:7 1411/4350:3 3111/4340:3',
    informal: '5/1:28 5/3:24 2/1:27 1/1:15 5/2:3 2/4:3',
    formal: '1/1:63 2/1:25 2/2:8 2/3:4',
    places: '0:58 7:16 6:16 8:10',
    pay: '.82 1.2',
    hours: 'full',
    staff: 'large',
  },
  restaurantWorker: {
    workers: '480 460 380 420',
    localities: '1.2 1.1 .7 .5',
    schooling: '.7 1.3 1.1 .5',
    tasks: '5116/7221:36 5111/7221:22 9411/7221:24 5114/7221:12 9622/7210:6',
    formalTasks: '5116/7221:26 5111/7221:22 9411/7221:12 9622/7210:16 3211/7210:12 1412/7221:4 5115/7223:8',
    informal: '5/1:32 2/1:40 1/1:28',
    formal: '1/1:62 2/1:38',
    places: '0:80 10:20',
    pay: '.85 1.15',
    hours: 'full',
    staff: 'small',
    states: '3:1.8 14:1.1 23:2.4',
  },
  office: {
    workers: '780 430 1980 1450',
    localities: '1.4 .8 .5 .3',
    schooling: '.1 .4 .8 2.6',
    tasks:
      '2135/5411:18 2121/5411:14 2263/5411:8 2543/5411:8 2271/5411:7 5313/5614:12 9621/5613:13 4223/5310:8 4311/5322:7 3111/5411:5',
    formalTasks:
      '2121/5411:12 2135/5411:8 2271/5411:8 2253/5411:5 4222/5240:7 3121/5221:7 2122/5221:5 5313/5614:14 9621/5613:11 3212/5611:9 3111/5411:6 2112/5411:5 1511/5510:3',
    informal: '5/3:34 5/1:13 2/1:23 1/1:26 3/1:4',
    formal: '1/1:74 2/1:12 2/3:8 2/2:6',
    places: '0:48 6:22 7:12 8:18',
    pay: '1.2 1.7',
    hours: 'full',
    staff: 'large',
    states: '9:1.4 19:1.2 23:1.2',
  },
  publicService: {
    workers: '110 190 1150 2050',
    localities: '1 1 1 .8',
    schooling: '.1 .25 .6 2.8',
    tasks:
      '2332/6112:24 2331/6112:12 2335/6112:9 2322/6112:6 9621/6112:8 2436/6222:14 2821/6222:8 2411/6212:6 2321/6132:5 3111/6112:6 5221/6252:2',
    informal: '4/1:1',
    formal: '4/1:1',
    pay: '1.2 1.9',
    hours: 'full',
    staff: 'large',
    states: '20:1.2 7:1.2',
  },
  privateService: {
    workers: '150 330 270 600',
    localities: '1.3 .9 .6 .3',
    schooling: '.1 .35 .8 2.5',
    tasks:
      '2332/6111:14 2335/6111:12 2714/6141:8 2716/7131:3 2411/6211:14 2412/6211:9 2436/6221:12 2821/6221:10 5221/6251:6 3111/6111:8 2321/6131:4',
    informal: '3/1:42 5/3:18 2/1:26 5/1:14',
    formal: '3/1:55 2/1:18 1/1:12 2/3:10 2/2:5',
    places: '0:62 7:16 6:12 8:10',
    pay: '1 1.6',
    hours: 'mixed',
    staff: 'small',
  },
  government: {
    workers: '170 150 1170 840',
    localities: '1.1 1 .9 .6',
    schooling: '.3 .7 1.1 1.7',
    tasks:
      '3111/9314:14 3115/9313:18 5312/9314:18 9621/9314:12 2523/9312:4 1511/9313:6 2532/9311:5 3115/9312:13 5413/9312:6 2143/9313:4',
    informal: '4/1:1',
    formal: '4/1:1',
    pay: '1.05 1.6',
    hours: 'full',
    staff: 'large',
    states: '9:1.4',
  },
  otherService: {
    workers: '300 90 260 120',
    localities: '1.2 1 .7 .4',
    schooling: '.6 .9 1.1 1.2',
    tasks: '2562/7131:20 2172/7111:22 2145/8130:14 9713/7131:16 5253/8121:6 9633/8122:14 3121/7131:8',
    informal: '5/3:42 5/1:22 3/1:18 2/1:18',
    formal: '1/1:44 3/1:34 2/1:22',
    places: '0:50 8:40 11:10',
    pay: '.8 1.3',
    hours: 'mixed',
    staff: 'small',
  },
  miningAndPower: {
    workers: '50 5 300 65',
    localities: '1 1 .9 .9',
    schooling: '.6 1 1 1.2',
    tasks: '7112/2123:60 9211/2123:40',
    formalTasks: '8111/2122:26 9211/2122:10 2254/2110:10 8112/2110:12 2642/2211:24 8134/2212:18',
    informal: '2/1:60 5/1:40',
    formal: '1/1:1',
    places: '11:1',
    pay: '.95 2',
    hours: 'full',
    staff: 'large',
    states: '4:3 5:1.5 8:1.5 26:2 27:3 32:2.5',
  },
  unspecified: {
    workers: '150 60 60 30',
    localities: '1 1 1 1',
    schooling: '1 1 1 1',
    tasks: '9999/9999:80 9221/9800:8 9111/9800:12',
    formalTasks: '9999/9999:1',
    informal: '0/1:92 0/4:8',
    formal: '0/1:1',
    pay: '1 1.3',
  },
}
