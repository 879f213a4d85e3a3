import { defineConfig } from 'vitest/config'
import { SlowestFirst } from './test/order.ts'

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: [
      'src/**/*.test.{ts,tsx}',
      'packages/*/{src,test}/**/*.test.ts',
      'sample/**/*.test.ts',
      'test/**/*.test.ts',
    ],
    globalSetup: ['test/global-setup.ts'],
    pool: 'forks',
    // As many as there are processors; Vitest's own choice is one fewer, on two processors half.
    maxWorkers: '100%',
    sequence: { sequencer: SlowestFirst },
    testTimeout: 30_000,
    // The first journey waits for the sample's data: see test/global-setup.ts.
    hookTimeout: 240_000,
  },
})
