/** The forms of a demand, an endorsement, a mandate: what they ask, in which words. */
import { z } from 'zod'
import { type Language, said } from '../../../kernel/text.ts'
import { acts, bodies, results, teamHows } from '../rules.ts'
import type { Demand } from '../store/demands.ts'
import { demandWords } from '../words.ts'

const day = z.iso.date()
const count = z.number().int().min(0).max(99_999).optional()

/** Longest demand and longest account of the problem. */
export const mostWords = 2000
export const mostProblem = 10_000

const base = {
  words: z.string().min(1).max(mostWords),
  problem: z.string().max(mostProblem).optional(),
  addressee: z.string().optional(),
  platform: z.string().optional(),
  place: z.string().optional(),
  group: z.string().optional(),
  caucus: z.boolean(),
}
export const ownerFields = ['owner1', 'owner2', 'owner3', 'owner4'] as const

/** An organisation's own people raise for it; the team says for whom and how it is known. */
export const ownSchema = z.object({ ...base, raisedOn: day })
export const teamSchema = z.object({
  ...base,
  owner1: z.string().optional(),
  owner2: z.string().optional(),
  owner3: z.string().optional(),
  owner4: z.string().optional(),
  raisedOn: day,
  how: z.enum(teamHows),
})
export const editSchema = z.object({ ...base, reason: z.string().max(2000).optional() })

export function formWords(lang: Language) {
  const { form, hows } = demandWords(lang)
  return {
    words: { label: form.words, help: form.wordsHelp },
    problem: { label: form.problem, help: form.problemHelp },
    addressee: { label: form.addressee, help: form.addresseeHelp },
    platform: { label: form.platform, help: form.platformHelp },
    place: { label: form.place },
    group: { label: form.group },
    caucus: { label: form.caucus },
    owner1: { label: form.owner(1), help: form.ownerHelp },
    owner2: { label: form.owner(2) },
    owner3: { label: form.owner(3) },
    owner4: { label: form.owner(4) },
    raisedOn: { label: form.raisedOn, help: form.raisedHelp },
    how: { label: form.how, options: hows },
    reason: { label: form.reason, help: form.reasonHelp },
  }
}

export const endorseOwn = z.object({
  act: z.enum(acts),
  actedOn: day,
  women: count,
  men: count,
  note: z.string().max(2000).optional(),
})
export const endorseTeam = z.object({
  organisation: z.string(),
  ...endorseOwn.shape,
  how: z.enum(teamHows),
})

export function endorseWords(lang: Language) {
  const { endorse, acts: options, hows } = demandWords(lang)
  return {
    organisation: { label: endorse.organisation },
    act: { label: endorse.act, options },
    actedOn: { label: endorse.actedOn, help: endorse.actedHelp },
    women: { label: endorse.women },
    men: { label: endorse.men },
    note: { label: endorse.note, help: endorse.noteHelp },
    how: { label: endorse.how, options: hows },
  }
}

export const mandateOwn = z.object({
  body: z.enum(bodies),
  bodyName: z.string().max(200).optional(),
  heldOn: day,
  result: z.enum(results),
  inFavour: count,
  against: count,
  abstained: count,
  women: count,
  men: count,
  note: z.string().max(2000).optional(),
})
export const mandateTeam = z.object({
  organisation: z.string(),
  ...mandateOwn.shape,
  how: z.enum(teamHows),
})

export function mandateWords(lang: Language) {
  const { mandate, bodies: bodyWords, results: resultWords, hows } = demandWords(lang)
  return {
    organisation: { label: mandate.organisation },
    body: { label: mandate.body, options: bodyWords },
    bodyName: { label: mandate.bodyName },
    heldOn: { label: mandate.heldOn },
    result: { label: mandate.result, options: resultWords },
    inFavour: { label: mandate.inFavour },
    against: { label: mandate.against },
    abstained: { label: mandate.abstained },
    women: { label: mandate.women },
    men: { label: mandate.men },
    note: { label: mandate.note, help: demandWords(lang).endorse.noteHelp },
    how: { label: mandate.how, options: hows },
  }
}

/** Which demands a joint one joins. */
export function Originals({
  lang,
  demands,
  chosen,
}: {
  lang: Language
  demands: readonly Demand[]
  chosen: readonly string[]
}) {
  const { form, together } = demandWords(lang)
  return (
    <fieldset class="ds-fieldset" id="f-originals" tabindex={-1}>
      <legend class="ds-label">{form.originals}</legend>
      <div data-field="description">{form.originalsHelp}</div>
      <input type="hidden" name="joint" value="1" />
      {demands.map((demand, i) => (
        <div class="ds-field">
          <input
            class="ds-input"
            type="checkbox"
            id={`original-${i}`}
            name="originals"
            value={demand.id}
            checked={chosen.includes(demand.id)}
          />
          <label class="ds-label" for={`original-${i}`}>
            {said(demand.words, lang)}{' '}
            <span class="subtle">
              (
              {demand.owners
                .filter(({ owns }) => owns)
                .map(({ name }) => said(name, lang))
                .join(', ') || together}
              )
            </span>
          </label>
        </div>
      ))}
    </fieldset>
  )
}
