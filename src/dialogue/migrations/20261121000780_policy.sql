-- Policy dialogue: a question, the options with what speaks for and against them, the one recommended, what came of it.

select kernel.enter_system();

insert into kernel.record_kind (kind, resource) values ('policy_dialogue', 'meeting'), ('policy_option', 'meeting');

create table dialogue.policy_dialogue (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  title jsonb not null check (kernel.is_text(title)),
  purpose jsonb check (purpose is null or kernel.is_text(purpose)),
  meeting_id uuid,
  platform_id uuid,
  recommended_id uuid,
  reason jsonb check (reason is null or kernel.is_text(reason)),
  outcome jsonb check (outcome is null or kernel.is_text(outcome)),
  outcome_on date,
  audience_id uuid,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, meeting_id) references dialogue.meeting on delete set null (meeting_id),
  foreign key (workspace_id, platform_id) references dialogue.platform,
  foreign key (workspace_id, audience_id) references kernel.audience,
  check (recommended_id is null or reason is not null)
);
create unique index policy_dialogue_meeting on dialogue.policy_dialogue (workspace_id, meeting_id);
create index policy_dialogue_platform on dialogue.policy_dialogue (workspace_id, platform_id);
create index policy_dialogue_audience on dialogue.policy_dialogue (workspace_id, audience_id);
comment on table dialogue.policy_dialogue is 'A policy dialogue: what it is for, what was recommended, what came of it';
comment on column dialogue.policy_dialogue.workspace_id is 'Workspace';
comment on column dialogue.policy_dialogue.id is 'The same as in kernel.record';
comment on column dialogue.policy_dialogue.title is 'The question, bilingual';
comment on column dialogue.policy_dialogue.purpose is 'What it is for, bilingual';
comment on column dialogue.policy_dialogue.meeting_id is 'Meeting at which it was held; null: none';
comment on column dialogue.policy_dialogue.platform_id is 'Platform it belongs to; null: none';
comment on column dialogue.policy_dialogue.recommended_id is 'Option recommended; null: none so far';
comment on column dialogue.policy_dialogue.reason is 'Why that one, bilingual';
comment on column dialogue.policy_dialogue.outcome is 'What came of it, bilingual';
comment on column dialogue.policy_dialogue.outcome_on is 'Day of the outcome';
comment on column dialogue.policy_dialogue.audience_id is 'Table of its meeting or platform; null: by the role table';
comment on column dialogue.policy_dialogue.created_at is 'When it was entered';

create table dialogue.policy_option (
  workspace_id uuid not null,
  id uuid not null,
  dialogue_id uuid not null,
  position int not null,
  name jsonb not null check (kernel.is_text(name)),
  pros jsonb check (pros is null or kernel.is_text(pros)),
  cons jsonb check (cons is null or kernel.is_text(cons)),
  cost_minor bigint check (cost_minor >= 0),
  currency text not null default 'MXN' check (currency ~ '^[A-Z]{3}$'),
  cost_period text check (cost_period in ('once', 'month', 'year')),
  payer text not null default '',
  cost_note text not null default '',
  legal_route jsonb check (legal_route is null or kernel.is_text(legal_route)),
  decides text not null default '',
  decides_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, dialogue_id) references dialogue.policy_dialogue on delete cascade,
  foreign key (workspace_id, decides_id) references kernel.organisation,
  check ((cost_minor is null) = (cost_period is null))
);
create index policy_option_dialogue on dialogue.policy_option (workspace_id, dialogue_id, position);
create index policy_option_decides on dialogue.policy_option (workspace_id, decides_id);
comment on table dialogue.policy_option is 'An option of a policy dialogue';
comment on column dialogue.policy_option.workspace_id is 'Workspace';
comment on column dialogue.policy_option.id is 'The same as in kernel.record';
comment on column dialogue.policy_option.dialogue_id is 'Policy dialogue';
comment on column dialogue.policy_option.position is 'Order';
comment on column dialogue.policy_option.name is 'What it is called, bilingual';
comment on column dialogue.policy_option.pros is 'What speaks for it, bilingual, one point a line';
comment on column dialogue.policy_option.cons is 'What speaks against it, bilingual, one point a line';
comment on column dialogue.policy_option.cost_minor is 'Cost in the currency''s smallest unit; null: not known';
comment on column dialogue.policy_option.currency is 'ISO 4217';
comment on column dialogue.policy_option.cost_period is 'Once, a month, a year';
comment on column dialogue.policy_option.payer is 'Who pays';
comment on column dialogue.policy_option.cost_note is 'How the cost was reckoned';
comment on column dialogue.policy_option.legal_route is 'Which norm would have to change and how, bilingual';
comment on column dialogue.policy_option.decides is 'Who decides, where it is no organisation of the list';
comment on column dialogue.policy_option.decides_id is 'Organisation that decides';

alter table dialogue.policy_dialogue
  add foreign key (workspace_id, recommended_id) references dialogue.policy_option on delete set null (recommended_id);
create index policy_dialogue_recommended on dialogue.policy_dialogue (workspace_id, recommended_id);

do $$
declare
  here text := 'kernel.in_workspace(workspace_id) and ';
  reach text := 'dialogue.reaches((select kernel.scopes(%L)) -> ''meeting'', null, audience_id, (select kernel.organisation_id()), (select kernel.my_audiences(''table'')))';
  of_dialogue text := 'exists (select from dialogue.policy_dialogue p where p.workspace_id = policy_option.workspace_id and p.id = policy_option.dialogue_id%s)';
begin
  perform kernel.protect('dialogue.policy_dialogue', here || format(reach, 'see'), here || format(reach, 'write'));
  perform kernel.protect('dialogue.policy_option', here || format(of_dialogue, ''),
    here || format(of_dialogue, ' and ' || replace(format(reach, 'write'), 'audience_id', 'p.audience_id')));
end $$;
