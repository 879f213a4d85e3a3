import type { FC } from 'hono/jsx'
import { bytes } from '../format.ts'
import type { Html } from '../html.ts'
import { at, type Lang } from '../lang.ts'
import { wordsOf } from '../words.ts'
import { Icon } from './icon.tsx'

export interface FileDropProps {
  readonly lang: Lang
  /** Form address (POST, multipart), without the language. */
  readonly action: string
  readonly name?: string
  readonly label: string
  /** What is taken, before the field: kinds of file, largest size. */
  readonly help?: Html
  readonly multiple?: boolean
  /** `.zip,.csv,.dbf,.parquet`. */
  readonly accept?: string
  readonly maxBytes?: number
  readonly error?: Html
  readonly submit?: string
}

/** Files by choosing or, with the island `file-drop`, by dragging, with progress. Answer the POST with a redirect (303). */
export const FileDrop: FC<FileDropProps> = (props) => {
  const { lang, name = 'files', multiple = true } = props
  const words = wordsOf(lang).file
  return (
    <form
      class="file-drop"
      method="post"
      action={at(lang, props.action)}
      enctype="multipart/form-data"
      data-file-drop=""
      data-sending={words.sending}
      data-failed={words.failed}
      data-max={props.maxBytes}
      data-too-big={props.maxBytes ? `${words.tooBig} (${bytes(props.maxBytes)})` : undefined}
    >
      <div class="ds-field">
        <label class="ds-label" for={`file-${name}`}>
          {props.label}
        </label>
        {props.help && (
          <div data-field="description" id={`file-${name}-help`}>
            {props.help}
          </div>
        )}
        {props.error && (
          <p class="ds-validation-message" id={`file-${name}-error`}>
            {props.error}
          </p>
        )}
        <div class="drop-zone">
          <span class="drop-hint">
            <Icon name="upload" />
            <span>
              {multiple ? words.drop : words.dropOne} <b>{multiple ? words.choose : words.chooseOne}</b>
            </span>
          </span>
          <input
            type="file"
            id={`file-${name}`}
            name={name}
            multiple={multiple}
            accept={props.accept}
            required
            aria-describedby={props.help ? `file-${name}-help` : undefined}
            aria-invalid={props.error ? 'true' : undefined}
          />
        </div>
      </div>
      <ul class="drop-files" data-files="" />
      <div class="drop-progress" hidden data-progress="">
        <progress max={100} aria-label={words.sending} />
        <span class="num" />
      </div>
      <p class="ds-validation-message" hidden role="alert" data-error="" />
      <button class="ds-button" type="submit">
        {props.submit ?? words.send}
      </button>
    </form>
  )
}
