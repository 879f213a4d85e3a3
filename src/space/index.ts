/** The workspace's own pages, and those outside of any workspace. */
export { spacePart } from './part.ts'
export { peoplePart } from './people-part.ts'
export { type OpenServices, openPages } from './routes/open.tsx'
