-- Every query carries the policies of all tables that it names, and PostgreSQL plans them anew each time. Planning took longer
-- than finding the rows. Who asks, and what she may, is therefore asked of functions in PL/pgSQL, which are not written out into
-- the query and keep their own plans, and asked once a query: (select …) is run the first time that a row needs it, or never.
-- Nothing is remembered between two queries: a table that is opened or left counts from the next one on.

create or replace function kernel.workspace_id() returns uuid language plpgsql stable as $$
begin
  return nullif(current_setting('acuerdo.workspace', true), '')::uuid;
end $$;

create or replace function kernel.account_id() returns uuid language plpgsql stable as $$
begin
  return nullif(current_setting('acuerdo.account', true), '')::uuid;
end $$;

create or replace function kernel.member_id() returns uuid language plpgsql stable as $$
begin
  return nullif(current_setting('acuerdo.member', true), '')::uuid;
end $$;

create or replace function kernel.organisation_id() returns uuid language plpgsql stable as $$
begin
  return nullif(current_setting('acuerdo.organisation', true), '')::uuid;
end $$;

create or replace function kernel.role() returns text language plpgsql stable as $$
begin
  return nullif(current_setting('acuerdo.role', true), '');
end $$;

create or replace function kernel.in_workspace(workspace uuid) returns boolean language plpgsql stable as $$
begin
  return workspace = kernel.workspace_id() or kernel.role() = 'system';
end $$;

create or replace function kernel.in_team() returns boolean language plpgsql stable as $$
begin
  return coalesce(kernel.role() in ('coordinator', 'assistant', 'researcher', 'facilitator', 'adviser', 'system'), false);
end $$;

-- What the asking person may ------------------------------------------------------------------------------------------

create or replace function kernel.may(verb text, resource text) returns text[] language plpgsql stable as $$
declare
  asking text := kernel.role();
begin
  if asking = 'system' then
    return '{all}';
  end if;
  return coalesce(
    (select case verb when 'see' then r.see when 'write' then r.write when 'export' then r.export end
       from kernel.access_rule r where r.resource = may.resource and r.role = asking), '{}');
end $$;

create function kernel.may_within(verb text, resource text, scope text) returns boolean language plpgsql stable as $$
begin
  return scope = any (kernel.may(verb, resource));
end $$;
comment on function kernel.may_within is 'Whether this scope is among those in which the asking person may see, write or export a resource';

create function kernel.tables_within(verb text, resource text) returns uuid[] language plpgsql stable as $$
begin
  return case when 'table' = any (kernel.may(verb, resource)) then kernel.my_audiences('table') else '{}' end;
end $$;
comment on function kernel.tables_within is 'The tables at which the asking person may see or write a resource because she sits there; else none';

create function kernel.organisation_within(verb text, resource text) returns uuid language plpgsql stable as $$
begin
  return case when 'own' = any (kernel.may(verb, resource)) then kernel.organisation_id() end;
end $$;
comment on function kernel.organisation_within is 'The organisation whose own of a resource the asking person may see or write because she acts for it; else null';

create or replace function kernel.scopes(verb text) returns jsonb language plpgsql stable as $$
declare
  asking text := kernel.role();
begin
  return (
    select coalesce(jsonb_object_agg(every.resource, case when asking = 'system' then '{all}'::text[] else coalesce(own.scopes, '{}') end), '{}')
      from (select distinct r.resource from kernel.access_rule r) every
      left join (
        select r.resource, case verb when 'see' then r.see when 'write' then r.write when 'export' then r.export end as scopes
          from kernel.access_rule r where r.role = asking) own on own.resource = every.resource);
end $$;

create or replace function kernel.kind_scopes(verb text) returns jsonb language plpgsql stable as $$
declare
  asking text := kernel.role();
begin
  return (
    select coalesce(jsonb_object_agg(k.kind, case when asking = 'system' then '{all}'::text[] else coalesce(own.scopes, '{}') end), '{}')
      from kernel.record_kind k
      left join (
        select r.resource, case verb when 'see' then r.see when 'write' then r.write when 'export' then r.export end as scopes
          from kernel.access_rule r where r.role = asking) own on own.resource = k.resource);
end $$;

create function kernel.resources_within(verb text, scope text) returns text[] language plpgsql stable as $$
declare
  asking text := kernel.role();
begin
  return array(
    select r.resource from kernel.access_rule r
     where r.role = asking and scope = any (case verb when 'see' then r.see when 'write' then r.write when 'export' then r.export end));
end $$;
comment on function kernel.resources_within is 'Resources that the asking person may see, write or export in this scope; the program itself is not asked';

create function kernel.kinds_within(verb text, scope text) returns text[] language plpgsql stable as $$
declare
  resources text[] := kernel.resources_within(verb, scope);
begin
  return array(select k.kind from kernel.record_kind k where k.resource = any (resources));
end $$;
comment on function kernel.kinds_within is 'The same as kernel.resources_within, as kinds of record';

create function kernel.resources_by_audience(all_read boolean) returns text[] language plpgsql stable as $$
declare
  asking text := kernel.role();
begin
  return array(
    select r.resource from kernel.access_rule r
     where r.role = asking and r.see <> '{}' and (array_remove(r.see, 'presented') = '{}') = all_read);
end $$;
comment on function kernel.resources_by_audience is
  'Resources of which the asking person sees what is for an audience that she is of; with all_read those that she sees only once presented, and before that only what all may read';

create function kernel.kinds_by_audience(all_read boolean) returns text[] language plpgsql stable as $$
declare
  resources text[] := kernel.resources_by_audience(all_read);
begin
  return array(select k.kind from kernel.record_kind k where k.resource = any (resources));
end $$;
comment on function kernel.kinds_by_audience is 'The same as kernel.resources_by_audience, as kinds of record';

-- The audiences of the asking person ----------------------------------------------------------------------------------

create function kernel.organisation_audiences() returns uuid[] language plpgsql stable as $$
begin
  return array(
    select o.audience_id from kernel.audience_organisation o
     where o.workspace_id = kernel.workspace_id() and o.organisation_id = kernel.organisation_id());
end $$;
comment on function kernel.organisation_audiences is 'The audiences that name the organisation for which the asking person acts';

create or replace function kernel.my_audiences(only_kind text default null) returns uuid[] language plpgsql stable
  set plan_cache_mode = force_generic_plan as $$
declare
  asking text := coalesce(kernel.role(), '');
  workspace uuid := kernel.workspace_id();
  team boolean := kernel.in_team();
  -- The team but for facilitators is of every table.
  every_table boolean := asking in ('coordinator', 'assistant', 'researcher', 'adviser');
  -- Of others as one of her organisation; in the team also as herself.
  named uuid[] := '{}';
  found uuid[];
begin
  if only_kind is null or not (only_kind in ('public', 'team') or (every_table and only_kind = 'table')) then
    named := kernel.organisation_audiences();
    if team then
      named := named || array(
        select m.audience_id from kernel.audience_member m where m.workspace_id = workspace and m.member_id = kernel.member_id());
    end if;
  end if;
  -- As the program: that an audience is hers is what the policy of audiences would ask again.
  perform set_config('acuerdo.role', 'system', true);
  found := array(
    select a.id from kernel.audience a
     where a.workspace_id = workspace and a.kind in ('public', 'team') and (a.kind = 'public' or team)
       and (only_kind is null or a.kind = only_kind));
  if every_table and (only_kind is null or only_kind = 'table') then
    found := found || array(select a.id from kernel.audience a where a.workspace_id = workspace and a.kind = 'table');
  end if;
  if named <> '{}' then
    found := found || array(
      select a.id from kernel.audience a
       where a.workspace_id = workspace and a.id = any (named) and a.kind not in ('public', 'team')
         and not (every_table and a.kind = 'table') and (only_kind is null or a.kind = only_kind));
  end if;
  perform set_config('acuerdo.role', asking, true);
  return found;
end $$;

-- Of one row, with what was asked once a query.
create or replace function kernel.seen(scopes jsonb, owner uuid, audience uuid, acting_for uuid, mine uuid[]) returns boolean language plpgsql stable as $$
begin
  return (audience is null and scopes ? 'all')
      or (audience = any (mine) and scopes - 'presented' <> '[]')
      or (owner = acting_for and scopes ? 'own')
      or (scopes = '["presented"]' and audience = any (mine) and audience = any (kernel.my_audiences('public')));
end $$;

create or replace function kernel.written(scopes jsonb, owner uuid, audience uuid, acting_for uuid, mine uuid[], tables uuid[]) returns boolean language plpgsql immutable as $$
begin
  return ((audience is null or audience = any (mine)) and scopes ? 'all')
      or (owner = acting_for and scopes ? 'own')
      or (audience = any (tables) and scopes ? 'table');
end $$;

-- Conditions of policies ----------------------------------------------------------------------------------------------

create function kernel.asked_once(condition text) returns text language plpgsql immutable as $$
begin
  condition := regexp_replace(condition,
    'kernel\.in_workspace\((\w+)\)', '(\1 = (select kernel.workspace_id()) or (select kernel.role()) = ''system'')', 'g');
  condition := regexp_replace(condition,
    'COALESCE\(\(\(\( SELECT kernel\.scopes\((''\w+'')::text\) AS scopes\) -> (''\w+'')::text\) \? (''\w+'')::text\), false\)',
    '(select kernel.may_within(\1, \2, \3))', 'g');
  return regexp_replace(condition,
    '\( SELECT COALESCE\(\(\(kernel\.scopes\((''\w+'')::text\) -> (''\w+'')::text\) \? (''\w+'')::text\), false\) AS "coalesce"\)',
    '(select kernel.may_within(\1, \2, \3))', 'g');
end $$;
comment on function kernel.asked_once is 'A policy''s condition, so written that what is the same for all rows is asked once a query';

create or replace function kernel.protect(target regclass, see text, write text) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy see on %s for select using (%s)', target, kernel.asked_once(see));
  execute format('create policy add on %s for insert with check (%s)', target, kernel.asked_once(write));
  execute format('create policy change on %s for update using (%s) with check (%s)', target, kernel.asked_once(write), kernel.asked_once(write));
  execute format('create policy remove on %s for delete using (%s)', target, kernel.asked_once(write));
end $$;

do $$
declare
  one record;
begin
  for one in
    select p.polrelid::regclass as target, p.polname as name,
           pg_get_expr(p.polqual, p.polrelid) as sees, pg_get_expr(p.polwithcheck, p.polrelid) as writes
      from pg_policy p join pg_class c on c.oid = p.polrelid
     where c.relnamespace in ('kernel'::regnamespace, 'actors'::regnamespace, 'evidence'::regnamespace, 'dialogue'::regnamespace)
  loop
    execute format('alter policy %I on %s', one.name, one.target)
      || coalesce(' using (' || kernel.asked_once(one.sees) || ')', '')
      || coalesce(' with check (' || kernel.asked_once(one.writes) || ')', '');
  end loop;
end $$;
