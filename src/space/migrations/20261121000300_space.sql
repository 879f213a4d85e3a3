-- Imports of places from GeoJSON, with what taking one back needs.

create schema space;
comment on schema space is 'The workspace''s own pages: imports of places';

create table space.place_import (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  name text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null,
  added int,
  updated int,
  same int,
  at timestamptz not null default now(),
  member_id uuid,
  written_at timestamptz,
  undone_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, member_id) references kernel.member,
  check ((written_at is null) = (added is null or updated is null or same is null))
);
create index place_import_member on space.place_import (workspace_id, member_id);
comment on table space.place_import is 'A GeoJSON file of places that somebody gave, and what became of it';
comment on column space.place_import.workspace_id is 'Workspace';
comment on column space.place_import.id is 'UUIDv7';
comment on column space.place_import.name is 'Name of the file as given';
comment on column space.place_import.sha256 is 'Hash of the file, kept in the data directory';
comment on column space.place_import.bytes is 'Size of the file';
comment on column space.place_import.added is 'Places that it added; null: nobody has said yet to write it';
comment on column space.place_import.updated is 'Places whose outline or name it changed';
comment on column space.place_import.same is 'Places that were like that already';
comment on column space.place_import.at is 'When given';
comment on column space.place_import.member_id is 'Who gave it; null: the program';
comment on column space.place_import.written_at is 'When its places were written; null: not yet';
comment on column space.place_import.undone_at is 'When it was taken back';

create table space.place_change (
  workspace_id uuid not null,
  import_id uuid not null,
  place_id uuid not null,
  before jsonb,
  primary key (workspace_id, import_id, place_id),
  foreign key (workspace_id, import_id) references space.place_import on delete cascade,
  foreign key (workspace_id, place_id) references kernel.place on delete cascade
);
create index place_change_place on space.place_change (workspace_id, place_id);
comment on table space.place_change is 'What an import did to a place, so that it can be taken back';
comment on column space.place_change.workspace_id is 'Workspace';
comment on column space.place_change.import_id is 'Import';
comment on column space.place_change.place_id is 'Place';
comment on column space.place_change.before is 'Its name and outline before the import; null: the import added the place';

select kernel.protect('space.place_import',
  'kernel.in_workspace(workspace_id) and ''all'' = any ((select kernel.may(''write'', ''evidence''))::text[])',
  'kernel.in_workspace(workspace_id) and ''all'' = any ((select kernel.may(''write'', ''evidence''))::text[])');
select kernel.protect('space.place_change',
  'kernel.in_workspace(workspace_id) and ''all'' = any ((select kernel.may(''write'', ''evidence''))::text[])',
  'kernel.in_workspace(workspace_id) and ''all'' = any ((select kernel.may(''write'', ''evidence''))::text[])');
