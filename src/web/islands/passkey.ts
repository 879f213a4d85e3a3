/**
 * Passkeys for `[data-passkey]`: shows the button where the browser can, asks the device, tells the server, goes on to
 * `data-next`. `sign-in` opens a session, `add` makes a key called `data-name`. Without scripts a code or a password does.
 */
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'

/** Fetched when a passkey is used: most who sign in on a phone have a code. */
const library = () => import('@simplewebauthn/browser')

const ask = async (path: string, body?: object): Promise<unknown> => {
  const response = await fetch(`/auth/passkey/${path}`, {
    credentials: 'same-origin',
    ...(body
      ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
      : {}),
  })
  if (!response.ok) throw new Error(String(response.status))
  return response.json()
}

async function signIn(): Promise<void> {
  const optionsJSON = (await ask('generate-authenticate-options')) as PublicKeyCredentialRequestOptionsJSON
  const { startAuthentication } = await library()
  await ask('verify-authentication', { response: await startAuthentication({ optionsJSON }) })
}

async function add(name: string): Promise<void> {
  const optionsJSON = (await ask('generate-register-options')) as PublicKeyCredentialCreationOptionsJSON
  const { startRegistration } = await library()
  await ask('verify-registration', { response: await startRegistration({ optionsJSON }), name })
}

for (const place of document.querySelectorAll<HTMLElement>('[data-passkey]')) {
  const [button, status] = [place.querySelector('button'), place.querySelector('[role=status]')]
  if (!button || !status || typeof PublicKeyCredential !== 'function') continue
  place.hidden = false
  button.addEventListener('click', async () => {
    button.disabled = true
    status.textContent = ''
    try {
      if (place.dataset.passkey === 'add') await add(place.dataset.name ?? '')
      else await signIn()
      const next = place.dataset.next ?? '/'
      const { pathname, search } = new URL(next, location.href)
      if (pathname + search === location.pathname + location.search) location.reload()
      else location.assign(next)
    } catch {
      status.textContent = place.dataset.failed ?? ''
      button.disabled = false
    }
  })
}
