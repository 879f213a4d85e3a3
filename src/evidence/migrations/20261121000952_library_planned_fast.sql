-- Asking the register of records for every row of every table of the library cost more planning than a page may take: a document says
-- itself who sees it, and the others ask once a query which documents the asking person sees.

alter table evidence.document add column audience_id uuid;
alter table evidence.document add column added_at timestamptz not null default now();
alter table evidence.document add column removed_at timestamptz;
alter table evidence.document add foreign key (workspace_id, audience_id) references kernel.audience;
create index document_audience on evidence.document (workspace_id, audience_id);
create index document_added on evidence.document (workspace_id, added_at desc, id);
comment on column evidence.document.audience_id is 'Who sees it, the same as of its record; null: whoever the role table lets see evidence';
comment on column evidence.document.added_at is 'When added';
comment on column evidence.document.removed_at is 'When removed, the same as of its record; purged after 30 days';

do $$
declare
  one text;
begin
  foreach one in array array['document', 'document_file', 'document_page', 'document_word', 'document_place', 'document_group', 'passage'] loop
    execute format('drop policy see on evidence.%1$I', one);
    execute format('drop policy add on evidence.%1$I', one);
    execute format('drop policy change on evidence.%1$I', one);
    execute format('drop policy remove on evidence.%1$I', one);
  end loop;
end $$;

select kernel.protect('evidence.document',
  'kernel.in_workspace(workspace_id) and ((select kernel.role()) = ''system'' or kernel.seen((select kernel.scopes(''see'')) -> ''evidence'', null::uuid, audience_id, (select kernel.organisation_id()), (select kernel.my_audiences())))',
  'kernel.in_workspace(workspace_id) and ''all'' = any ((select kernel.may(''write'', ''evidence''))::text[])');

create function evidence.seen_documents(p_whole boolean default false) returns setof uuid language plpgsql stable as $$
begin
  if kernel.role() = 'system' then
    return query select d.id from evidence.document d;
  elsif p_whole and kernel.role() = 'public' then
    return query select d.id from evidence.document d where d.workspace_id = kernel.workspace_id() and d.rights = 'open';
  else
    return query select d.id from evidence.document d where d.workspace_id = kernel.workspace_id();
  end if;
end $$;
comment on function evidence.seen_documents is
  'Documents that the asking person sees; with p_whole, of which she sees the text and the files, too: the public only where they may be passed on';

select kernel.protect(('evidence.' || one)::regclass,
  format('kernel.in_workspace(workspace_id) and document_id in (select evidence.seen_documents(%L))', whole),
  'kernel.in_workspace(workspace_id) and ''all'' = any ((select kernel.may(''write'', ''evidence''))::text[])')
  from (values ('document_file', true), ('document_page', true), ('document_word', true), ('document_place', false),
               ('document_group', false), ('passage', false)) closed (one, whole);
