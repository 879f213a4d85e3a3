-- The shared vocabulary. Every table carries workspace_id and is closed by row-level security: outside a transaction
-- that has entered a workspace (kernel.enter, enter_public, enter_system) a query sees nothing.

create extension if not exists unaccent;
create extension if not exists pg_trgm;

create schema kernel;
comment on schema kernel is 'Shared vocabulary: workspace, members, access, places, groups, texts, records and threads';

-- Search -------------------------------------------------------------------------------------------------------------

create text search configuration kernel.es (copy = spanish);
alter text search configuration kernel.es alter mapping for hword, hword_part, word with unaccent, spanish_stem;
create text search configuration kernel.en (copy = english);
alter text search configuration kernel.en alter mapping for hword, hword_part, word with unaccent, english_stem;

-- Who is asking ------------------------------------------------------------------------------------------------------

create function kernel.setting(name text) returns text language sql stable
  return nullif(current_setting('acuerdo.' || name, true), '');
comment on function kernel.setting is 'A setting of this transaction, null where none was made';

create function kernel.workspace_id() returns uuid language sql stable return kernel.setting('workspace')::uuid;
create function kernel.account_id() returns uuid language sql stable return kernel.setting('account')::uuid;
create function kernel.member_id() returns uuid language sql stable return kernel.setting('member')::uuid;
create function kernel.organisation_id() returns uuid language sql stable return kernel.setting('organisation')::uuid;
create function kernel.role() returns text language sql stable return kernel.setting('role');

create function kernel.in_workspace(workspace uuid) returns boolean language sql stable
  return workspace = kernel.workspace_id() or kernel.role() = 'system';
comment on function kernel.in_workspace is
  'Row-level security: the row is of the workspace that the transaction entered, or the program itself asks (backup, restore)';

create function kernel.in_team() returns boolean language sql stable
  return coalesce(kernel.role() in ('coordinator', 'assistant', 'researcher', 'facilitator', 'adviser', 'system'), false);
comment on function kernel.in_team is 'Whether the asking person is of the programme''s own team';

-- Access: the table "who may what" of the domain ---------------------------------------------------------------------

create table kernel.access_rule (
  resource text not null,
  role text not null,
  see text[] not null,
  write text[] not null,
  export text[] not null,
  primary key (resource, role)
);
comment on table kernel.access_rule is 'Who may what by default; the same in every workspace, hence without workspace_id';
comment on column kernel.access_rule.resource is 'What is protected, e.g. evidence, demand, leader_contact';
comment on column kernel.access_rule.role is 'Role of a member, or public';
comment on column kernel.access_rule.see is 'Scopes seen: all, own, table, presented, published, delegation, agreed';
comment on column kernel.access_rule.write is 'Scopes written';
comment on column kernel.access_rule.export is 'Scopes exported';

insert into kernel.access_rule (resource, role, see, write, export) values
  ('evidence', 'coordinator', '{all}', '{all}', '{all}'),
  ('evidence', 'assistant', '{all}', '{all}', '{}'),
  ('evidence', 'researcher', '{all}', '{all}', '{all}'),
  ('evidence', 'facilitator', '{all}', '{}', '{}'),
  ('evidence', 'adviser', '{all}', '{}', '{}'),
  ('evidence', 'leader', '{all}', '{}', '{}'),
  ('evidence', 'official', '{all}', '{}', '{}'),
  ('evidence', 'employer', '{all}', '{}', '{}'),
  ('evidence', 'donor', '{all}', '{}', '{}'),
  ('evidence', 'public', '{published}', '{}', '{}'),
  ('organisation', 'coordinator', '{all}', '{all}', '{all}'),
  ('organisation', 'assistant', '{all}', '{all}', '{}'),
  ('organisation', 'researcher', '{all}', '{}', '{all}'),
  ('organisation', 'facilitator', '{all}', '{}', '{}'),
  ('organisation', 'adviser', '{all}', '{}', '{}'),
  ('organisation', 'leader', '{all}', '{}', '{}'),
  ('organisation', 'official', '{all}', '{}', '{}'),
  ('organisation', 'employer', '{all}', '{}', '{}'),
  ('organisation', 'donor', '{all}', '{}', '{}'),
  ('organisation', 'public', '{published}', '{}', '{}'),
  ('leader_contact', 'coordinator', '{all}', '{all}', '{all}'),
  ('leader_contact', 'assistant', '{all}', '{all}', '{}'),
  ('leader_contact', 'facilitator', '{table}', '{}', '{}'),
  ('leader_contact', 'leader', '{own}', '{}', '{}'),
  ('stance', 'coordinator', '{all}', '{all}', '{all}'),
  ('stance', 'assistant', '{all}', '{}', '{}'),
  ('stance', 'researcher', '{all}', '{all}', '{}'),
  ('stance', 'adviser', '{all}', '{}', '{}'),
  ('meeting', 'coordinator', '{all}', '{all}', '{all}'),
  ('meeting', 'assistant', '{all}', '{all}', '{}'),
  ('meeting', 'researcher', '{all}', '{}', '{}'),
  ('meeting', 'facilitator', '{table}', '{table}', '{}'),
  ('meeting', 'adviser', '{all}', '{}', '{}'),
  ('meeting', 'leader', '{table}', '{}', '{}'),
  ('meeting', 'official', '{table}', '{}', '{}'),
  ('meeting', 'employer', '{table}', '{}', '{}'),
  ('meeting', 'public', '{published}', '{}', '{}'),
  ('demand', 'coordinator', '{all}', '{all}', '{all}'),
  ('demand', 'assistant', '{all}', '{all}', '{}'),
  ('demand', 'researcher', '{all}', '{}', '{}'),
  ('demand', 'facilitator', '{table}', '{}', '{}'),
  ('demand', 'adviser', '{all}', '{}', '{}'),
  ('demand', 'leader', '{own,table}', '{own}', '{}'),
  ('demand', 'official', '{presented}', '{}', '{}'),
  ('demand', 'employer', '{presented}', '{}', '{}'),
  ('demand', 'donor', '{presented}', '{}', '{}'),
  ('demand', 'public', '{published}', '{}', '{}'),
  ('mandate', 'coordinator', '{delegation}', '{}', '{}'),
  ('mandate', 'leader', '{own}', '{own}', '{}'),
  ('mandate', 'official', '{own}', '{own}', '{}'),
  ('mandate', 'employer', '{own}', '{own}', '{}'),
  ('agreement', 'coordinator', '{all}', '{all}', '{all}'),
  ('agreement', 'assistant', '{all}', '{all}', '{}'),
  ('agreement', 'researcher', '{all}', '{}', '{}'),
  ('agreement', 'facilitator', '{table}', '{}', '{}'),
  ('agreement', 'adviser', '{all}', '{}', '{}'),
  ('agreement', 'leader', '{table}', '{}', '{}'),
  ('agreement', 'official', '{table}', '{}', '{}'),
  ('agreement', 'employer', '{table}', '{}', '{}'),
  ('agreement', 'donor', '{all}', '{}', '{}'),
  ('agreement', 'public', '{agreed}', '{}', '{}'),
  ('assessment', 'coordinator', '{all}', '{}', '{all}'),
  ('assessment', 'assistant', '{all}', '{}', '{}'),
  ('assessment', 'researcher', '{all}', '{}', '{}'),
  ('assessment', 'facilitator', '{table}', '{}', '{}'),
  ('assessment', 'adviser', '{all}', '{}', '{}'),
  ('assessment', 'leader', '{own,table}', '{own}', '{}'),
  ('assessment', 'official', '{own,table}', '{own}', '{}'),
  ('assessment', 'employer', '{own,table}', '{own}', '{}'),
  ('assessment', 'donor', '{all}', '{}', '{}'),
  ('assessment', 'public', '{agreed}', '{}', '{}'),
  ('assessor', 'coordinator', '{all}', '{}', '{}'),
  ('assessor', 'leader', '{own}', '{}', '{}'),
  ('assessor', 'official', '{own}', '{}', '{}'),
  ('assessor', 'employer', '{own}', '{}', '{}'),
  ('report_draft', 'coordinator', '{all}', '{all}', '{all}'),
  ('report_draft', 'assistant', '{all}', '{all}', '{}'),
  ('report_draft', 'researcher', '{all}', '{all}', '{}'),
  ('report_draft', 'adviser', '{all}', '{all}', '{}'),
  ('report', 'coordinator', '{all}', '{}', '{all}'),
  ('report', 'assistant', '{all}', '{}', '{}'),
  ('report', 'researcher', '{all}', '{}', '{}'),
  ('report', 'facilitator', '{all}', '{}', '{}'),
  ('report', 'adviser', '{all}', '{}', '{}'),
  ('report', 'leader', '{all}', '{}', '{}'),
  ('report', 'official', '{all}', '{}', '{}'),
  ('report', 'employer', '{all}', '{}', '{}'),
  ('report', 'donor', '{all}', '{}', '{}'),
  ('report', 'public', '{published}', '{}', '{}'),
  ('settings', 'coordinator', '{all}', '{all}', '{all}');

create function kernel.may(verb text, resource text) returns text[] language sql stable
  return case when kernel.role() = 'system' then '{all}'::text[] else coalesce(
    (select case verb when 'see' then r.see when 'write' then r.write when 'export' then r.export end
     from kernel.access_rule r where r.resource = may.resource and r.role = kernel.role()), '{}') end;
comment on function kernel.may is 'The scopes in which the asking person may see, write or export a resource; empty: not at all';

-- Workspaces and people ----------------------------------------------------------------------------------------------

create function kernel.is_text(value jsonb) returns boolean language sql immutable
  return jsonb_typeof(value) = 'object' and value ->> 'source' is not null
     and value -> (value ->> 'source') ->> 'text' is not null;
comment on function kernel.is_text is
  'A bilingual text: {"source": "es", "es": {"text": "…"}, "en": {"text": "…", "state": "current" | "outdated"}}';

create table kernel.workspace (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) between 3 and 60),
  name jsonb not null check (kernel.is_text(name)),
  timezone text not null default 'America/Mexico_City',
  is_sample boolean not null default false,
  minimum_cases int not null default 30 check (minimum_cases >= 0),
  interval_level int not null default 90 check (interval_level in (90, 95)),
  version int not null default 1,
  created_at timestamptz not null default now()
);
comment on table kernel.workspace is 'One programme team; all data belong to exactly one';
comment on column kernel.workspace.id is 'UUIDv7 made in the application';
comment on column kernel.workspace.slug is 'Short name in addresses';
comment on column kernel.workspace.name is 'Bilingual name';
comment on column kernel.workspace.timezone is 'IANA zone in which due days are counted';
comment on column kernel.workspace.is_sample is 'Made-up programme that a newcomer starts with; marked on every page and export';
comment on column kernel.workspace.minimum_cases is 'Estimates on fewer unweighted cases are withheld (our own rule)';
comment on column kernel.workspace.interval_level is 'Confidence level shown by default, percent; INEGI prints 90';
comment on column kernel.workspace.version is 'Counts writes; a write on an older version is refused';
comment on column kernel.workspace.created_at is 'When it was made';

create table kernel.organisation (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  name jsonb not null check (kernel.is_text(name)),
  primary key (workspace_id, id)
);
comment on table kernel.organisation is 'An organisation as access needs it: what a leader, official or employer acts for; the part actors holds the rest';
comment on column kernel.organisation.workspace_id is 'Workspace';
comment on column kernel.organisation.id is 'UUIDv7';
comment on column kernel.organisation.name is 'Bilingual name';

create table kernel.member (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  account_id uuid,
  name text not null check (length(trim(name)) between 1 and 200),
  role text not null check (role in ('coordinator', 'assistant', 'researcher', 'facilitator', 'adviser', 'leader', 'official', 'employer', 'donor')),
  organisation_id uuid,
  language text not null default 'es' check (language in ('es', 'en')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, organisation_id) references kernel.organisation,
  check (role not in ('leader', 'official', 'employer') or organisation_id is not null)
);
create unique index member_account on kernel.member (account_id, workspace_id) where account_id is not null;
create index member_organisation on kernel.member (workspace_id, organisation_id);
comment on table kernel.member is 'A person in a workspace with a role; needs neither e-mail nor account';
comment on column kernel.member.workspace_id is 'Workspace';
comment on column kernel.member.id is 'UUIDv7';
comment on column kernel.member.account_id is 'Who signs in as this member (auth.user); null: cannot sign in yet';
comment on column kernel.member.name is 'Name as the person wants to be called';
comment on column kernel.member.role is 'Role in this workspace; rules in kernel.access_rule';
comment on column kernel.member.organisation_id is 'Organisation the person acts for; leaders, officials and employers have one';
comment on column kernel.member.language is 'Language of the interface at first sign-in';
comment on column kernel.member.version is 'Counts writes';
comment on column kernel.member.created_at is 'When added';
comment on column kernel.member.deleted_at is 'When removed; purged after 30 days';

create table kernel.audience (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('public', 'team', 'table', 'organisation', 'delegation')),
  name jsonb not null check (kernel.is_text(name)),
  primary key (workspace_id, id)
);
create unique index audience_of_all on kernel.audience (workspace_id, kind) where kind in ('public', 'team');
comment on table kernel.audience is 'Who may see a record or a field: the public, the team, a table, a delegation, one organisation';
comment on column kernel.audience.workspace_id is 'Workspace';
comment on column kernel.audience.id is 'UUIDv7';
comment on column kernel.audience.kind is 'public and team exist once; the others have organisations';
comment on column kernel.audience.name is 'Bilingual name shown beside what it protects';

create table kernel.audience_organisation (
  workspace_id uuid not null,
  audience_id uuid not null,
  organisation_id uuid not null,
  primary key (workspace_id, audience_id, organisation_id),
  foreign key (workspace_id, audience_id) references kernel.audience on delete cascade,
  foreign key (workspace_id, organisation_id) references kernel.organisation on delete cascade
);
create index audience_organisation_organisation on kernel.audience_organisation (workspace_id, organisation_id);
comment on table kernel.audience_organisation is 'Organisations whose people are of an audience';
comment on column kernel.audience_organisation.workspace_id is 'Workspace';
comment on column kernel.audience_organisation.audience_id is 'Audience';
comment on column kernel.audience_organisation.organisation_id is 'Organisation';

create function kernel.my_audiences(only_kind text default null) returns uuid[] language sql stable
  return array(
    select a.id from kernel.audience a
    where a.workspace_id = kernel.workspace_id()
      and (only_kind is null or a.kind = only_kind)
      and (a.kind = 'public'
        or (a.kind = 'team' and kernel.in_team())
        or (a.kind = 'table' and kernel.role() in ('coordinator', 'assistant', 'researcher', 'adviser'))
        or (a.kind not in ('public', 'team') and exists (
          select from kernel.audience_organisation o
          where o.workspace_id = a.workspace_id and o.audience_id = a.id and o.organisation_id = kernel.organisation_id()))));
comment on function kernel.my_audiences is
  'The audiences the asking person is of, or those of one kind; the team but for facilitators is of every table';

create function kernel.scopes(verb text) returns jsonb language sql stable
  return (select coalesce(jsonb_object_agg(r.resource, kernel.may(verb, r.resource)), '{}')
            from (select distinct resource from kernel.access_rule) r);
comment on function kernel.scopes is 'For each resource the scopes in which the asking person may see, write or export it';

create function kernel.seen(scopes jsonb, owner uuid, audience uuid, acting_for uuid, mine uuid[]) returns boolean language sql immutable
  return (audience is null and scopes ? 'all')
      or (audience = any (mine) and scopes <> '[]')
      or (owner = acting_for and scopes ? 'own');
comment on function kernel.seen is
  'Whether a row is seen: one without audience by who may see all of its resource, one with an audience by those of it whose role sees the resource at all, an organisation''s own by its people';

create function kernel.written(scopes jsonb, owner uuid, audience uuid, acting_for uuid, mine uuid[], tables uuid[]) returns boolean language sql immutable
  return ((audience is null or audience = any (mine)) and scopes ? 'all')
      or (owner = acting_for and scopes ? 'own')
      or (audience = any (tables) and scopes ? 'table');
comment on function kernel.written is
  'Whether a row may be written: being of its audience is not enough, it must be all that one may write, one''s organisation''s own, or of one''s table';

create function kernel.enter(p_workspace uuid, p_account uuid) returns setof kernel.member language plpgsql as $$
declare
  found_member kernel.member;
begin
  perform set_config('acuerdo.workspace', p_workspace::text, true), set_config('acuerdo.account', p_account::text, true),
          set_config('acuerdo.role', '', true), set_config('acuerdo.member', '', true), set_config('acuerdo.organisation', '', true);
  select m.* into found_member from kernel.member m
   where m.workspace_id = p_workspace and m.account_id = p_account and m.deleted_at is null;
  if found_member.id is not null then
    perform set_config('acuerdo.role', found_member.role, true), set_config('acuerdo.member', found_member.id::text, true),
            set_config('acuerdo.organisation', coalesce(found_member.organisation_id::text, ''), true);
    return next found_member;
  end if;
end $$;
comment on function kernel.enter is 'Begins a person''s transaction in a workspace; no row: the account is no member, and sees nothing';

create function kernel.enter_public(p_workspace uuid) returns void language sql as $$
  select set_config('acuerdo.workspace', p_workspace::text, true), set_config('acuerdo.role', 'public', true),
         set_config('acuerdo.account', '', true), set_config('acuerdo.member', '', true), set_config('acuerdo.organisation', '', true)
$$;
comment on function kernel.enter_public is 'Begins a transaction of somebody without an account';

create function kernel.enter_system(p_workspace uuid default null) returns void language sql as $$
  select set_config('acuerdo.workspace', coalesce(p_workspace::text, ''), true), set_config('acuerdo.role', 'system', true),
         set_config('acuerdo.account', '', true), set_config('acuerdo.member', '', true), set_config('acuerdo.organisation', '', true)
$$;
comment on function kernel.enter_system is
  'Begins a transaction of the program itself: jobs, command line, backup, restore; without a workspace it passes them all';

-- Places and groups --------------------------------------------------------------------------------------------------

create table kernel.place (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  code text not null,
  kind text not null check (kind in ('country', 'state', 'municipality', 'locality', 'zone')),
  parent_id uuid,
  name jsonb not null check (kernel.is_text(name)),
  iso text,
  outline jsonb,
  primary key (workspace_id, id),
  unique (workspace_id, code),
  foreign key (workspace_id, parent_id) references kernel.place
);
create index place_parent on kernel.place (workspace_id, parent_id);
comment on table kernel.place is 'Country, state, municipality or borough, locality, zone';
comment on column kernel.place.workspace_id is 'Workspace';
comment on column kernel.place.id is 'UUIDv7';
comment on column kernel.place.code is 'MX, INEGI''s 01…32 for states, 09007 for municipalities; free elsewhere';
comment on column kernel.place.kind is 'Level';
comment on column kernel.place.parent_id is 'Place that contains it';
comment on column kernel.place.name is 'Bilingual name';
comment on column kernel.place.iso is 'ISO 3166 code where there is one';
comment on column kernel.place.outline is 'GeoJSON geometry in WGS 84, where imported';

create table kernel.worker_group (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  code text not null check (code ~ '^[a-z][a-z0-9_]*$'),
  name jsonb not null check (kernel.is_text(name)),
  standard boolean not null default false,
  position int not null default 0,
  version int not null default 1,
  deleted_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, code)
);
comment on table kernel.worker_group is 'A group of workers in informal employment: the eight common ones and the workspace''s own';
comment on column kernel.worker_group.workspace_id is 'Workspace';
comment on column kernel.worker_group.id is 'UUIDv7';
comment on column kernel.worker_group.code is 'Short name in addresses and on the command line, e.g. domestic';
comment on column kernel.worker_group.name is 'Bilingual name';
comment on column kernel.worker_group.standard is 'One of the eight that every workspace starts with';
comment on column kernel.worker_group.position is 'Order in lists';
comment on column kernel.worker_group.version is 'Counts writes';
comment on column kernel.worker_group.deleted_at is 'When removed; purged after 30 days';

-- Records that can be cited, their versions and threads --------------------------------------------------------------

create table kernel.record_kind (
  kind text primary key,
  resource text not null
);
comment on table kernel.record_kind is 'Kinds of citable record and the resource whose access rules hold; each part adds its own';
comment on column kernel.record_kind.kind is 'figure, demand, clause, …';
comment on column kernel.record_kind.resource is 'Resource in kernel.access_rule';

create table kernel.record (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  kind text not null references kernel.record_kind,
  version int not null default 1,
  title jsonb not null check (kernel.is_text(title)),
  path text not null,
  organisation_id uuid,
  audience_id uuid,
  endorsed boolean not null default false,
  place_id uuid,
  worker_group_id uuid,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  deleted_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, organisation_id) references kernel.organisation,
  foreign key (workspace_id, audience_id) references kernel.audience,
  foreign key (workspace_id, place_id) references kernel.place,
  foreign key (workspace_id, worker_group_id) references kernel.worker_group
);
create index record_kind_index on kernel.record (kind);
create index record_organisation on kernel.record (workspace_id, organisation_id);
create index record_audience on kernel.record (workspace_id, audience_id);
create index record_place on kernel.record (workspace_id, place_id);
create index record_worker_group on kernel.record (workspace_id, worker_group_id);
comment on table kernel.record is 'Register of everything citable, whatever part holds it';
comment on column kernel.record.workspace_id is 'Workspace';
comment on column kernel.record.id is 'UUIDv7, the same as in the part''s own table';
comment on column kernel.record.kind is 'Kind';
comment on column kernel.record.version is 'Version now; links pin the one they cite';
comment on column kernel.record.title is 'Bilingual title in lists and threads';
comment on column kernel.record.path is 'Address within the workspace, without language';
comment on column kernel.record.organisation_id is 'Whose it is: the organisation that raised, offered or assessed; null: the programme''s';
comment on column kernel.record.audience_id is 'Who may see it; null: whoever the role table lets see this resource';
comment on column kernel.record.endorsed is 'Others voted, endorsed or signed it: a changed basis is shown to the team only, and marks it basis_revised';
comment on column kernel.record.place_id is 'Place it speaks of';
comment on column kernel.record.worker_group_id is 'Worker group it speaks of';
comment on column kernel.record.created_at is 'When made';
comment on column kernel.record.changed_at is 'When last changed';
comment on column kernel.record.withdrawn_at is 'When it ceased to hold (consent revoked, unpublished)';
comment on column kernel.record.deleted_at is 'When deleted; purged after 30 days';

create table kernel.record_version (
  workspace_id uuid not null,
  record_id uuid not null,
  version int not null,
  snapshot jsonb,
  audience_id uuid,
  at timestamptz not null default now(),
  member_id uuid,
  primary key (workspace_id, record_id, version),
  foreign key (workspace_id, audience_id) references kernel.audience,
  foreign key (workspace_id, record_id) references kernel.record on delete cascade,
  foreign key (workspace_id, member_id) references kernel.member
);
create index record_version_audience on kernel.record_version (workspace_id, audience_id);
create index record_version_member on kernel.record_version (workspace_id, member_id);
comment on table kernel.record_version is 'What a record said in each of its versions';
comment on column kernel.record_version.workspace_id is 'Workspace';
comment on column kernel.record_version.record_id is 'Record';
comment on column kernel.record_version.version is 'Version, from 1';
comment on column kernel.record_version.snapshot is 'Its fields; null after legal erasure';
comment on column kernel.record_version.audience_id is 'Who might see it then: what was private stays so when a later version is published';
comment on column kernel.record_version.at is 'When';
comment on column kernel.record_version.member_id is 'Who; null: the program';

create table kernel.link (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('supports', 'quotes', 'answers', 'becomes', 'fulfils', 'measures', 'replaces')),
  basis_id uuid not null,
  basis_version int not null,
  record_id uuid not null,
  at timestamptz not null default now(),
  member_id uuid,
  primary key (workspace_id, id),
  unique (workspace_id, basis_id, record_id, kind),
  foreign key (workspace_id, basis_id) references kernel.record on delete cascade,
  foreign key (workspace_id, basis_id, basis_version) references kernel.record_version,
  foreign key (workspace_id, record_id) references kernel.record on delete cascade,
  foreign key (workspace_id, member_id) references kernel.member,
  check (basis_id <> record_id)
);
create index link_basis_version on kernel.link (workspace_id, basis_id, basis_version);
create index link_record on kernel.link (workspace_id, record_id);
create index link_member on kernel.link (workspace_id, member_id);
comment on table kernel.link is 'One step of a thread: record_id rests on basis_id as it stood in basis_version';
comment on column kernel.link.workspace_id is 'Workspace';
comment on column kernel.link.id is 'UUIDv7';
comment on column kernel.link.kind is 'How: supports, quotes, answers, becomes, fulfils, measures, replaces';
comment on column kernel.link.basis_id is 'What is cited';
comment on column kernel.link.basis_version is 'Version cited';
comment on column kernel.link.record_id is 'What rests on it';
comment on column kernel.link.at is 'When linked';
comment on column kernel.link.member_id is 'Who linked; null: the program';

create table kernel.stale_mark (
  workspace_id uuid not null,
  record_id uuid not null,
  source_id uuid not null,
  source_version int not null,
  reason text not null check (reason in ('revised', 'replaced', 'withdrawn', 'amended')),
  effect text not null check (effect in ('stale', 'basis_revised')),
  since timestamptz not null default now(),
  primary key (workspace_id, record_id, source_id),
  foreign key (workspace_id, record_id) references kernel.record on delete cascade,
  foreign key (workspace_id, source_id) references kernel.record on delete cascade
);
create index stale_mark_source on kernel.stale_mark (workspace_id, source_id);
comment on table kernel.stale_mark is 'Something this record rests on, however far back, has changed and nobody has confirmed or rewritten the record yet';
comment on column kernel.stale_mark.workspace_id is 'Workspace';
comment on column kernel.stale_mark.record_id is 'Record marked';
comment on column kernel.stale_mark.source_id is 'Record that changed';
comment on column kernel.stale_mark.source_version is 'Its version after the change';
comment on column kernel.stale_mark.reason is 'revised, replaced, withdrawn, amended';
comment on column kernel.stale_mark.effect is 'stale: drafts and own prose; basis_revised: what others endorsed or signed, shown to the team only';
comment on column kernel.stale_mark.since is 'When the first change came that is not settled yet';

create function kernel.spread(p_source uuid, p_reason text, p_first uuid default null) returns int language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  marked int;
begin
  -- As the program: whoever changes a figure need not see the demands and delegations that rest on it.
  perform set_config('acuerdo.role', 'system', true);
  with recursive reached (id) as (
    select p_first where p_first is not null
    union
    select l.record_id from kernel.link l
     where p_first is null and l.workspace_id = kernel.workspace_id() and l.basis_id = p_source
    union
    select l.record_id from kernel.link l join reached on l.workspace_id = kernel.workspace_id() and l.basis_id = reached.id
  )
  insert into kernel.stale_mark (workspace_id, record_id, source_id, source_version, reason, effect)
  select r.workspace_id, r.id, s.id, s.version, p_reason, case when r.endorsed then 'basis_revised' else 'stale' end
    from reached
    join kernel.record r on r.workspace_id = kernel.workspace_id() and r.id = reached.id and r.deleted_at is null
    join kernel.record s on s.workspace_id = kernel.workspace_id() and s.id = p_source
   where r.id <> p_source
  on conflict (workspace_id, record_id, source_id)
    do update set source_version = excluded.source_version, reason = excluded.reason, effect = excluded.effect;
  get diagnostics marked = row_count;
  perform set_config('acuerdo.role', asking, true);
  return marked;
end $$;
comment on function kernel.spread is
  'Marks all that rests on a changed record, directly or through others, in the same transaction; with p_first only that record and what rests on it. Returns how many';

-- Log, attachments, search -------------------------------------------------------------------------------------------

create table kernel.event (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  at timestamptz not null default now(),
  member_id uuid,
  action text not null,
  subject_kind text not null,
  subject_id uuid,
  subject_version int,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references kernel.member
);
create index event_member on kernel.event (workspace_id, member_id);
create index event_subject on kernel.event (workspace_id, subject_id);
comment on table kernel.event is 'Who changed what, when, from which version; never values. Rows are only ever added';
comment on column kernel.event.workspace_id is 'Workspace';
comment on column kernel.event.id is 'UUIDv7, in order of time';
comment on column kernel.event.at is 'When';
comment on column kernel.event.member_id is 'Who; null: the program or the command line';
comment on column kernel.event.action is 'created, changed, deleted, restored, cited, imported, signed_in, exported, …';
comment on column kernel.event.subject_kind is 'Kind of thing';
comment on column kernel.event.subject_id is 'Which';
comment on column kernel.event.subject_version is 'Version after the action';

create table kernel.attachment (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  record_id uuid,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null,
  media_type text not null,
  name text not null,
  organisation_id uuid,
  audience_id uuid,
  resource text not null,
  at timestamptz not null default now(),
  member_id uuid,
  deleted_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, record_id) references kernel.record on delete cascade,
  foreign key (workspace_id, organisation_id) references kernel.organisation,
  foreign key (workspace_id, audience_id) references kernel.audience,
  foreign key (workspace_id, member_id) references kernel.member
);
create index attachment_record on kernel.attachment (workspace_id, record_id);
create index attachment_organisation on kernel.attachment (workspace_id, organisation_id);
create index attachment_audience on kernel.attachment (workspace_id, audience_id);
create index attachment_member on kernel.attachment (workspace_id, member_id);
comment on table kernel.attachment is 'A file, kept by its SHA-256 in the data directory';
comment on column kernel.attachment.workspace_id is 'Workspace';
comment on column kernel.attachment.id is 'UUIDv7';
comment on column kernel.attachment.record_id is 'Record it belongs to';
comment on column kernel.attachment.sha256 is 'Hash of the content: files/ab/<sha256>';
comment on column kernel.attachment.bytes is 'Size';
comment on column kernel.attachment.media_type is 'Media type';
comment on column kernel.attachment.name is 'File name as given';
comment on column kernel.attachment.organisation_id is 'Whose it is; null: the programme''s';
comment on column kernel.attachment.audience_id is 'Who may see it; null: by the role table';
comment on column kernel.attachment.resource is 'Resource in kernel.access_rule';
comment on column kernel.attachment.at is 'When added';
comment on column kernel.attachment.member_id is 'Who added it; null: the program';
comment on column kernel.attachment.deleted_at is 'When deleted; purged after 30 days';

create table kernel.search_entry (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  kind text not null,
  resource text not null,
  path text not null,
  title jsonb not null check (kernel.is_text(title)),
  body text not null default '',
  organisation_id uuid,
  audience_id uuid,
  words tsvector generated always as (
    setweight(to_tsvector('kernel.es', coalesce(title -> 'es' ->> 'text', '')), 'A')
    || setweight(to_tsvector('kernel.en', coalesce(title -> 'en' ->> 'text', '')), 'A')
    || to_tsvector('kernel.es', body) || to_tsvector('kernel.en', body)) stored,
  primary key (workspace_id, id),
  foreign key (workspace_id, organisation_id) references kernel.organisation,
  foreign key (workspace_id, audience_id) references kernel.audience
);
create index search_entry_words on kernel.search_entry using gin (words);
create index search_entry_title on kernel.search_entry using gin ((title ->> 'es') gin_trgm_ops);
create index search_entry_organisation on kernel.search_entry (workspace_id, organisation_id);
create index search_entry_audience on kernel.search_entry (workspace_id, audience_id);
comment on table kernel.search_entry is 'What the search box finds; written in the transaction that writes the record';
comment on column kernel.search_entry.workspace_id is 'Workspace';
comment on column kernel.search_entry.id is 'Id of what is found';
comment on column kernel.search_entry.kind is 'Kind of what is found';
comment on column kernel.search_entry.resource is 'Resource in kernel.access_rule';
comment on column kernel.search_entry.path is 'Address within the workspace, without language';
comment on column kernel.search_entry.title is 'Bilingual title';
comment on column kernel.search_entry.body is 'Other words to find it by';
comment on column kernel.search_entry.organisation_id is 'Whose it is; null: the programme''s';
comment on column kernel.search_entry.audience_id is 'Who may find it; null: by the role table';
comment on column kernel.search_entry.words is 'Search vector of title and body in Spanish and English';

-- Row-level security -------------------------------------------------------------------------------------------------

create function kernel.protect(target regclass, see text, write text) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy see on %s for select using (%s)', target, see);
  execute format('create policy add on %s for insert with check (%s)', target, write);
  execute format('create policy change on %s for update using (%s) with check (%s)', target, write, write);
  execute format('create policy remove on %s for delete using (%s)', target, write);
end $$;
comment on function kernel.protect is
  'Closes a table: conditions for seeing and for writing its rows. Wrap functions of the transaction in (select …) so that they run once a query';

select kernel.protect('kernel.workspace',
  'kernel.in_workspace(id) or exists (select from kernel.member m where m.workspace_id = workspace.id and m.account_id = (select kernel.account_id()) and m.deleted_at is null)',
  'kernel.in_workspace(id) and (select kernel.may(''write'', ''settings'')) <> ''{}''');
select kernel.protect('kernel.member',
  'account_id = (select kernel.account_id()) or (kernel.in_workspace(workspace_id) and (select kernel.may(''see'', ''settings'')) <> ''{}'')',
  'kernel.in_workspace(workspace_id) and (select kernel.may(''write'', ''settings'')) <> ''{}''');
select kernel.protect('kernel.organisation',
  'kernel.in_workspace(workspace_id) and (''all'' = any ((select kernel.may(''see'', ''organisation''))::text[]))',
  'kernel.in_workspace(workspace_id) and (''all'' = any ((select kernel.may(''write'', ''organisation''))::text[]))');
select kernel.protect('kernel.audience',
  'kernel.in_workspace(workspace_id) and (kind = ''public'' or (select kernel.in_team()) or exists (select from kernel.audience_organisation o where o.workspace_id = audience.workspace_id and o.audience_id = audience.id))',
  'kernel.in_workspace(workspace_id) and (select kernel.may(''write'', ''settings'')) <> ''{}''');
select kernel.protect('kernel.audience_organisation',
  'kernel.in_workspace(workspace_id) and ((select kernel.in_team()) or organisation_id = (select kernel.organisation_id()))',
  'kernel.in_workspace(workspace_id) and (select kernel.may(''write'', ''settings'')) <> ''{}''');
select kernel.protect('kernel.place',
  'kernel.in_workspace(workspace_id)',
  'kernel.in_workspace(workspace_id) and (select kernel.may(''write'', ''evidence'')) <> ''{}''');
select kernel.protect('kernel.worker_group',
  'kernel.in_workspace(workspace_id)',
  'kernel.in_workspace(workspace_id) and (select kernel.may(''write'', ''evidence'')) <> ''{}''');

create function kernel.kind_scopes(verb text) returns jsonb language sql stable
  return (select coalesce(jsonb_object_agg(k.kind, kernel.may(verb, k.resource)), '{}') from kernel.record_kind k);
comment on function kernel.kind_scopes is 'The same as kernel.scopes, by kind of record';

select kernel.protect('kernel.record',
  'kernel.in_workspace(workspace_id) and ((select kernel.role()) = ''system'' or kernel.seen((select kernel.kind_scopes(''see'')) -> kind, organisation_id, audience_id, (select kernel.organisation_id()), (select kernel.my_audiences())))',
  'kernel.in_workspace(workspace_id) and ((select kernel.role()) = ''system'' or kernel.written((select kernel.kind_scopes(''write'')) -> kind, organisation_id, audience_id, (select kernel.organisation_id()), (select kernel.my_audiences()), (select kernel.my_audiences(''table''))))');

create function kernel.writes_record(workspace uuid, record uuid) returns boolean language sql stable
  return exists (
    select from kernel.record r
     where r.workspace_id = workspace and r.id = record
       and ((select kernel.role()) = 'system' or kernel.written((select kernel.kind_scopes('write')) -> r.kind, r.organisation_id, r.audience_id, (select kernel.organisation_id()), (select kernel.my_audiences()), (select kernel.my_audiences('table')))));
comment on function kernel.writes_record is 'Whether the asking person may write this record, and so what hangs on it';

select kernel.protect('kernel.record_version',
  'kernel.in_workspace(workspace_id) and exists (select from kernel.record r where r.workspace_id = record_version.workspace_id and r.id = record_version.record_id and ((select kernel.role()) = ''system'' or kernel.seen((select kernel.kind_scopes(''see'')) -> r.kind, r.organisation_id, record_version.audience_id, (select kernel.organisation_id()), (select kernel.my_audiences()))))',
  'kernel.in_workspace(workspace_id) and kernel.writes_record(workspace_id, record_id)');
select kernel.protect('kernel.link',
  'kernel.in_workspace(workspace_id) and exists (select from kernel.record r where r.workspace_id = link.workspace_id and r.id = link.record_id) and exists (select from kernel.record b where b.workspace_id = link.workspace_id and b.id = link.basis_id)',
  'kernel.in_workspace(workspace_id) and kernel.writes_record(workspace_id, record_id) and exists (select from kernel.record b where b.workspace_id = link.workspace_id and b.id = link.basis_id)');
select kernel.protect('kernel.stale_mark',
  'kernel.in_workspace(workspace_id) and (effect = ''stale'' or (select kernel.in_team())) and exists (select from kernel.record r where r.workspace_id = stale_mark.workspace_id and r.id = stale_mark.record_id)',
  'kernel.in_workspace(workspace_id) and kernel.writes_record(workspace_id, record_id)');
select kernel.protect('kernel.attachment',
  'kernel.in_workspace(workspace_id) and ((select kernel.role()) = ''system'' or kernel.seen((select kernel.scopes(''see'')) -> resource, organisation_id, audience_id, (select kernel.organisation_id()), (select kernel.my_audiences())))',
  'kernel.in_workspace(workspace_id) and ((select kernel.role()) = ''system'' or kernel.written((select kernel.scopes(''write'')) -> resource, organisation_id, audience_id, (select kernel.organisation_id()), (select kernel.my_audiences()), (select kernel.my_audiences(''table''))))');
select kernel.protect('kernel.search_entry',
  'kernel.in_workspace(workspace_id) and ((select kernel.role()) = ''system'' or kernel.seen((select kernel.scopes(''see'')) -> resource, organisation_id, audience_id, (select kernel.organisation_id()), (select kernel.my_audiences())))',
  'kernel.in_workspace(workspace_id) and ((select kernel.role()) = ''system'' or kernel.written((select kernel.scopes(''write'')) -> resource, organisation_id, audience_id, (select kernel.organisation_id()), (select kernel.my_audiences()), (select kernel.my_audiences(''table''))))');

alter table kernel.event enable row level security;
alter table kernel.event force row level security;
create policy see on kernel.event for select
  using (kernel.in_workspace(workspace_id) and (select kernel.may('see', 'settings')) <> '{}');
create policy add on kernel.event for insert
  with check (kernel.in_workspace(workspace_id) and (member_id = (select kernel.member_id()) or (select kernel.role()) = 'system'));
