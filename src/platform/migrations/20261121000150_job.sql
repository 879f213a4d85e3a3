-- Long work that a person waits for. These rows are the truth; pg-boss (schema pgboss) only hands them to a worker.

create table platform.job (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  kind text not null check (kind ~ '^[a-z]+\.[a-zA-Z]+$'),
  payload jsonb not null check (jsonb_typeof(payload) = 'object'),
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'canceled')),
  step text,
  percent smallint not null default 0 check (percent between 0 and 100),
  result jsonb,
  problem_code text,
  problem_values jsonb,
  attempt smallint not null default 0,
  worker int,
  member_id uuid,
  queued_at timestamptz not null default now(),
  started_at timestamptz,
  cancel_asked_at timestamptz,
  ended_at timestamptz,
  primary key (workspace_id, id),
  check ((state = 'running') = (worker is not null)),
  check ((state in ('done', 'failed', 'canceled')) = (ended_at is not null)),
  check ((state = 'failed') = (problem_code is not null))
);
create index job_open on platform.job (queued_at) where state in ('queued', 'running');
comment on table platform.job is 'Long work: what it is, how far it has come, how it ended; kept for 90 days';
comment on column platform.job.workspace_id is 'Workspace';
comment on column platform.job.id is 'UUIDv7';
comment on column platform.job.kind is 'What is done: part.work, e.g. evidence.import';
comment on column platform.job.payload is 'Ids that the work is about, and nothing else';
comment on column platform.job.state is 'queued, running, done, failed, canceled';
comment on column platform.job.step is 'Step under way, a word of the kind''s list; null before the first';
comment on column platform.job.percent is 'How much of the whole is done, 0 to 100';
comment on column platform.job.result is 'Ids of what came of it; null until done, or where nothing is to be told';
comment on column platform.job.problem_code is 'Code of the problem that ended it; its sentence is in the words of its part';
comment on column platform.job.problem_values is 'Values of the problem: where and what, nothing personal';
comment on column platform.job.attempt is 'How often it was begun; more than once where the program was killed meanwhile';
comment on column platform.job.worker is 'Number of the worker that does it: its advisory lock is held as long as that program lives';
comment on column platform.job.member_id is 'Who asked for it; null: the command line or the program';
comment on column platform.job.queued_at is 'When it was asked for';
comment on column platform.job.started_at is 'When it was last begun';
comment on column platform.job.cancel_asked_at is 'When a person asked to stop it';
comment on column platform.job.ended_at is 'When it ended';

-- The team sees all work of the workspace; everybody else their own.
select kernel.protect('platform.job',
  'kernel.in_workspace(workspace_id) and ((select kernel.in_team()) or member_id = (select kernel.member_id()))',
  'kernel.in_workspace(workspace_id) and ((select kernel.in_team()) or member_id = (select kernel.member_id()))');
