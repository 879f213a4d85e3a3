import { v7 } from 'uuid'

/** A new id: UUIDv7, so that ids sort by time; made here because PostgreSQL 15 has no `uuidv7()`. */
export const newId = (): string => v7()
