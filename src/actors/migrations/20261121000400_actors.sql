-- Organisations and people, what ties them and where they stand; imports, merges, and the drawn map.
-- An organisation is one row of kernel.organisation (its name, and what members act for) and one here (all the rest).

select kernel.enter_system();

create schema actors;
comment on schema actors is 'Who is at the table: organisations, people, relations, positions, the map of actors';

insert into kernel.record_kind (kind, resource) values ('organisation', 'organisation'), ('person', 'leader_contact');

create function actors.plain(value text) returns text language sql stable
  return lower(unaccent(trim(regexp_replace(value, '[^[:alnum:]]+', ' ', 'g'))));
comment on function actors.plain is 'A name as it is compared: without accents, capitals, punctuation';

create function actors.title(name jsonb) returns jsonb language sql immutable
  return jsonb_build_object('es', jsonb_build_object('text', name -> (name ->> 'source') ->> 'text', 'state', 'current'),
                            'en', jsonb_build_object('text', name -> (name ->> 'source') ->> 'text', 'state', 'current')) || name;
comment on function actors.title is 'A name as the title of a record: a proper name without a translation is the same in both languages, not a text that waits for one';

-- Organisations ------------------------------------------------------------------------------------------------------

create table actors.organisation (
  workspace_id uuid not null,
  id uuid not null,
  constituency text check (constituency in ('workers', 'authority', 'employers', 'contractors', 'civil_society', 'academia', 'donor')),
  legal_form text check (legal_form in ('union', 'federation', 'cooperative', 'civil_association', 'unregistered', 'network', 'office', 'firm', 'chamber', 'university', 'foundation', 'international', 'other')),
  membership_based text check (membership_based in ('yes', 'no', 'unclear')),
  acronym text,
  sector jsonb check (sector is null or kernel.is_text(sector)),
  about jsonb check (about is null or kernel.is_text(about)),
  website text,
  place_id uuid,
  plain_name text not null default '',
  sort_name text collate "es-x-icu" not null default '',
  version int not null default 1,
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  merged_into uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references kernel.organisation on delete cascade,
  foreign key (workspace_id, place_id) references kernel.place,
  foreign key (workspace_id, merged_into) references kernel.organisation,
  check (merged_into is null or deleted_at is not null)
);
create index organisation_seat on actors.organisation (workspace_id, place_id);
create index organisation_merged_into on actors.organisation (workspace_id, merged_into);
create index organisation_sorted on actors.organisation (workspace_id, sort_name, id) where deleted_at is null;
create index organisation_plain on actors.organisation (workspace_id, plain_name);
create index organisation_alike on actors.organisation using gin (plain_name gin_trgm_ops);
comment on table actors.organisation is 'What is known of an organisation beside its name';
comment on column actors.organisation.workspace_id is 'Workspace';
comment on column actors.organisation.id is 'The same as in kernel.organisation and kernel.record';
comment on column actors.organisation.constituency is 'Whom it stands for at a table; null: nobody has said yet';
comment on column actors.organisation.legal_form is 'What it is in law; null: not known';
comment on column actors.organisation.membership_based is 'Whether its members decide: yes, no, unclear; null: nobody has said yet';
comment on column actors.organisation.acronym is 'Initials by which it is known';
comment on column actors.organisation.sector is 'Branch of activity or of government, bilingual';
comment on column actors.organisation.about is 'What it does, bilingual';
comment on column actors.organisation.website is 'Public address on the web';
comment on column actors.organisation.place_id is 'Seat';
comment on column actors.organisation.plain_name is 'Names and acronym as they are compared (actors.plain); kept by triggers';
comment on column actors.organisation.sort_name is 'Name as it is ordered, ñ after n; kept by triggers';
comment on column actors.organisation.version is 'Counts writes; the same as in kernel.record';
comment on column actors.organisation.created_at is 'When added';
comment on column actors.organisation.deleted_at is 'When removed; purged after 30 days';
comment on column actors.organisation.merged_into is 'The organisation that it turned out to be';

create table actors.organisation_group (
  workspace_id uuid not null,
  organisation_id uuid not null,
  worker_group_id uuid not null,
  primary key (workspace_id, organisation_id, worker_group_id),
  foreign key (workspace_id, organisation_id) references actors.organisation on delete cascade,
  foreign key (workspace_id, worker_group_id) references kernel.worker_group on delete cascade
);
create index organisation_group_group on actors.organisation_group (workspace_id, worker_group_id);
comment on table actors.organisation_group is 'Worker groups that an organisation stands for or deals with';
comment on column actors.organisation_group.workspace_id is 'Workspace';
comment on column actors.organisation_group.organisation_id is 'Organisation';
comment on column actors.organisation_group.worker_group_id is 'Worker group';

create table actors.organisation_place (
  workspace_id uuid not null,
  organisation_id uuid not null,
  place_id uuid not null,
  primary key (workspace_id, organisation_id, place_id),
  foreign key (workspace_id, organisation_id) references actors.organisation on delete cascade,
  foreign key (workspace_id, place_id) references kernel.place on delete cascade
);
create index organisation_place_place on actors.organisation_place (workspace_id, place_id);
comment on table actors.organisation_place is 'Territory: the places where an organisation is active';
comment on column actors.organisation_place.workspace_id is 'Workspace';
comment on column actors.organisation_place.organisation_id is 'Organisation';
comment on column actors.organisation_place.place_id is 'Place';

create table actors.membership (
  workspace_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  observed_on date not null,
  total int check (total >= 0),
  women int check (women >= 0),
  men int check (men >= 0),
  basis text not null check (basis in ('reported', 'documented')),
  method text,
  source text,
  primary key (workspace_id, id),
  foreign key (workspace_id, organisation_id) references kernel.organisation on delete cascade,
  check (coalesce(total, women, men) is not null),
  check (coalesce(women, 0) + coalesce(men, 0) <= coalesce(total, coalesce(women, 0) + coalesce(men, 0))),
  check (basis = 'reported' or method is not null)
);
create index membership_organisation on actors.membership (workspace_id, organisation_id, observed_on);
comment on table actors.membership is 'How many members an organisation had on a day, as it says or as somebody counted; a network''s are never added to its affiliates''';
comment on column actors.membership.workspace_id is 'Workspace';
comment on column actors.membership.id is 'UUIDv7';
comment on column actors.membership.organisation_id is 'Organisation';
comment on column actors.membership.observed_on is 'The day that the number speaks of';
comment on column actors.membership.total is 'Members; null: only women or men are known';
comment on column actors.membership.women is 'Women; null: not known';
comment on column actors.membership.men is 'Men; null: not known';
comment on column actors.membership.basis is 'reported by the organisation, or documented';
comment on column actors.membership.method is 'How it was documented: list, count at an assembly, registry';
comment on column actors.membership.source is 'Who said so, or where it stands';

-- People: names and phones are seen by few, their posts by all who see the organisation ------------------------------

create table actors.person (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  organisation_id uuid,
  name text not null check (length(trim(name)) between 1 and 200),
  sex text check (sex in ('woman', 'man', 'other')),
  languages text[] not null default '{}',
  channel text check (channel in ('phone', 'whatsapp', 'mail', 'none')),
  phone text,
  email text,
  notes text,
  plain_name text not null default '',
  version int not null default 1,
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, organisation_id) references kernel.organisation
);
create index person_organisation on actors.person (workspace_id, organisation_id);
create index person_alike on actors.person using gin (plain_name gin_trgm_ops);
comment on table actors.person is 'A person of an organisation; protected: see the policies (resource leader_contact)';
comment on column actors.person.workspace_id is 'Workspace';
comment on column actors.person.id is 'UUIDv7, the same as in kernel.record';
comment on column actors.person.organisation_id is 'Organisation she belongs to now; its people may see her';
comment on column actors.person.name is 'Name as she wants to be called';
comment on column actors.person.sex is 'As she says: woman, man, other; null: not said';
comment on column actors.person.languages is 'BCP 47 tags, or INALI''s name of a variant';
comment on column actors.person.channel is 'How she wants to be reached: phone, whatsapp, mail, none';
comment on column actors.person.phone is 'Telephone';
comment on column actors.person.email is 'Mail';
comment on column actors.person.notes is 'What one should know before calling';
comment on column actors.person.plain_name is 'Name as it is compared; kept by a trigger';
comment on column actors.person.version is 'Counts writes; the same as in kernel.record';
comment on column actors.person.created_at is 'When added';
comment on column actors.person.deleted_at is 'When removed; purged after 30 days';

create table actors.post (
  workspace_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  title text not null check (length(trim(title)) between 1 and 120),
  is_leader boolean not null default true,
  sex text check (sex in ('woman', 'man', 'other')),
  since date,
  until date,
  person_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, organisation_id) references kernel.organisation on delete cascade,
  foreign key (workspace_id, person_id) references actors.person on delete set null (person_id),
  check (until is null or since is null or until >= since)
);
create index post_organisation on actors.post (workspace_id, organisation_id);
create index post_person on actors.post (workspace_id, person_id);
comment on table actors.post is 'A post held in an organisation for a term. Seen with the organisation; who holds it stands in actors.person alone';
comment on column actors.post.workspace_id is 'Workspace';
comment on column actors.post.id is 'UUIDv7';
comment on column actors.post.organisation_id is 'Organisation';
comment on column actors.post.title is 'Role: general secretary, treasurer, delegate';
comment on column actors.post.is_leader is 'Leads or decides, rather than works there';
comment on column actors.post.sex is 'Of who holds it; null: not known';
comment on column actors.post.since is 'Begin of the term; null: not known';
comment on column actors.post.until is 'End of the term; null: open';
comment on column actors.post.person_id is 'Who holds it; null: nobody, or not recorded';

create table actors.self_assessment (
  workspace_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  assessed_on date not null,
  answers jsonb not null check (jsonb_typeof(answers) = 'object'),
  notes text,
  primary key (workspace_id, id),
  foreign key (workspace_id, organisation_id) references kernel.organisation on delete cascade
);
create index self_assessment_organisation on actors.self_assessment (workspace_id, organisation_id);
comment on table actors.self_assessment is 'How an organisation judges its own democratic practice; seen by its own people and by nobody else';
comment on column actors.self_assessment.workspace_id is 'Workspace';
comment on column actors.self_assessment.id is 'UUIDv7';
comment on column actors.self_assessment.organisation_id is 'Organisation';
comment on column actors.self_assessment.assessed_on is 'When';
comment on column actors.self_assessment.answers is 'Practice → 1 (not yet) to 4 (always)';
comment on column actors.self_assessment.notes is 'What to work on';

-- Relations and positions --------------------------------------------------------------------------------------------

create table actors.relation (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('member_of', 'allied_with', 'in_dispute', 'reports_to', 'funds')),
  from_id uuid not null,
  to_id uuid not null,
  since date,
  until date,
  source text,
  note text,
  primary key (workspace_id, id),
  foreign key (workspace_id, from_id) references kernel.organisation on delete cascade,
  foreign key (workspace_id, to_id) references kernel.organisation on delete cascade,
  unique nulls not distinct (workspace_id, kind, from_id, to_id, since),
  check (from_id <> to_id),
  check (until is null or since is null or until >= since)
);
create index relation_from on actors.relation (workspace_id, from_id);
create index relation_to on actors.relation (workspace_id, to_id);
comment on table actors.relation is 'How one organisation stands to another, from when to when, and who says so. Disputes are seen by the team alone';
comment on column actors.relation.workspace_id is 'Workspace';
comment on column actors.relation.id is 'UUIDv7';
comment on column actors.relation.kind is 'member_of, reports_to, funds lead from one to the other; allied_with and in_dispute hold both ways';
comment on column actors.relation.from_id is 'Organisation';
comment on column actors.relation.to_id is 'The other';
comment on column actors.relation.since is 'From when; null: not known';
comment on column actors.relation.until is 'To when; null: it holds';
comment on column actors.relation.source is 'Who says so, or where it stands';
comment on column actors.relation.note is 'What it consists of';

create table actors.issue (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  name jsonb not null check (kernel.is_text(name)),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create unique index issue_name on actors.issue (workspace_id, (name ->> 'source'), (name -> (name ->> 'source') ->> 'text'));
comment on table actors.issue is 'What organisations take positions on; seen by those who see positions';
comment on column actors.issue.workspace_id is 'Workspace';
comment on column actors.issue.id is 'UUIDv7';
comment on column actors.issue.name is 'Bilingual name';
comment on column actors.issue.created_at is 'When added';

create table actors.position (
  workspace_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  issue_id uuid not null,
  observed_on date not null,
  stance int check (stance between -2 and 2),
  influence int check (influence between 1 and 5),
  interest int check (interest between 1 and 5),
  source text,
  note text,
  primary key (workspace_id, id),
  foreign key (workspace_id, organisation_id) references kernel.organisation on delete cascade,
  foreign key (workspace_id, issue_id) references actors.issue on delete cascade,
  check (coalesce(stance, influence, interest) is not null)
);
create index position_organisation on actors.position (workspace_id, organisation_id);
create index position_issue on actors.position (workspace_id, issue_id, organisation_id, observed_on);
comment on table actors.position is 'Where an organisation stands on an issue on a day, as the team sees it; nobody else does';
comment on column actors.position.workspace_id is 'Workspace';
comment on column actors.position.id is 'UUIDv7';
comment on column actors.position.organisation_id is 'Organisation';
comment on column actors.position.issue_id is 'Issue';
comment on column actors.position.observed_on is 'The day it speaks of; the last one holds';
comment on column actors.position.stance is '-2 blocks, -1 leans against, 0 undecided, 1 leans for, 2 promotes; null: not known';
comment on column actors.position.influence is 'On this issue, 1 to 5';
comment on column actors.position.interest is 'In this issue, 1 to 5';
comment on column actors.position.source is 'Where the team has it from';
comment on column actors.position.note is 'What it rests on';

-- Imports and merges, with what taking them back needs ---------------------------------------------------------------

create table actors.import (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  file_name text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null,
  columns jsonb,
  header jsonb,
  problems jsonb,
  counts jsonb,
  job_id uuid,
  at timestamptz not null default now(),
  member_id uuid,
  read_at timestamptz,
  written_at timestamptz,
  undone_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references kernel.member
);
create index import_member on actors.import (workspace_id, member_id);
comment on table actors.import is 'A list of organisations that somebody gave, and what became of it';
comment on column actors.import.workspace_id is 'Workspace';
comment on column actors.import.id is 'UUIDv7';
comment on column actors.import.file_name is 'Name of the file as given; of what was pasted, a word for that';
comment on column actors.import.sha256 is 'Hash of the file, kept in the data directory';
comment on column actors.import.bytes is 'Size of the file';
comment on column actors.import.columns is 'Field of ours → number of the column, from 0; null: not read yet';
comment on column actors.import.header is 'Titles of the columns as they stand in the file';
comment on column actors.import.problems is 'What is wrong: row, column, code; at most 200';
comment on column actors.import.counts is 'Rows, adds, updates, leaves, problems';
comment on column actors.import.job_id is 'Job that reads or writes it, where it is long';
comment on column actors.import.at is 'When given';
comment on column actors.import.member_id is 'Who gave it; null: the program';
comment on column actors.import.read_at is 'When it was read; null: not yet';
comment on column actors.import.written_at is 'When its organisations were written; null: not yet';
comment on column actors.import.undone_at is 'When it was taken back';

create table actors.import_row (
  workspace_id uuid not null,
  import_id uuid not null,
  row int not null,
  action text not null check (action in ('add', 'update', 'leave')),
  organisation_id uuid not null,
  plain_name text not null,
  given jsonb not null,
  before jsonb,
  version int,
  primary key (workspace_id, import_id, row),
  foreign key (workspace_id, import_id) references actors.import on delete cascade
);
create index import_row_organisation on actors.import_row (workspace_id, organisation_id);
comment on table actors.import_row is 'A row of a list: what it says, and what writing it does or did';
comment on column actors.import_row.workspace_id is 'Workspace';
comment on column actors.import_row.import_id is 'Import';
comment on column actors.import_row.row is 'Number of the row in the file, from 1';
comment on column actors.import_row.action is 'add, update, leave';
comment on column actors.import_row.organisation_id is 'Organisation that it adds or is about; no key, for an added one is gone after undoing';
comment on column actors.import_row.plain_name is 'Its name as it is compared';
comment on column actors.import_row.given is 'Fields as read';
comment on column actors.import_row.before is 'Fields of the organisation before; null: it was added';
comment on column actors.import_row.version is 'Version that writing it made; undoing a later one is refused';

create table actors.merge (
  workspace_id uuid not null,
  id uuid not null,
  kept_id uuid not null,
  gone_id uuid not null,
  moved jsonb not null default '[]',
  at timestamptz not null default now(),
  member_id uuid,
  undone_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, kept_id) references kernel.organisation on delete cascade,
  foreign key (workspace_id, gone_id) references kernel.organisation on delete cascade,
  foreign key (workspace_id, member_id) references kernel.member
);
create index merge_kept on actors.merge (workspace_id, kept_id);
create index merge_gone on actors.merge (workspace_id, gone_id);
create index merge_member on actors.merge (workspace_id, member_id);
comment on table actors.merge is 'Two records that were one organisation, made one';
comment on column actors.merge.workspace_id is 'Workspace';
comment on column actors.merge.id is 'UUIDv7';
comment on column actors.merge.kept_id is 'Organisation that stays';
comment on column actors.merge.gone_id is 'Organisation that it was found to be too';
comment on column actors.merge.moved is 'What now names the kept one instead: table, column, keys';
comment on column actors.merge.at is 'When';
comment on column actors.merge.member_id is 'Who; null: the program';
comment on column actors.merge.undone_at is 'When it was taken apart again';

create table actors.different (
  workspace_id uuid not null,
  one_id uuid not null,
  other_id uuid not null,
  primary key (workspace_id, one_id, other_id),
  foreign key (workspace_id, one_id) references kernel.organisation on delete cascade,
  foreign key (workspace_id, other_id) references kernel.organisation on delete cascade,
  check (one_id < other_id)
);
create index different_other on actors.different (workspace_id, other_id);
comment on table actors.different is 'Two organisations with similar names that somebody said are two';
comment on column actors.different.workspace_id is 'Workspace';
comment on column actors.different.one_id is 'The one with the smaller id';
comment on column actors.different.other_id is 'The other';

create table actors.layout_point (
  workspace_id uuid not null,
  organisation_id uuid not null,
  x real not null,
  y real not null,
  primary key (workspace_id, organisation_id),
  foreign key (workspace_id, organisation_id) references kernel.organisation on delete cascade
);
comment on table actors.layout_point is 'Where an organisation stands on the map of actors; kept, so that the map does not jump';
comment on column actors.layout_point.workspace_id is 'Workspace';
comment on column actors.layout_point.organisation_id is 'Organisation';
comment on column actors.layout_point.x is 'From left, in units of the drawing';
comment on column actors.layout_point.y is 'From top';

-- Every organisation is described ------------------------------------------------------------------------------------

create function actors.name_organisation() returns trigger language plpgsql as $$
begin
  select actors.plain(concat_ws(' ', o.name -> 'es' ->> 'text', nullif(o.name -> 'en' ->> 'text', o.name -> 'es' ->> 'text'), new.acronym)),
         o.name -> (o.name ->> 'source') ->> 'text'
    into new.plain_name, new.sort_name
    from kernel.organisation o where o.workspace_id = new.workspace_id and o.id = new.id;
  return new;
end $$;
create trigger name_organisation before insert or update on actors.organisation for each row execute function actors.name_organisation();

create function actors.renamed() returns trigger language plpgsql as $$
begin
  update actors.organisation set plain_name = '' where workspace_id = new.workspace_id and id = new.id;
  return null;
end $$;
create trigger renamed after update of name on kernel.organisation for each row execute function actors.renamed();

create function actors.name_person() returns trigger language plpgsql as $$
begin
  new.plain_name := actors.plain(new.name);
  return new;
end $$;
create trigger name_person before insert or update on actors.person for each row execute function actors.name_person();

-- One that came another way than through this part (a member was invited for it) gets its row, record and search entry at
-- the end of the transaction, so that every organisation has all of them.
create function actors.describe_organisation() returns trigger language plpgsql as $$
begin
  if exists (select from actors.organisation o where o.workspace_id = new.workspace_id and o.id = new.id)
     or not exists (select from kernel.organisation o where o.workspace_id = new.workspace_id and o.id = new.id) then
    return null;
  end if;
  insert into actors.organisation (workspace_id, id) values (new.workspace_id, new.id);
  insert into kernel.record (workspace_id, id, kind, title, path)
    values (new.workspace_id, new.id, 'organisation', actors.title(new.name), '/actors/' || new.id);
  insert into kernel.record_version (workspace_id, record_id, version, snapshot, member_id)
    values (new.workspace_id, new.id, 1, jsonb_build_object('name', new.name), kernel.member_id());
  insert into kernel.search_entry (workspace_id, id, kind, resource, path, title, body)
    values (new.workspace_id, new.id, 'organisation', 'organisation', '/actors/' || new.id, actors.title(new.name),
            coalesce(new.name -> 'es' ->> 'text', ''));
  return null;
end $$;
create constraint trigger describe_organisation after insert on kernel.organisation deferrable initially deferred
  for each row execute function actors.describe_organisation();

insert into actors.organisation (workspace_id, id) select workspace_id, id from kernel.organisation;
insert into kernel.record (workspace_id, id, kind, title, path)
  select workspace_id, id, 'organisation', actors.title(name), '/actors/' || id from kernel.organisation;
insert into kernel.record_version (workspace_id, record_id, version, snapshot)
  select workspace_id, id, 1, jsonb_build_object('name', name) from kernel.organisation;
insert into kernel.search_entry (workspace_id, id, kind, resource, path, title, body)
  select workspace_id, id, 'organisation', 'organisation', '/actors/' || id, actors.title(name), coalesce(name -> 'es' ->> 'text', '')
    from kernel.organisation;

-- Merging: whatever names the one organisation names the other, in every part ------------------------------------------

create function actors.repoint(p_from uuid, p_to uuid) returns jsonb language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  target record;
  found record;
  moved jsonb := '[]';
begin
  if not ('all' = any (kernel.may('write', 'organisation'))) then
    raise exception 'row-level security: only who writes organisations merges them' using errcode = '42501';
  end if;
  -- As the program: whoever merges need not see demands or members; he learns nothing of them here.
  perform set_config('acuerdo.role', 'system', true);
  for target in
    select k.conrelid::regclass as relation, a.attname as col,
           (select array_agg(p.attname order by p.attnum) from pg_attribute p
             where p.attrelid = k.conrelid and p.attnum = any (pk.conkey) and p.attname <> 'workspace_id') as keys
      from pg_constraint k
      join pg_constraint pk on pk.conrelid = k.conrelid and pk.contype = 'p'
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey) and a.attname <> 'workspace_id'
     where k.contype = 'f' and k.confrelid = 'kernel.organisation'::regclass
       and k.conrelid not in ('actors.organisation'::regclass, 'actors.merge'::regclass, 'actors.different'::regclass, 'actors.layout_point'::regclass)
  loop
    for found in execute format(
      'select to_jsonb(t) as row from %s t where workspace_id = kernel.workspace_id() and %I = $1', target.relation, target.col) using p_from
    loop
      begin
        execute format('update %s t set %I = $1 where workspace_id = kernel.workspace_id() and (select jsonb_object_agg(k, to_jsonb(t) -> k) from unnest($2) k) = (select jsonb_object_agg(k, $3 -> k) from unnest($2) k)',
          target.relation, target.col) using p_to, target.keys, found.row;
        moved := moved || jsonb_build_object('table', target.relation::text, 'column', target.col, 'key',
          (select jsonb_object_agg(k, case when k = target.col then to_jsonb(p_to) else found.row -> k end) from unnest(target.keys) k));
      exception when integrity_constraint_violation or raise_exception then
        null; -- The kept one has that already, or it may not be changed: the row stays with the one that went.
      end;
    end loop;
  end loop;
  perform set_config('acuerdo.role', asking, true);
  return moved;
end $$;
comment on function actors.repoint is
  'Lets every row that names the first organisation name the second, whatever part it is of (read from the catalogue of foreign keys); returns which rows';

create function actors.repoint_back(p_moved jsonb, p_to uuid) returns int language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  step record;
  changed int;
  total int := 0;
begin
  if not ('all' = any (kernel.may('write', 'organisation'))) then
    raise exception 'row-level security: only who writes organisations merges them' using errcode = '42501';
  end if;
  perform set_config('acuerdo.role', 'system', true);
  for step in select m ->> 'table' as relation, m ->> 'column' as col, m -> 'key' as key from jsonb_array_elements(p_moved) m
  loop
    execute format('update %s t set %I = $1 where workspace_id = kernel.workspace_id() and to_jsonb(t) @> $2',
      step.relation::regclass, step.col) using p_to, step.key;
    get diagnostics changed = row_count;
    total := total + changed;
  end loop;
  perform set_config('acuerdo.role', asking, true);
  return total;
end $$;
comment on function actors.repoint_back is 'Takes back what actors.repoint did; rows that are gone meanwhile are left';

create function actors.acts_for(p_organisation uuid) returns int language plpgsql stable as $$
declare
  asking text := coalesce(kernel.role(), '');
  people int;
begin
  perform set_config('acuerdo.role', 'system', true);
  select count(*) into people from kernel.member m
   where m.workspace_id = kernel.workspace_id() and m.organisation_id = p_organisation and m.deleted_at is null;
  perform set_config('acuerdo.role', asking, true);
  return people;
end $$;
comment on function actors.acts_for is 'How many members act for an organisation: whom they are only the coordinator sees';

-- Row-level security -------------------------------------------------------------------------------------------------

do $$
declare
  here text := 'kernel.in_workspace(workspace_id) and ';
  may_see text := here || '''all'' = any ((select kernel.may(''see'', ''organisation''))::text[])';
  may_write text := here || '''all'' = any ((select kernel.may(''write'', ''organisation''))::text[])';
  see_stance text := here || '''all'' = any ((select kernel.may(''see'', ''stance''))::text[])';
  write_stance text := here || '''all'' = any ((select kernel.may(''write'', ''stance''))::text[])';
  name text;
begin
  foreach name in array array['organisation', 'organisation_group', 'organisation_place', 'membership', 'post', 'layout_point'] loop
    perform kernel.protect(format('actors.%I', name)::regclass, may_see, may_write);
  end loop;
  foreach name in array array['import', 'import_row', 'merge', 'different'] loop
    perform kernel.protect(format('actors.%I', name)::regclass, may_write, may_write);
  end loop;
  foreach name in array array['issue', 'position'] loop
    perform kernel.protect(format('actors.%I', name)::regclass, see_stance, write_stance);
  end loop;
  perform kernel.protect('actors.relation',
    may_see || ' and (kind <> ''in_dispute'' or ''all'' = any ((select kernel.may(''see'', ''stance''))::text[]))',
    here || 'case kind when ''in_dispute'' then ''all'' = any ((select kernel.may(''write'', ''stance''))::text[])
             else ''all'' = any ((select kernel.may(''write'', ''organisation''))::text[]) end');
  perform kernel.protect('actors.self_assessment',
    here || '((select kernel.role()) = ''system'' or organisation_id = (select kernel.organisation_id()))',
    here || '((select kernel.role()) = ''system'' or organisation_id = (select kernel.organisation_id()))');
  -- all; one's own organisation's; those of the tables that one takes part in.
  perform kernel.protect('actors.person',
    here || '(''all'' = any ((select kernel.may(''see'', ''leader_contact''))::text[])
      or (''own'' = any ((select kernel.may(''see'', ''leader_contact''))::text[]) and organisation_id = (select kernel.organisation_id()))
      or (''table'' = any ((select kernel.may(''see'', ''leader_contact''))::text[]) and organisation_id in (
        select t.organisation_id from kernel.audience_organisation t
         where t.workspace_id = (select kernel.workspace_id()) and t.audience_id = any ((select kernel.my_audiences(''table''))::uuid[]))))',
    here || '''all'' = any ((select kernel.may(''write'', ''leader_contact''))::text[])');
end $$;
