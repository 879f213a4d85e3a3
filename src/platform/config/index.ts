export { type Flags, readSettings } from './read.ts'
export { type Setting, type SettingName, type Settings, settings } from './settings.ts'
