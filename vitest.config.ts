import { defineConfig } from 'vitest/config'
import { SlowestFirst } from './test/order.ts'

const resolve = { conditions: ['source'] }
const common = {
  pool: 'forks' as const,
  testTimeout: 30_000,
  // The first journey waits for the sample's data: see test/global-setup.ts.
  hookTimeout: 240_000,
}
/** Files with a process of their own: they start and kill programs, set the environment, or settings that hold for a process. */
const alone = [
  'src/{cli,platform/{database,jobs,microdata}}/**/*.test.{ts,tsx}',
  'src/*.test.ts',
  'packages/survey/test/{cells-processes,reference}.test.ts',
  'test/{journey,kill}/**/*.test.ts',
  'test/start.test.ts',
]

export default defineConfig({
  test: {
    globalSetup: ['test/global-setup.ts'],
    // As many as there are processors; Vitest's own choice is one fewer, on two processors half.
    maxWorkers: '100%',
    sequence: { sequencer: SlowestFirst },
    projects: [
      { resolve, ssr: { resolve }, test: { ...common, name: 'alone', include: alone } },
      {
        resolve,
        ssr: { resolve },
        test: {
          ...common,
          name: 'together',
          // One process after another file's: to read the program anew for each took a fifth of the whole run.
          isolate: false,
          include: [
            'src/**/*.test.{ts,tsx}',
            'packages/*/{src,test}/**/*.test.ts',
            'sample/**/*.test.ts',
            'test/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', ...alone],
        },
      },
    ],
  },
})
