-- The library: documents with the text of their pages, passages that can be cited, and what is known and missing by topic.

insert into kernel.record_kind (kind, resource) values ('document', 'evidence'), ('passage', 'evidence');

-- Words of a document in neither Spanish nor English: as they are written, without accents.
create text search configuration evidence.plain (copy = simple);
alter text search configuration evidence.plain alter mapping for hword, hword_part, word with unaccent, simple;

create function evidence.search_language(language text) returns text language sql immutable
  return case when language like 'es%' then 'es' when language like 'en%' then 'en' else 'plain' end;
comment on function evidence.search_language is 'By which rules the words of a text are told apart: es, en, plain';

create function evidence.words_of(language text, given text) returns tsvector language sql immutable
  return case evidence.search_language(language)
    when 'es' then to_tsvector('kernel.es', given) when 'en' then to_tsvector('kernel.en', given)
    else to_tsvector('evidence.plain', given) end;
comment on function evidence.words_of is 'The words of a text by the rules of its language';

create table evidence.document (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('law', 'study', 'statistic', 'rules', 'minutes', 'press', 'testimony', 'other')),
  title jsonb not null check (kernel.is_text(title)),
  sort_title text not null,
  authors text,
  publisher text,
  published text check (published ~ '^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$'),
  language text not null check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  topics text[] not null default '{}',
  quality text not null default 'unknown' check (quality in ('primary', 'official', 'reviewed', 'grey', 'press', 'unknown')),
  quality_note text,
  rights text not null default 'quote' check (rights in ('open', 'quote', 'none')),
  licence text,
  summary jsonb check (kernel.is_text(summary)),
  url text check (url ~ '^https?://'),
  seen_on date,
  file_id uuid,
  is_described boolean not null default true,
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references kernel.record on delete cascade
);
create index document_list on evidence.document (workspace_id, sort_title, id);
comment on table evidence.document is 'An entry of the library: law, study, statistics, press, testimony; a file, a link, or both';
comment on column evidence.document.workspace_id is 'Workspace';
comment on column evidence.document.id is 'UUIDv7, the same as in kernel.record';
comment on column evidence.document.kind is 'law, study, statistic, rules (of a programme), minutes, press, testimony, other';
comment on column evidence.document.title is 'Bilingual title';
comment on column evidence.document.sort_title is 'Title without accents and capitals, by which lists are ordered and doubles are found';
comment on column evidence.document.authors is 'Who wrote it, as printed';
comment on column evidence.document.publisher is 'Who published it';
comment on column evidence.document.published is 'Year, month or day of publication: 2019, 2019-05, 2019-05-12';
comment on column evidence.document.language is 'Language of its text, BCP 47';
comment on column evidence.document.topics is 'Topics it speaks of: codes of the common list, and of evidence.topic';
comment on column evidence.document.quality is 'How far it carries: primary source, official, reviewed by peers, grey, press, unknown';
comment on column evidence.document.quality_note is 'Why, in the team''s words';
comment on column evidence.document.rights is 'open: may be passed on whole; quote: may be quoted; none: not to be quoted';
comment on column evidence.document.licence is 'Licence or permission as given';
comment on column evidence.document.summary is 'What it says, in few sentences';
comment on column evidence.document.url is 'Address where it was found; nothing is fetched from there';
comment on column evidence.document.seen_on is 'Day on which somebody saw it at that address';
comment on column evidence.document.file_id is 'The file that is read now; null: a link alone';
comment on column evidence.document.is_described is 'False: it came as a file, and nobody has said yet what it is';

create table evidence.document_file (
  workspace_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  number int not null check (number > 0),
  attachment_id uuid,
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  format text not null check (format in ('pdf', 'docx', 'text', 'pasted')),
  state text not null check (state in ('waiting', 'read', 'no_text', 'failed')),
  pages int not null default 0,
  is_pasted boolean not null default false,
  job_id uuid,
  problem_code text,
  problem_values jsonb,
  at timestamptz not null default now(),
  member_id uuid,
  primary key (workspace_id, id),
  unique (workspace_id, document_id, number),
  check ((attachment_id is null) = (format = 'pasted')),
  check ((state = 'failed') = (problem_code is not null)),
  foreign key (workspace_id, document_id) references evidence.document on delete cascade,
  foreign key (workspace_id, attachment_id) references kernel.attachment,
  foreign key (workspace_id, member_id) references kernel.member
);
create index document_file_attachment on evidence.document_file (workspace_id, attachment_id);
create index document_file_sha256 on evidence.document_file (workspace_id, sha256);
create index document_file_member on evidence.document_file (workspace_id, member_id);
comment on table evidence.document_file is 'The files of a document, each a version of it; the text of the one that is read now stands in document_page';
comment on column evidence.document_file.workspace_id is 'Workspace';
comment on column evidence.document_file.id is 'UUIDv7';
comment on column evidence.document_file.document_id is 'Document';
comment on column evidence.document_file.number is 'From 1';
comment on column evidence.document_file.attachment_id is 'The original; null: text that was typed or pasted';
comment on column evidence.document_file.sha256 is 'Hash of the original: the same file is recognised';
comment on column evidence.document_file.format is 'pdf, docx, text, pasted';
comment on column evidence.document_file.state is 'waiting to be read, read, no_text (a scan), failed';
comment on column evidence.document_file.pages is 'Pages of a PDF, sections of anything else';
comment on column evidence.document_file.is_pasted is 'Its text was typed or pasted by somebody, for the file itself has none';
comment on column evidence.document_file.job_id is 'Job that reads it';
comment on column evidence.document_file.problem_code is 'Why it could not be read';
comment on column evidence.document_file.problem_values is 'Values of that problem';
comment on column evidence.document_file.at is 'When given';
comment on column evidence.document_file.member_id is 'Who gave it; null: the program';

alter table evidence.document add foreign key (workspace_id, file_id) references evidence.document_file deferrable initially deferred;
create index document_current_file on evidence.document (workspace_id, file_id);

create table evidence.document_page (
  workspace_id uuid not null,
  document_id uuid not null,
  number int not null check (number > 0),
  heading text,
  text text not null,
  language text not null,
  words tsvector generated always as (evidence.words_of(language, text)) stored,
  primary key (workspace_id, document_id, number),
  foreign key (workspace_id, document_id) references evidence.document on delete cascade
);
comment on table evidence.document_page is 'The text of a document as it is read now, page by page; sections where there are no pages';
comment on column evidence.document_page.workspace_id is 'Workspace';
comment on column evidence.document_page.document_id is 'Document';
comment on column evidence.document_page.number is 'Page as the file counts, or section, from 1';
comment on column evidence.document_page.heading is 'Heading of the section, where it has one';
comment on column evidence.document_page.text is 'Text, one paragraph a line';
comment on column evidence.document_page.language is 'Language of the document when it was read';
comment on column evidence.document_page.words is 'Its words, for counting and marking them';

-- No index serves a search of words under row-level security (@@ is not leakproof); equality of words is, hence one row a word.
create table evidence.document_word (
  workspace_id uuid not null,
  rules text not null check (rules in ('es', 'en', 'plain')),
  word text not null,
  document_id uuid not null,
  in_text boolean not null,
  pages int[] not null default '{}',
  primary key (workspace_id, rules, word, document_id, in_text),
  foreign key (workspace_id, document_id) references evidence.document on delete cascade
);
create index document_word_document on evidence.document_word (workspace_id, document_id, in_text);
comment on table evidence.document_word is 'Which document holds a word, and on which pages; written with the text and with the description';
comment on column evidence.document_word.workspace_id is 'Workspace';
comment on column evidence.document_word.rules is 'By which rules the word was made: es, en, plain';
comment on column evidence.document_word.word is 'The word without its ending';
comment on column evidence.document_word.document_id is 'Document';
comment on column evidence.document_word.in_text is 'True: of its pages; false: of title, authors, publisher, summary';
comment on column evidence.document_word.pages is 'Pages that hold it, in order; none of the description';

create table evidence.document_place (
  workspace_id uuid not null,
  document_id uuid not null,
  place_id uuid not null,
  primary key (workspace_id, document_id, place_id),
  foreign key (workspace_id, document_id) references evidence.document on delete cascade,
  foreign key (workspace_id, place_id) references kernel.place on delete cascade
);
create index document_place_place on evidence.document_place (workspace_id, place_id);
comment on table evidence.document_place is 'Places that a document speaks of';
comment on column evidence.document_place.workspace_id is 'Workspace';
comment on column evidence.document_place.document_id is 'Document';
comment on column evidence.document_place.place_id is 'Place';

create table evidence.document_group (
  workspace_id uuid not null,
  document_id uuid not null,
  worker_group_id uuid not null,
  primary key (workspace_id, document_id, worker_group_id),
  foreign key (workspace_id, document_id) references evidence.document on delete cascade,
  foreign key (workspace_id, worker_group_id) references kernel.worker_group on delete cascade
);
create index document_group_group on evidence.document_group (workspace_id, worker_group_id);
comment on table evidence.document_group is 'Worker groups that a document speaks of; none: of all of them';
comment on column evidence.document_group.workspace_id is 'Workspace';
comment on column evidence.document_group.document_id is 'Document';
comment on column evidence.document_group.worker_group_id is 'Worker group';

create table evidence.document_note (
  workspace_id uuid not null,
  document_id uuid not null,
  note text not null,
  primary key (workspace_id, document_id),
  foreign key (workspace_id, document_id) references evidence.document on delete cascade
);
comment on table evidence.document_note is 'What the team notes on a document, for itself alone';
comment on column evidence.document_note.workspace_id is 'Workspace';
comment on column evidence.document_note.document_id is 'Document';
comment on column evidence.document_note.note is 'The note';

create table evidence.passage (
  workspace_id uuid not null,
  id uuid not null,
  document_id uuid not null,
  file_number int not null,
  page int not null check (page > 0),
  quote text not null check (length(quote) between 3 and 4000),
  translation text,
  is_found boolean not null default true,
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references kernel.record on delete cascade,
  foreign key (workspace_id, document_id) references evidence.document on delete cascade
);
create index passage_document on evidence.passage (workspace_id, document_id);
comment on table evidence.passage is 'Words of a document that can be cited, with the page they stand on';
comment on column evidence.passage.workspace_id is 'Workspace';
comment on column evidence.passage.id is 'UUIDv7, the same as in kernel.record';
comment on column evidence.passage.document_id is 'Document';
comment on column evidence.passage.file_number is 'Which of the document''s files it was taken from';
comment on column evidence.passage.page is 'Page or section in that file';
comment on column evidence.passage.quote is 'The words, as they stand there';
comment on column evidence.passage.translation is 'The same in the other language of the workspace, where somebody translated it';
comment on column evidence.passage.is_found is 'False: a newer file of the document does not say this on that page any more';

create table evidence.topic (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  code text not null check (code ~ '^own_[a-z0-9_]+$'),
  name jsonb not null check (kernel.is_text(name)),
  primary key (workspace_id, code)
);
comment on table evidence.topic is 'Topics that a workspace adds to the common list';
comment on column evidence.topic.workspace_id is 'Workspace';
comment on column evidence.topic.code is 'Short name; begins with own_, so that it meets none of the common list';
comment on column evidence.topic.name is 'Bilingual name';

create table evidence.gap (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  topic text not null,
  worker_group_id uuid,
  place_id uuid not null,
  judged text check (judged in ('enough', 'not_enough')),
  priority text check (priority in ('high', 'medium', 'low')),
  note text,
  state text check (state in ('wanted', 'commissioned', 'in_hand', 'closed')),
  who text,
  due date,
  version int not null default 1,
  primary key (workspace_id, id),
  unique nulls not distinct (workspace_id, topic, worker_group_id, place_id),
  check (due is null or state is not null),
  foreign key (workspace_id, worker_group_id) references kernel.worker_group on delete cascade,
  foreign key (workspace_id, place_id) references kernel.place on delete cascade
);
create index gap_group on evidence.gap (workspace_id, worker_group_id);
create index gap_place on evidence.gap (workspace_id, place_id);
create index gap_due on evidence.gap (workspace_id, due) where state in ('wanted', 'commissioned', 'in_hand');
comment on table evidence.gap is 'What the team says of one cell of the gap matrix: topic by worker group by place; what is held is counted from the documents';
comment on column evidence.gap.workspace_id is 'Workspace';
comment on column evidence.gap.id is 'UUIDv7';
comment on column evidence.gap.topic is 'Topic';
comment on column evidence.gap.worker_group_id is 'Worker group; null: all of them';
comment on column evidence.gap.place_id is 'Place';
comment on column evidence.gap.judged is 'Whether what is held is enough; null: nobody has said';
comment on column evidence.gap.priority is 'How much it matters to close it';
comment on column evidence.gap.note is 'Why, what exactly is missing';
comment on column evidence.gap.state is 'The task of closing it: wanted, commissioned, in_hand, closed; null: there is none';
comment on column evidence.gap.who is 'Who is to close it';
comment on column evidence.gap.due is 'By which day';
comment on column evidence.gap.version is 'Counts writes';

create table evidence.document_import (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  file_name text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  given_at timestamptz not null default now(),
  member_id uuid,
  done_at timestamptz,
  added int not null default 0,
  updated int not null default 0,
  unchanged int not null default 0,
  document_ids uuid[] not null default '{}',
  undone_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references kernel.member
);
create index document_import_member on evidence.document_import (workspace_id, member_id);
comment on table evidence.document_import is 'A list of documents that somebody gave: looked at first, then written whole or not at all';
comment on column evidence.document_import.workspace_id is 'Workspace';
comment on column evidence.document_import.id is 'UUIDv7';
comment on column evidence.document_import.file_name is 'Name of the file as given';
comment on column evidence.document_import.sha256 is 'Hash of the file, which is kept';
comment on column evidence.document_import.given_at is 'When uploaded or pasted';
comment on column evidence.document_import.member_id is 'Who; null: the program';
comment on column evidence.document_import.done_at is 'When it was written; null: only looked at so far';
comment on column evidence.document_import.added is 'Documents that were new';
comment on column evidence.document_import.updated is 'Documents that were described anew';
comment on column evidence.document_import.unchanged is 'Documents that stood here already';
comment on column evidence.document_import.document_ids is 'Those that were added: undoing takes them away';
comment on column evidence.document_import.undone_at is 'When the added ones were taken away again; null: they hold';

-- Who sees what: a document as its record; its text and files the public only where it may be passed on whole.
select kernel.protect('evidence.document',
  'kernel.in_workspace(workspace_id) and exists (select from kernel.record r where r.workspace_id = document.workspace_id and r.id = document.id)',
  'kernel.in_workspace(workspace_id) and ''all'' = any ((select kernel.may(''write'', ''evidence''))::text[])');
select kernel.protect('evidence.document_file',
  'kernel.in_workspace(workspace_id) and exists (select from evidence.document d where d.workspace_id = document_file.workspace_id and d.id = document_file.document_id and (d.rights = ''open'' or (select kernel.role()) <> ''public''))',
  'kernel.in_workspace(workspace_id) and ''all'' = any ((select kernel.may(''write'', ''evidence''))::text[])');
select kernel.protect('evidence.document_page',
  'kernel.in_workspace(workspace_id) and exists (select from evidence.document d where d.workspace_id = document_page.workspace_id and d.id = document_page.document_id and (d.rights = ''open'' or (select kernel.role()) <> ''public''))',
  'kernel.in_workspace(workspace_id) and ''all'' = any ((select kernel.may(''write'', ''evidence''))::text[])');
select kernel.protect('evidence.document_word',
  'kernel.in_workspace(workspace_id) and (select kernel.role()) <> ''public'' and exists (select from evidence.document d where d.workspace_id = document_word.workspace_id and d.id = document_word.document_id)',
  'kernel.in_workspace(workspace_id) and ''all'' = any ((select kernel.may(''write'', ''evidence''))::text[])');
select kernel.protect('evidence.document_place',
  'kernel.in_workspace(workspace_id) and exists (select from evidence.document d where d.workspace_id = document_place.workspace_id and d.id = document_place.document_id)',
  'kernel.in_workspace(workspace_id) and ''all'' = any ((select kernel.may(''write'', ''evidence''))::text[])');
select kernel.protect('evidence.document_group',
  'kernel.in_workspace(workspace_id) and exists (select from evidence.document d where d.workspace_id = document_group.workspace_id and d.id = document_group.document_id)',
  'kernel.in_workspace(workspace_id) and ''all'' = any ((select kernel.may(''write'', ''evidence''))::text[])');
select kernel.protect('evidence.document_note',
  'kernel.in_workspace(workspace_id) and (select kernel.in_team())',
  'kernel.in_workspace(workspace_id) and ''all'' = any ((select kernel.may(''write'', ''evidence''))::text[])');
select kernel.protect('evidence.passage',
  'kernel.in_workspace(workspace_id) and exists (select from kernel.record r where r.workspace_id = passage.workspace_id and r.id = passage.id)',
  'kernel.in_workspace(workspace_id) and ''all'' = any ((select kernel.may(''write'', ''evidence''))::text[])');
select kernel.protect('evidence.topic',
  'kernel.in_workspace(workspace_id)',
  'kernel.in_workspace(workspace_id) and ''all'' = any ((select kernel.may(''write'', ''evidence''))::text[])');
-- The team's own judgement and tasks; everybody else sees what is held.
select kernel.protect('evidence.gap',
  'kernel.in_workspace(workspace_id) and (select kernel.in_team())',
  'kernel.in_workspace(workspace_id) and ''all'' = any ((select kernel.may(''write'', ''evidence''))::text[])');
select kernel.protect('evidence.document_import',
  'kernel.in_workspace(workspace_id) and ''all'' = any ((select kernel.may(''write'', ''evidence''))::text[])',
  'kernel.in_workspace(workspace_id) and ''all'' = any ((select kernel.may(''write'', ''evidence''))::text[])');
