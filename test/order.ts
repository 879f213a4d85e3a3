import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take more than ten seconds, the slowest first, by what they took of the processor on a quiet machine. */
const slow = [
  'test/journey/pages.test.ts',
  'test/journey/inegi-file.test.ts',
  'test/journey/meetings.test.ts',
  'test/journey/story.test.ts',
  'test/journey/phone.test.ts',
  'test/journey/people.test.ts',
  'test/journey/actors.test.ts',
  'test/journey/writer.test.ts',
  'test/journey/first-minutes.test.ts',
  'src/evidence/published.test.ts',
  'packages/survey/test/reference.test.ts',
  'packages/survey/test/rotation.test.ts',
  'test/kill/saves.test.ts',
  'test/saves/saves.test.ts',
  'test/hostile.test.ts',
  'test/start.test.ts',
  'src/platform/jobs/jobs.test.ts',
  'src/evidence/import-run.test.ts',
  'test/kill/kill.test.ts',
  'test/kill/photos.test.ts',
  'test/kill/reports.test.ts',
  'src/reports/reports.test.ts',
  'src/cli/study.test.ts',
  'src/reports/study.test.ts',
  'src/evidence/library/store.test.ts',
  'src/dialogue/refusals.test.ts',
  'src/kernel/thread.test.ts',
  'src/space/places.test.ts',
  'src/kernel/sign-in/sign-in.test.ts',
  'src/evidence/overview/kept-cells.test.ts',
  'src/platform/database/backup.test.ts',
  'sample/survey.test.ts',
  'src/dialogue/removal.test.ts',
]

/** The slowest files first, so that no long one begins last while the other processors are idle; then as Vitest orders. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = slow.findIndex((path) => moduleId.endsWith(`/${path}`))
      return at === -1 ? slow.length : at
    }
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}
