import type { Visit } from './route.ts'

/**
 * Where a person goes after something was settled in place: the page of this workspace that the form names in `back`, or
 * `otherwise`. An address of anywhere else is not followed.
 */
export function backOr(visit: Visit, form: FormData, otherwise: string): string {
  const back = String(form.get('back') ?? '')
  return visit.to(/^\/(?![/\\])[^\s\\]*$/.test(back) ? back : otherwise)
}
