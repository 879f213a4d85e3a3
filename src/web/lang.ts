/** The languages of the interface. Texts that people write may be in any language (kernel: text). */
export type Lang = 'es' | 'en'

export const langs: readonly Lang[] = ['es', 'en']

/**
 * The address of a page of ours in a language: `at('es', '/places/09')` is `/es/places/09`.
 * Anything else (`#cell`, `?by=sex`, `https://…`) stays as it is; so do addresses without a language (`/assets/…`, `/healthz`)
 * when given with a leading `//`-free absolute path that already starts with a language.
 */
export function at(lang: Lang, path: string): string {
  if (!path.startsWith('/') || path.startsWith('//') || /^\/(es|en)(\/|$|\?)/.test(path)) return path
  return path === '/' ? `/${lang}` : `/${lang}${path}`
}
