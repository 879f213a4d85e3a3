/** One worker group: what is known of it, how it is counted, and for the workspace's own its names. */
import { z } from 'zod'
import { type Cited, type GroupReadings, isKnown, type Known, type Unknown } from '../../evidence/index.ts'
import { type Language, languages, stateOf, type Text } from '../../kernel/text.ts'
import { Button, ButtonLink, Buttons } from '../../web/components/button.tsx'
import { Form } from '../../web/components/form.tsx'
import type { FormError, FormValues } from '../../web/components/form-schema.ts'
import { Definitions } from '../../web/components/lists.tsx'
import { Disclosure } from '../../web/components/menu.tsx'
import { Notice, Section } from '../../web/components/notice.tsx'
import type { AboutSection } from '../../web/server/hooks.ts'
import { wordsOf } from '../words.ts'
import { AboutSections } from './about-sections.tsx'
import { AllTables, KnownCharts, UnknownNotice } from './known.tsx'
import { CitedList } from './place-page.tsx'

export interface GroupPageProps {
  lang: Language
  name: Text
  standard: boolean
  known: Known | Unknown
  /** Null for a group of the workspace's own. */
  readings: GroupReadings | null
  cited: Cited[]
  bring: string | null
  /** What the parts know of it. */
  sections: readonly AboutSection[]
  to(path: string): string
  /** Addresses to change an own group, for whoever may. */
  edit: { rename: string; remove: string } | null
}

export function GroupPage(props: GroupPageProps) {
  const { lang, known, readings, standard, bring } = props
  const words = wordsOf(lang).groups
  return (
    <>
      {!readings ? (
        <Notice kind="plain" title={`${words.notCountedTitle}.`}>
          {words.notCountedText}
        </Notice>
      ) : (
        !isKnown(known) && <UnknownNotice lang={lang} why={known} bring={bring} />
      )}
      {readings && isKnown(known) && <KnownCharts lang={lang} known={known} />}
      <AboutSections {...props} />
      {readings && <Readings lang={lang} {...readings} />}
      {readings && isKnown(known) && (
        <AllTables lang={lang} href={known.facts.overview} label={words.overview} />
      )}
      {!standard && <Names {...props} />}
    </>
  )
}

export const GroupAside = ({ lang, cited }: GroupPageProps) => (
  <CitedList lang={lang} cited={cited} none={wordsOf(lang).groups.noneCited} />
)

/** Each way to count the group, best first, with what is approximate about it; the one that was used is marked. */
function Readings({ lang, readings, period, source, version }: GroupReadings & { lang: Language }) {
  const words = wordsOf(lang).groups
  return (
    <Section title={words.how} subtitle={`${words.source}: ${source}; ${words.version(version)}`}>
      {period === null && <p>{words.noneTaken}</p>}
      {readings.map(({ definition, approximate, taken }, at) => (
        <Definitions
          wide
          items={[
            {
              term: taken && period ? <b>{words.taken(period)}</b> : words[at === 0 ? 'best' : 'next'],
              value: definition,
            },
            { term: words.approximate, value: approximate ?? words.exact },
          ]}
        />
      ))}
    </Section>
  )
}

function Names({ lang, name, edit }: GroupPageProps) {
  const words = wordsOf(lang).groups
  return (
    <Section title={words.names}>
      <Definitions
        items={languages.map((language) => ({
          term: words.languages[language],
          value: (
            <>
              {name[language] && <span lang={language}>{name[language].text}</span>}{' '}
              <span class="subtle">{words.states[stateOf(name, language)]}</span>
            </>
          ),
        }))}
      />
      {edit && (
        <>
          <Buttons>
            <ButtonLink href={edit.rename}>{words.rename}</ButtonLink>
          </Buttons>
          <Disclosure summary={words.remove}>
            <p>{words.removeText}</p>
            <form method="post" action={edit.remove}>
              <Button danger>{words.removeYes}</Button>
            </form>
          </Disclosure>
        </>
      )}
    </Section>
  )
}

// Forms ---------------------------------------------------------------------------------------------------------------

const name = z.string().max(200).optional()
const oneName = (given: { es?: string | undefined; en?: string | undefined }): boolean =>
  given.es !== undefined || given.en !== undefined
const refusal = { path: ['es'], error: 'nameOne' }

export const newGroupSchema = z.object({ es: name, en: name }).refine(oneName, refusal)
export const renameSchema = z.object({ es: name, en: name, holds: z.boolean() }).refine(oneName, refusal)

export const newGroupWords = (lang: Language) => {
  const words = wordsOf(lang).groups
  return {
    es: { label: words.nameEs, help: words.nameHelp, errors: { nameOne: words.nameOne } },
    en: { label: words.nameEn, help: words.nameEnHelp },
  }
}

export const renameWords = (lang: Language) => {
  const words = wordsOf(lang).groups
  const { es, en } = newGroupWords(lang)
  return {
    es: { label: es.label, errors: es.errors },
    en: { label: en.label },
    holds: { label: words.holds, help: words.holdsHelp },
  }
}

interface FormProps {
  lang: Language
  action: string
  cancelHref: string
  values?: FormValues
  errors?: readonly FormError[]
}

export const NewGroupForm = ({ lang, ...props }: FormProps) => (
  <Form
    {...props}
    lang={lang}
    schema={newGroupSchema}
    words={newGroupWords(lang)}
    submit={wordsOf(lang).groups.save}
  />
)

/**
 * Renames over a version; with a `conflict`, what stands now is shown beside what the person wrote. Whether a translation
 * still holds is asked only where there is one.
 */
export function RenameForm({
  lang,
  version,
  conflict,
  ...props
}: FormProps & { version: number; conflict: Text | null }) {
  const words = wordsOf(lang).groups
  return (
    <>
      {conflict && (
        <Notice title={`${words.conflictTitle}.`}>
          <p>{words.conflictText}</p>
          {languages.map((language) => (
            <Definitions
              items={[
                {
                  term: `${words.languages[language]}: ${words.standing}`,
                  value: conflict[language]?.text ?? '–',
                },
                {
                  term: `${words.languages[language]}: ${words.yours}`,
                  value: String(props.values?.[language] ?? '–'),
                },
              ]}
            />
          ))}
        </Notice>
      )}
      {props.values?.es && props.values.en ? (
        <Form {...props} lang={lang} schema={renameSchema} words={renameWords(lang)} hidden={{ version }} />
      ) : (
        <Form
          {...props}
          lang={lang}
          schema={newGroupSchema}
          words={newGroupWords(lang)}
          hidden={{ version }}
        />
      )}
    </>
  )
}
