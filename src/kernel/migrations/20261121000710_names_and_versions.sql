-- Names of accounts are not for everybody to read, and what a record said while it was another organisation's stays theirs.

select kernel.enter_system();

-- Signing in asks before anybody is known, outside of a transaction that has entered a workspace; there all accounts are found.
-- Within a workspace one finds her own, and those of the members whom kernel.member gives her (the coordinator: all).
create function auth.finds(account uuid) returns boolean language sql stable
  return kernel.workspace_id() is null or kernel.role() = 'system' or account = kernel.account_id()
      or exists (select from kernel.member m where m.workspace_id = kernel.workspace_id() and m.account_id = account);
comment on function auth.finds is
  'Whether the asking person finds an account: her own, a member''s whom she may see; signing in, before a workspace is entered, finds all';

alter table auth."user" enable row level security;
alter table auth."user" force row level security;
create policy see on auth."user" for select using (auth.finds(id));
create policy add on auth."user" for insert with check (kernel.workspace_id() is null or kernel.role() = 'system');
create policy change on auth."user" for update
  using (kernel.workspace_id() is null or kernel.role() = 'system' or id = kernel.account_id());
create policy remove on auth."user" for delete using (kernel.workspace_id() is null or kernel.role() = 'system');

-- A leader sees a person who has moved to her organisation from then on, not what stood of her before.
alter table kernel.record_version add organisation_id uuid;
alter table kernel.record_version add foreign key (workspace_id, organisation_id) references kernel.organisation;
create index record_version_organisation on kernel.record_version (workspace_id, organisation_id);
comment on column kernel.record_version.organisation_id is
  'Whose it was then: who sees a record only as its own organisation''s does not see what it said while it was another''s';
update kernel.record_version v set organisation_id = r.organisation_id
  from kernel.record r where r.workspace_id = v.workspace_id and r.id = v.record_id and r.kind <> 'person';
update kernel.record_version v set organisation_id = o.id
  from kernel.record r, kernel.organisation o
 where r.workspace_id = v.workspace_id and r.id = v.record_id and r.kind = 'person'
   and o.workspace_id = v.workspace_id and o.id::text = v.snapshot ->> 'organisationId';

alter policy see on kernel.record_version using (
  kernel.in_workspace(workspace_id) and exists (
    select from kernel.record r where r.workspace_id = record_version.workspace_id and r.id = record_version.record_id
       and ((select kernel.role()) = 'system' or kernel.seen((select kernel.kind_scopes('see')) -> r.kind, record_version.organisation_id,
            record_version.audience_id, (select kernel.organisation_id()), (select kernel.my_audiences())))));
