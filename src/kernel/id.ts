import { v7 } from 'uuid'

/** A new id: UUIDv7, so that ids sort by time; made here because PostgreSQL 15 has no `uuidv7()`. */
export const newId = (): string => v7()

/** Whether something typed or sent can be an id at all; the database refuses to compare with anything else. */
export const isId = (value: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
