/** INEGI's definitions as data: what the rest of the part may use of this folder. */
export * from './concepts.ts'
export * from './design.ts'
export * from './expression.ts'
export * from './groups.ts'
export * from './indicators.ts'
export * from './measure.ts'
export * from './places.ts'
export * from './tables.ts'
