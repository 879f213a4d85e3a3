import type { Language } from '../../kernel/text.ts'
import { wordsOf } from '../words.ts'

/** An organisation by its name, with what is known offered while typing; the browser's own list, no script. */
export function OrganisationField({
  lang,
  choices,
  value,
}: {
  lang: Language
  choices: readonly { label: string }[]
  value?: string | undefined
}) {
  const words = wordsOf(lang).page
  return (
    <div class="ds-field">
      <label class="ds-label" for="organisation">
        {words.party}
      </label>
      <div data-field="description" id="organisation-help">
        {words.addPartyHelp}
      </div>
      <input
        class="ds-input"
        id="organisation"
        name="organisation"
        list="organisations"
        required
        maxlength={200}
        autocomplete="off"
        aria-describedby="organisation-help"
        value={value}
      />
      <datalist id="organisations">
        {choices.map(({ label }) => (
          <option value={label} />
        ))}
      </datalist>
    </div>
  )
}
