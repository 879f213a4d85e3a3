/** Evidence as it is seen: small pictures that open, documents by name, whose and of when; and the field that takes them. */
import { type Language, said, wordsFor } from '../../../kernel/text.ts'
import { Button } from '../../../web/components/button.tsx'
import { Icon } from '../../../web/components/icon.tsx'
import { Section } from '../../../web/components/notice.tsx'
import { bytes, date, dayOf } from '../../../web/format.ts'
import type { Evidence } from '../evidence.ts'
import { evidenceWords } from '../evidence-words.ts'
import type { Incident } from '../follow-up.ts'

export interface EvidenceProps {
  lang: Language
  to(path: string): string
  /** Zone of the workspace. */
  zone: string
  commitmentId: string
  evidence: readonly Evidence[]
}

const isPicture = ({ mediaType }: Evidence): boolean => mediaType.startsWith('image/')

/** Pictures and documents in a row, each opening its file; in a list beside what they show. */
export function EvidenceStrip({ lang, to, zone, commitmentId, evidence }: EvidenceProps) {
  const words = evidenceWords(lang)
  if (evidence.length === 0) return null
  return (
    <ul class="evidence-strip">
      {evidence.map((one) => {
        const who = one.organisation ? said(one.organisation.name, lang) : words.programme
        const text = one.words ? said(one.words, lang) : words.photoOf(who, date(dayOf(one.at, zone), lang))
        return (
          <li>
            <a href={to(`/files/${one.id}`)}>
              {isPicture(one) ? (
                <img
                  src={to(`/commitments/${commitmentId}/evidence/${one.id}/small`)}
                  alt={text}
                  loading="lazy"
                  width={160}
                  height={120}
                />
              ) : (
                <span class="evidence-file">
                  <Icon name="file" />
                  <span>
                    {one.name} <span class="subtle">{bytes(one.bytes)}</span>
                  </span>
                </span>
              )}
            </a>
          </li>
        )
      })}
    </ul>
  )
}

/** All that is shown of a commitment, with whose it is and what it is of. */
export function EvidenceSection(
  props: EvidenceProps & {
    incidents: readonly Incident[]
    adds: boolean
    removes(one: Evidence): boolean
  },
) {
  const { lang, to, zone, commitmentId, evidence, incidents } = props
  const words = evidenceWords(lang)
  const ofWhat = (one: Evidence): string => {
    const incident = incidents.find(({ id }) => id === one.incidentId)
    if (incident) return ` ${words.ofIncident(date(incident.happenedOn, lang))}`
    return one.assessmentId ? ` ${words.ofView}` : ''
  }
  return (
    <Section
      title={words.section}
      subtitle={words.sub}
      id="evidence"
      actions={
        props.adds ? (
          <a
            class="ds-button"
            data-variant="secondary"
            data-keep=""
            href={to(`/commitments/${commitmentId}/evidence`)}
          >
            {words.add}
          </a>
        ) : undefined
      }
    >
      {evidence.length === 0 && <p>{words.none}</p>}
      <ul class="evidence">
        {evidence.map((one) => {
          const who = one.organisation ? said(one.organisation.name, lang) : words.programme
          const caption = one.words && wordsFor(one.words, lang)
          const day = date(dayOf(one.at, zone), lang)
          return (
            <li id={`e-${one.id}`}>
              <EvidenceStrip {...props} evidence={[one]} />
              {caption && (
                <p class="as-typed" lang={caption.language === lang ? undefined : caption.language}>
                  {caption.text}
                </p>
              )}
              <p class="subtle">
                {words.by(who, day)}
                {ofWhat(one)}
              </p>
              {props.removes(one) && (
                <form method="post" action={to(`/commitments/${commitmentId}/evidence/${one.id}/remove`)}>
                  <Button variant="tertiary">
                    {words.remove}
                    <span class="vh"> ({caption?.text ?? words.by(who, day)})</span>
                  </Button>
                </form>
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

/** Files of a form, with what to think of before a photograph is chosen. */
export function PhotoField({ lang, optional }: { lang: Language; optional: boolean }) {
  const words = evidenceWords(lang)
  return (
    <div class="ds-field" id="photos-field">
      <label class="ds-label" for="photos">
        {optional ? words.photosOptional : words.photos}
      </label>
      <div data-field="description" id="photos-help">
        <p class="consent">
          <b>{words.consentTitle}.</b> {words.consent}
        </p>
        <p>{words.photosHelp}</p>
      </div>
      <input
        class="ds-input"
        type="file"
        id="photos"
        name="photos"
        multiple
        required={!optional}
        accept="image/jpeg,image/png,image/webp,application/pdf,.docx"
        aria-describedby="photos-help"
      />
    </div>
  )
}
