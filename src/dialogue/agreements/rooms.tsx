/** Agreements and what follows from them, beside each other. */
import { Tabs } from '../../web/components/toolbar.tsx'
import type { Visit } from '../../web/server/route.ts'
import { agreementWords } from './words.ts'

export function agreementRooms(visit: Visit, current: 'agreements' | 'commitments') {
  const words = agreementWords(visit.lang).rooms
  return (
    <Tabs
      label={words.label}
      choices={(['agreements', 'commitments'] as const).map((key) => ({
        label: words[key],
        href: visit.to(`/${key}`),
        current: key === current,
      }))}
    />
  )
}
