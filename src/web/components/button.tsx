import type { FC, PropsWithChildren } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

type Variant = 'primary' | 'secondary' | 'tertiary'

interface Look {
  /** One primary action per page; the default is secondary. */
  readonly variant?: Variant
  /** Deletes or withdraws something. */
  readonly danger?: boolean
  readonly icon?: IconName
}

export interface ButtonProps extends Look {
  readonly type?: 'submit' | 'button'
  readonly name?: string
  readonly value?: string
  readonly form?: string
  readonly formaction?: string
  readonly disabled?: boolean
}

const look = ({ variant = 'secondary', danger }: Look) => ({
  class: 'ds-button',
  'data-variant': variant === 'primary' ? undefined : variant,
  'data-color': danger ? 'danger' : undefined,
})

export const Button: FC<PropsWithChildren<ButtonProps>> = (props) => (
  <button
    {...look(props)}
    type={props.type ?? 'submit'}
    name={props.name}
    value={props.value}
    form={props.form}
    formaction={props.formaction}
    disabled={props.disabled}
  >
    {props.icon && <Icon name={props.icon} />}
    {props.children}
  </button>
)

/** A link that looks like a button: it leads somewhere and changes nothing. `href` is the whole address (`at(lang, …)`). */
export const ButtonLink: FC<PropsWithChildren<Look & { href: string; download?: boolean }>> = (props) => (
  <a {...look(props)} href={props.href} download={props.download ? '' : undefined}>
    {props.icon && <Icon name={props.icon} />}
    {props.children}
  </a>
)

/** A link onwards, with an arrow: “Ver el hilo completo →”. */
export const MoreLink: FC<PropsWithChildren<{ href: string }>> = ({ href, children }) => (
  <a class="more" href={href}>
    {children} <Icon name="right" />
  </a>
)

/** Buttons in a row. */
export const Buttons: FC<PropsWithChildren> = ({ children }) => <div class="actions">{children}</div>
