export { type Jobs, type JobsSettings, startJobs } from './jobs.ts'
export { hasEnded, type Job, type JobKind, type JobState, type Payload, type RunningJob } from './kind.ts'
export { cancelJob, enqueue, jobOf, recentJobs } from './store.ts'
export { watchJob } from './watch.ts'
