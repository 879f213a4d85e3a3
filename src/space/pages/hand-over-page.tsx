import type { FC } from 'hono/jsx'
import type { Language } from '../../kernel/text.ts'
import { ButtonLink } from '../../web/components/button.tsx'
import { Notice } from '../../web/components/notice.tsx'
import { QrCode } from '../../web/components/qr.tsx'
import { peopleWords } from '../people-words.ts'

export interface HandOverProps {
  lang: Language
  name: string
  /** As it is read out; of a code only. */
  code?: string
  /** Whole address; of a link only. */
  link?: string
  /** Text to send, in the language of whoever gets it. */
  message: string
  /** The public address, where it opens on this computer only. */
  localOnly: string | null
  back: string
}

/** What the coordinator hands over, shown this once: to read out, to send, to scan. */
export const HandOverPage: FC<HandOverProps> = (props) => {
  const words = peopleWords(props.lang).handOver
  return (
    <div class="hand-over">
      {props.code && <p class="hand-over-code num">{props.code}</p>}
      <p>{words.care(props.name)}</p>
      {props.localOnly && <Notice kind="attention">{words.local(props.localOnly)}</Notice>}
      <div>
        <label class="hand-over-label" for="message">
          {words.message}
        </label>
        <textarea class="ds-input" id="message" readonly rows={7}>
          {props.message}
        </textarea>
      </div>
      <div class="actions">
        <button class="ds-button" type="button" data-copy="message" data-copied={words.copied} hidden>
          {words.copy}
        </button>
        <ButtonLink href={`https://wa.me/?text=${encodeURIComponent(props.message)}`}>
          {words.whatsapp}
        </ButtonLink>
        <ButtonLink variant="tertiary" href={props.back}>
          {words.back}
        </ButtonLink>
      </div>
      {props.link && (
        <figure class="qr">
          <QrCode text={props.link} label={words.qr} />
          <figcaption>{words.qr}</figcaption>
        </figure>
      )}
    </div>
  )
}
