/** Who stands in the way of a proposal, shown to the team alone. */
import { said } from '../../../kernel/text.ts'
import { Button } from '../../../web/components/button.tsx'
import { Disclosure } from '../../../web/components/menu.tsx'
import { Section } from '../../../web/components/notice.tsx'
import { date } from '../../../web/format.ts'
import type { Block } from '../blocks.ts'
import { agendaWords } from '../words.ts'
import type { ProposalPageProps } from './proposal.tsx'

export function Blocks({
  lang,
  to,
  today,
  proposal,
  blocks,
  mayBlock,
  choices,
}: ProposalPageProps & { blocks: readonly Block[] }) {
  const words = agendaWords(lang).page
  return (
    <Section title={words.blocks} subtitle={words.blocksSub} id="blocks">
      {blocks.length === 0 ? (
        <p>{words.noBlocks}</p>
      ) : (
        <ol class="timeline">
          {blocks.map((one) => (
            <li>
              <time datetime={one.observedOn}>{date(one.observedOn, lang)}</time>
              <div>
                <b>{one.organisation ? said(one.organisation.name, lang) : one.who}</b>
                {one.note && <p class="as-typed">{one.note}</p>}
                {mayBlock && (
                  <form method="post" action={to(`/agenda/${proposal.id}/blocks/${one.id}/remove`)}>
                    <Button variant="tertiary">{words.remove}</Button>
                  </form>
                )}
              </div>
            </li>
          ))}
        </ol>
      )}
      {mayBlock && (
        <Disclosure summary={words.addBlock} id="add-block">
          <form class="form" method="post" action={to(`/agenda/${proposal.id}/blocks`)}>
            <div class="ds-field">
              <label class="ds-label" for="block-organisation">
                {words.blockOrganisation}
              </label>
              <select class="ds-input" id="block-organisation" name="organisation">
                <option value="" />
                {choices.map(({ value, label }) => (
                  <option value={value}>{label}</option>
                ))}
              </select>
            </div>
            <div class="ds-field">
              <label class="ds-label" for="block-who">
                {words.blockWho}
              </label>
              <input class="ds-input" id="block-who" name="who" maxlength={200} />
            </div>
            <div class="ds-field">
              <label class="ds-label" for="block-note">
                {words.blockNote}
              </label>
              <textarea class="ds-input" id="block-note" name="note" rows={2} maxlength={5000} />
            </div>
            <div class="ds-field is-medium">
              <label class="ds-label" for="block-day">
                {words.blockDay}
              </label>
              <input
                class="ds-input"
                type="date"
                id="block-day"
                name="observedOn"
                value={today}
                max={today}
              />
            </div>
            <div class="actions">
              <Button>{words.addBlock}</Button>
            </div>
          </form>
        </Disclosure>
      )}
    </Section>
  )
}
