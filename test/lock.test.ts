import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../src/platform/root.ts'

interface Locked {
  resolved?: string
  link?: boolean
  optionalDependencies?: Record<string, string>
}
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>
}

test('package-lock.json names the binaries of every platform, or npm ci fails where some are missing', () => {
  const paths = Object.keys(packages)
  const missing = Object.values(packages).flatMap((locked) =>
    Object.keys(locked.optionalDependencies ?? {}).filter(
      (name) => !paths.some((path) => path.endsWith(`node_modules/${name}`)),
    ),
  )
  expect(missing).toEqual([])
})

test('package-lock.json names no registry: a checkout installs from the one that its computer uses', () => {
  const registries = Object.values(packages).filter(
    ({ link, resolved }) => !link && resolved?.includes('://'),
  )
  expect(registries).toEqual([])
})
