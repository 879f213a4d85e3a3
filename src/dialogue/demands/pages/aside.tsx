/** Beside a demand: the next step, who else is to stand behind it, and putting it away; what is done with it from its head. */
import { Button, ButtonLink, Buttons } from '../../../web/components/button.tsx'
import { Disclosure } from '../../../web/components/menu.tsx'
import { demandWords } from '../words.ts'
import { handSteps, MoveForm } from './board.tsx'
import type { DemandPageProps } from './demand-page.tsx'

/** The next step, and whoever else is to stand behind it; the thread comes after. */
export function DemandAside(props: DemandPageProps) {
  const { lang, to, demand, today, asTeam, choices, refused, keeps, supports } = props
  const words = demandWords(lang).page
  if (!demand.mayWrite) return null
  const here = `/demands/${demand.id}`
  return (
    <>
      <section class="aside-list" id="move">
        <h2>{words.move}</h2>
        {handSteps(demand.stage).length > 0 ? (
          <>
            <p class="subtle">{words.moveHelp}</p>
            <MoveForm
              lang={lang}
              to={to}
              here={here}
              today={today}
              asTeam={asTeam}
              demand={demand}
              prefix="move"
              refused={refused}
            />
          </>
        ) : (
          <p class="subtle">{words.noMove}</p>
        )}
      </section>
      <Disclosure summary={words.addOwner} id="add-owner">
        <form class="form" method="post" action={to(`${here}/owners`)}>
          <div class="ds-field">
            <label class="ds-label" for="owner-name">
              {words.organisation}
            </label>
            <input
              class="ds-input"
              id="owner-name"
              name="organisation"
              list="owner-names"
              maxlength={200}
              required
              autocomplete="off"
            />
            <datalist id="owner-names">
              {choices.map(({ label }) => (
                <option value={label} />
              ))}
            </datalist>
          </div>
          {asTeam ? (
            <div class="ds-field">
              <label class="ds-label" for="owner-role">
                {words.ownerRole}
              </label>
              <select class="ds-input" id="owner-role" name="role">
                <option value="asked">{words.ownerAsked}</option>
                <option value="raises">{words.ownerRaises}</option>
              </select>
            </div>
          ) : (
            <p class="subtle">{words.ownerAsked}</p>
          )}
          <div class="actions">
            <Button>{words.add}</Button>
          </div>
        </form>
      </Disclosure>
      <Disclosure summary={words.removeTitle} id="remove">
        {keeps ? (
          <p>{keeps}</p>
        ) : (
          <form method="post" action={to(`${here}/remove`)}>
            <p>
              <b>{words.removeSure}</b> {words.removeHelp}
            </p>
            {supports.length > 0 && (
              <>
                <p>{words.removeSupports(supports.length)}</p>
                <ul>
                  {supports.map((title) => (
                    <li>{title}</li>
                  ))}
                </ul>
              </>
            )}
            <div class="actions">
              <Button danger>{words.removeYes}</Button>
            </div>
          </form>
        )}
      </Disclosure>
    </>
  )
}

export function DemandActions({
  lang,
  to,
  demand,
  mayAgenda,
}: Pick<DemandPageProps, 'lang' | 'to' | 'demand'> & { mayAgenda: boolean }) {
  const words = demandWords(lang).page
  return (
    <Buttons>
      {demand.mayWrite && handSteps(demand.stage).length > 0 && (
        <ButtonLink href="#move" variant="primary">
          {words.move}
        </ButtonLink>
      )}
      {demand.mayWrite && <ButtonLink href={to(`/demands/${demand.id}/edit`)}>{words.edit}</ButtonLink>}
      {mayAgenda && <ButtonLink href={to('/demands/new', { joint: demand.id })}>{words.join}</ButtonLink>}
      {mayAgenda && <ButtonLink href={to('/agenda/new', { demand: demand.id })}>{words.onAgenda}</ButtonLink>}
    </Buttons>
  )
}
