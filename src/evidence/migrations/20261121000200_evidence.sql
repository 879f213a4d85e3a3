-- Data sets and their vintages, imports under way, cited figures, figures published by others.

create schema evidence;
comment on schema evidence is 'What is known: microdata of surveys, figures estimated from them, figures published by others';

insert into kernel.record_kind (kind, resource) values ('data_file', 'evidence'), ('figure', 'evidence'), ('published_figure', 'evidence');

create table evidence.data_file (
  workspace_id uuid not null,
  id uuid not null,
  survey text not null check (survey ~ '^[a-z][a-z0-9_]*$'),
  period text not null,
  coverage text[] not null check (coverage <> '{}'),
  is_sample boolean not null default false,
  primary key (workspace_id, id),
  unique (workspace_id, survey, period, coverage, is_sample),
  foreign key (workspace_id, id) references kernel.record on delete cascade
);
comment on table evidence.data_file is 'The microdata of one survey and period over one territory; INEGI may publish it again, each time a vintage';
comment on column evidence.data_file.workspace_id is 'Workspace';
comment on column evidence.data_file.id is 'UUIDv7, the same as in kernel.record';
comment on column evidence.data_file.survey is 'enoe, enoe_n, etoe';
comment on column evidence.data_file.period is 'Period code: 2019T1, 2020-05';
comment on column evidence.data_file.coverage is 'MX, or the codes of the states that the file covers';
comment on column evidence.data_file.is_sample is 'Made-up data, marked so on every page and export';

create table evidence.vintage (
  workspace_id uuid not null,
  id uuid not null,
  data_file_id uuid not null,
  number int not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  files jsonb not null,
  rows bigint not null,
  weight text not null,
  strata text,
  psu text,
  columns jsonb not null,
  found jsonb not null,
  directory text not null,
  imported_at timestamptz not null default now(),
  member_id uuid,
  replaced_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, data_file_id, number),
  foreign key (workspace_id, data_file_id) references evidence.data_file on delete cascade,
  foreign key (workspace_id, member_id) references kernel.member
);
create unique index vintage_current on evidence.vintage (workspace_id, data_file_id) where replaced_at is null;
create index vintage_sha256 on evidence.vintage (workspace_id, sha256);
create index vintage_member on evidence.vintage (workspace_id, member_id);
comment on table evidence.vintage is 'One delivery of a data file: the old ones are kept, because figures cite them';
comment on column evidence.vintage.workspace_id is 'Workspace';
comment on column evidence.vintage.id is 'UUIDv7';
comment on column evidence.vintage.data_file_id is 'Data file';
comment on column evidence.vintage.number is 'From 1';
comment on column evidence.vintage.sha256 is 'Hash over the hashes of the files given: the same files are recognised';
comment on column evidence.vintage.files is 'Files given: name, sha256, bytes';
comment on column evidence.vintage.rows is 'Persons in the file, interviewed or not';
comment on column evidence.vintage.weight is 'Column of the expansion factor';
comment on column evidence.vintage.strata is 'Column of the design stratum; null: the file has none, so no error can be given';
comment on column evidence.vintage.psu is 'Column of the primary sampling unit; null as above';
comment on column evidence.vintage.columns is 'Names of the columns at hand';
comment on column evidence.vintage.found is 'What the importer recognised: tables, renamings, what is missing, warnings';
comment on column evidence.vintage.directory is 'Folder of its Parquet, relative to the data directory';
comment on column evidence.vintage.imported_at is 'When imported';
comment on column evidence.vintage.member_id is 'Who imported; null: the command line or the program';
comment on column evidence.vintage.replaced_at is 'When a newer vintage took its place; null: current';

create table evidence.import (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  files jsonb not null,
  found jsonb,
  outcome text check (outcome in ('added', 'replaced', 'same')),
  vintage_id uuid,
  is_sample boolean not null default false,
  job_id uuid,
  at timestamptz not null default now(),
  member_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, vintage_id) references evidence.vintage on delete set null (vintage_id),
  foreign key (workspace_id, member_id) references kernel.member
);
create index import_vintage on evidence.import (workspace_id, vintage_id);
create index import_member on evidence.import (workspace_id, member_id);
comment on table evidence.import is 'Files that somebody gave, and what became of them';
comment on column evidence.import.workspace_id is 'Workspace';
comment on column evidence.import.id is 'UUIDv7';
comment on column evidence.import.files is 'Files given: name, sha256, bytes';
comment on column evidence.import.found is 'What was recognised in them, as soon as it is known';
comment on column evidence.import.outcome is 'added, replaced an older vintage, same as one already here; null: under way or failed';
comment on column evidence.import.vintage_id is 'Vintage made or found the same';
comment on column evidence.import.is_sample is 'The made-up survey';
comment on column evidence.import.job_id is 'Job that does the work';
comment on column evidence.import.at is 'When given';
comment on column evidence.import.member_id is 'Who gave them; null: the command line or the program';

create table evidence.figure (
  workspace_id uuid not null,
  id uuid not null,
  data_file_id uuid not null,
  vintage_id uuid not null,
  spec jsonb not null,
  estimate jsonb not null,
  recomputed jsonb,
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references kernel.record on delete cascade,
  foreign key (workspace_id, data_file_id) references evidence.data_file on delete cascade,
  foreign key (workspace_id, vintage_id) references evidence.vintage on delete cascade
);
create index figure_data_file on evidence.figure (workspace_id, data_file_id);
create index figure_vintage on evidence.figure (workspace_id, vintage_id);
comment on table evidence.figure is 'A cited estimate, frozen with its specification';
comment on column evidence.figure.workspace_id is 'Workspace';
comment on column evidence.figure.id is 'UUIDv7, the same as in kernel.record';
comment on column evidence.figure.data_file_id is 'Data file it comes from';
comment on column evidence.figure.vintage_id is 'Vintage it was computed on';
comment on column evidence.figure.spec is 'What was computed: place, group, table, row, measure, sex, definition and its version';
comment on column evidence.figure.estimate is 'Value, standard error, CV, cases, base, as computed then';
comment on column evidence.figure.recomputed is 'The same on a newer vintage, where it came out different and nobody has settled it yet';

create table evidence.published_import (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  file_name text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null,
  given_at timestamptz not null default now(),
  member_id uuid,
  done_at timestamptz,
  added int not null default 0,
  updated int not null default 0,
  unchanged int not null default 0,
  replaced jsonb not null default '[]',
  undone_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references kernel.member
);
create index published_import_member on evidence.published_import (workspace_id, member_id);
create index published_import_sha256 on evidence.published_import (workspace_id, sha256);
comment on table evidence.published_import is 'A file of published figures that somebody gave: looked at first, then imported whole or not at all';
comment on column evidence.published_import.workspace_id is 'Workspace';
comment on column evidence.published_import.id is 'UUIDv7';
comment on column evidence.published_import.file_name is 'Name of the file as given';
comment on column evidence.published_import.sha256 is 'Hash of the file, which is kept: the same one is recognised';
comment on column evidence.published_import.bytes is 'Its size';
comment on column evidence.published_import.given_at is 'When uploaded';
comment on column evidence.published_import.member_id is 'Who; null: the program';
comment on column evidence.published_import.done_at is 'When its figures were written; null: only looked at so far';
comment on column evidence.published_import.added is 'Figures that were new';
comment on column evidence.published_import.updated is 'Figures that stood here with other numbers';
comment on column evidence.published_import.unchanged is 'Figures that stood here already';
comment on column evidence.published_import.replaced is 'What the updated figures said before, so that the import can be undone';
comment on column evidence.published_import.undone_at is 'When it was undone; null: it holds';

-- INEGI's tables of one quarter have 27,246 figures, of which a programme cites a few. Each becomes a record of the kernel when
-- it is cited (or typed, which somebody does in order to cite it), and not before: records with versions and search entries for
-- all of them would be 80,000 rows that nobody asked for, and bury the search box.
create table evidence.published_figure (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  record_id uuid,
  import_id uuid,
  period text not null,
  place_code text not null,
  indicator text,
  path text,
  label jsonb not null check (kernel.is_text(label)),
  sex text not null default 'total' check (sex in ('total', 'women', 'men')),
  locality text not null default 'all' check (locality in ('all', 'more', 'less', 'medium', 'low', 'rural')),
  unit text not null check (unit in ('persons', 'percent', 'hours', 'pesos', 'years')),
  value double precision not null,
  decimals int not null check (decimals between 0 and 10),
  se double precision check (se >= 0),
  cv double precision check (cv >= 0),
  cv_decimals int check (cv_decimals between 0 and 10),
  low double precision,
  high double precision check (high >= low),
  level int check (level between 50 and 99),
  source jsonb not null,
  primary key (workspace_id, id),
  check (record_id = id),
  check ((path is null) = (import_id is null)),
  foreign key (workspace_id, record_id) references kernel.record on delete cascade,
  foreign key (workspace_id, import_id) references evidence.published_import
);
create index published_figure_record on evidence.published_figure (workspace_id, record_id) where record_id is not null;
create index published_figure_import on evidence.published_figure (workspace_id, import_id) where import_id is not null;
create index published_figure_claim on evidence.published_figure (workspace_id, period, place_code, indicator);
create index published_figure_list on evidence.published_figure (workspace_id, period desc, id);
create unique index published_figure_printed on evidence.published_figure (workspace_id, period, place_code, sex, locality, path)
  where path is not null;
comment on table evidence.published_figure is 'A figure that somebody else published, typed or imported, cited as published';
comment on column evidence.published_figure.workspace_id is 'Workspace';
comment on column evidence.published_figure.id is 'UUIDv7';
comment on column evidence.published_figure.record_id is 'The same as id once it is a citable record of the kernel; null: imported and not cited yet';
comment on column evidence.published_figure.import_id is 'The import that wrote it last; null: typed';
comment on column evidence.published_figure.period is 'Period code';
comment on column evidence.published_figure.place_code is 'Place code';
comment on column evidence.published_figure.indicator is 'What it counts, in our vocabulary (til1); null: nothing that we estimate';
comment on column evidence.published_figure.path is 'Headings and row in the publication; with period, place, sex and locality it is one figure. Null: typed';
comment on column evidence.published_figure.label is 'What it counts, as published';
comment on column evidence.published_figure.sex is 'total, women, men';
comment on column evidence.published_figure.locality is 'all, or the size of locality';
comment on column evidence.published_figure.unit is 'Unit of value, se, low and high';
comment on column evidence.published_figure.value is 'The figure; rates in percent';
comment on column evidence.published_figure.decimals is 'Decimals printed: 56.9 has one, so that 56.88 agrees with it';
comment on column evidence.published_figure.se is 'Standard error, same unit';
comment on column evidence.published_figure.cv is 'Coefficient of variation, percent';
comment on column evidence.published_figure.cv_decimals is 'Decimals printed of cv';
comment on column evidence.published_figure.low is 'Lower limit of its interval';
comment on column evidence.published_figure.high is 'Upper limit';
comment on column evidence.published_figure.level is 'Confidence level of the interval, percent';
comment on column evidence.published_figure.source is 'Producer, title, page, address, date; sheet and row of an imported one';

create table evidence.reveal (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  data_file_id uuid not null,
  place_code text not null,
  worker_group text,
  at timestamptz not null default now(),
  member_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, data_file_id) references evidence.data_file on delete cascade,
  foreign key (workspace_id, member_id) references kernel.member
);
create unique index reveal_once on evidence.reveal (workspace_id, data_file_id, place_code, coalesce(worker_group, ''));
create index reveal_member on evidence.reveal (workspace_id, member_id);
comment on table evidence.reveal is 'Withheld estimates that a coordinator opened for internal reading; they cannot be cited';
comment on column evidence.reveal.workspace_id is 'Workspace';
comment on column evidence.reveal.id is 'UUIDv7';
comment on column evidence.reveal.data_file_id is 'Data file';
comment on column evidence.reveal.place_code is 'Place whose withheld estimates are shown';
comment on column evidence.reveal.worker_group is 'Code of the worker group, where the overview is of one';
comment on column evidence.reveal.at is 'When';
comment on column evidence.reveal.member_id is 'Who';

select kernel.protect('evidence.data_file',
  'kernel.in_workspace(workspace_id) and ((select kernel.role()) = ''system'' or ''all'' = any ((select kernel.may(''see'', ''evidence''))::text[]))',
  'kernel.in_workspace(workspace_id) and ''all'' = any ((select kernel.may(''write'', ''evidence''))::text[])');
select kernel.protect('evidence.vintage',
  'kernel.in_workspace(workspace_id) and ((select kernel.role()) = ''system'' or ''all'' = any ((select kernel.may(''see'', ''evidence''))::text[]))',
  'kernel.in_workspace(workspace_id) and ''all'' = any ((select kernel.may(''write'', ''evidence''))::text[])');
select kernel.protect('evidence.import',
  'kernel.in_workspace(workspace_id) and ''all'' = any ((select kernel.may(''write'', ''evidence''))::text[])',
  'kernel.in_workspace(workspace_id) and ''all'' = any ((select kernel.may(''write'', ''evidence''))::text[])');
select kernel.protect('evidence.figure',
  'kernel.in_workspace(workspace_id) and exists (select from kernel.record r where r.workspace_id = figure.workspace_id and r.id = figure.id)',
  'kernel.in_workspace(workspace_id) and ''all'' = any ((select kernel.may(''write'', ''evidence''))::text[])');
-- One that is a record is seen by whoever sees the record.
select kernel.protect('evidence.published_figure',
  'kernel.in_workspace(workspace_id) and case when record_id is null then (select kernel.role()) = ''system'' or ''all'' = any ((select kernel.may(''see'', ''evidence''))::text[]) else exists (select from kernel.record r where r.workspace_id = published_figure.workspace_id and r.id = published_figure.record_id) end',
  'kernel.in_workspace(workspace_id) and ((select kernel.role()) = ''system'' or ''all'' = any ((select kernel.may(''write'', ''evidence''))::text[]))');
select kernel.protect('evidence.published_import',
  'kernel.in_workspace(workspace_id) and ((select kernel.role()) = ''system'' or ''all'' = any ((select kernel.may(''see'', ''evidence''))::text[]))',
  'kernel.in_workspace(workspace_id) and ((select kernel.role()) = ''system'' or ''all'' = any ((select kernel.may(''write'', ''evidence''))::text[]))');
select kernel.protect('evidence.reveal',
  'kernel.in_workspace(workspace_id) and (select kernel.may(''write'', ''settings'')) <> ''{}''',
  'kernel.in_workspace(workspace_id) and (select kernel.may(''write'', ''settings'')) <> ''{}''');
