import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take more than ten seconds, the slowest first, by what they took of two processors in a whole run. */
const slow = [
  'test/journey/pages.test.ts',
  // Needs no data of a first start: the first journey makes them meanwhile.
  'packages/survey/test/reference.test.ts',
  'test/journey/story.test.ts',
  'test/journey/inegi-file.test.ts',
  'test/journey/meetings.test.ts',
  'test/journey/writer.test.ts',
  'test/journey/phone.test.ts',
  'test/kill/saves.test.ts',
  'test/journey/people.test.ts',
  'test/journey/first-minutes.test.ts',
  'src/platform/database/backup.test.ts',
  'test/start.test.ts',
  'test/kill/import.test.ts',
  'test/journey/demands.test.ts',
  'test/kill/kill.test.ts',
  'src/platform/jobs/jobs.test.ts',
  'test/journey/actors.test.ts',
  'test/kill/reports.test.ts',
  'test/journey/library.test.ts',
  'src/cli/cli.test.ts',
  // From here on files of the project `together`.
  'test/hostile.test.ts',
  'src/evidence/import-run.test.ts',
  'src/evidence/published.test.ts',
  'packages/survey/test/rotation.test.ts',
  'test/saves/saves.test.ts',
  'src/dialogue/refusals.test.ts',
  'src/evidence/overview/kept-cells.test.ts',
  'src/actors/import.test.ts',
  'src/space/places.test.ts',
  'src/kernel/sign-in/sign-in.test.ts',
  'src/reports/study.test.ts',
  'src/space/place-import.test.ts',
  'sample/survey.test.ts',
  'src/reports/reports.test.ts',
]

/**
 * The slowest files first, so that no long one begins last while the other processors are idle; then as Vitest orders. Those
 * that share a process come after all that have one of their own: between two of them it is kept, else it is ended.
 */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId, project }: TestSpecification) => {
      const at = slow.findIndex((path) => moduleId.endsWith(`/${path}`))
      return (at === -1 ? slow.length : at) + (project.config.isolate ? 0 : slow.length + 1)
    }
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}
