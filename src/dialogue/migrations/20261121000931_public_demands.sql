-- A demand has a public page while every organisation that owns it agrees to that, in the words that it has now: the database opens
-- and ends it. A demand that was raised by mistake is put away for thirty days. A mandate keeps the scan of its act.

select kernel.enter_system();

alter table dialogue.demand_owner
  add column publishes_on date,
  add column publishes_version int check (publishes_version > 0),
  add column publishes_how text check (publishes_how in ('member', 'paper', 'said', 'message')),
  add check ((publishes_on is null) = (publishes_version is null)),
  add check ((publishes_on is null) = (publishes_how is null));
comment on column dialogue.demand_owner.publishes_on is 'Day on which it agreed to a public page of these words; null: it has not, or took it back';
comment on column dialogue.demand_owner.publishes_version is 'Version of the words that it agreed to publish';
comment on column dialogue.demand_owner.publishes_how is 'How that is known: entered by its people; from paper, said, by message and noted by the team';

alter table dialogue.demand
  add column published_at timestamptz,
  add column removed_at timestamptz;
create index demand_published on dialogue.demand (workspace_id, published_at) where published_at is not null;
comment on column dialogue.demand.published_at is 'Since when it has a public page, kept by a trigger: while all who own it agree; null: none';
comment on column dialogue.demand.removed_at is 'When it was put away as raised by mistake; null: it stands';

alter table dialogue.demand_mandate
  add column attachment_id uuid,
  add column removed_at timestamptz,
  add foreign key (workspace_id, attachment_id) references kernel.attachment on delete set null (attachment_id);
create index demand_mandate_attachment on dialogue.demand_mandate (workspace_id, attachment_id);
comment on column dialogue.demand_mandate.attachment_id is 'Scan of the act; null: none. Seen by whoever sees the mandate';
comment on column dialogue.demand_mandate.removed_at is 'When it was put away as noted by mistake; null: it stands';

-- The page follows the owners ------------------------------------------------------------------------------------------

create or replace function dialogue.keep_owners() returns trigger language plpgsql as $$
declare
  agreed boolean;
begin
  if tg_op = 'UPDATE' and new.organisation_id is distinct from old.organisation_id
     and not 'all' = any (kernel.may('write', 'demand')) then
    raise exception 'row-level security: who raised a demand stays who it was' using errcode = '42501';
  end if;
  select coalesce(array_agg(o.organisation_id) filter (where o.owns), '{}'), coalesce(array_agg(o.organisation_id), '{}'),
         coalesce(bool_and(o.publishes_version is not distinct from new.words_version) filter (where o.owns), false)
    into new.owners, new.named, agreed
    from dialogue.demand_owner o where o.workspace_id = new.workspace_id and o.demand_id = new.id;
  if new.organisation_id is not null and not new.organisation_id = any (new.owners) then
    new.owners := new.owners || new.organisation_id;
    agreed := false;
  end if;
  if new.organisation_id is not null and not new.organisation_id = any (new.named) then
    new.named := new.named || new.organisation_id;
  end if;
  if not agreed or new.removed_at is not null then
    new.published_at := null;
  elsif tg_op = 'UPDATE' and old.published_at is not null then
    new.published_at := old.published_at;
  else
    new.published_at := now();
  end if;
  return new;
end $$;
comment on function dialogue.keep_owners is
  'Nobody writes the arrays by which a demand is reached, nor opens its public page: they are its rows of demand_owner and who raised it';

create function dialogue.keep_consent() returns trigger language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  of_team boolean := 'all' = any (kernel.may('write', 'demand'));
begin
  if asking <> 'system' and not of_team and old.owns
     and (new.demand_id, new.organisation_id, new.owns, new.by_endorsing) is distinct from (old.demand_id, old.organisation_id, old.owns, old.by_endorsing) then
    raise exception 'row-level security: who owns a demand stays who it was' using errcode = '42501';
  end if;
  if (new.publishes_on, new.publishes_version, new.publishes_how) is distinct from (old.publishes_on, old.publishes_version, old.publishes_how) and asking <> 'system' then
    -- What an organisation says is its own to say; the team notes it and says how it is known.
    if new.publishes_on is not null
       and (new.publishes_how = 'member') <> (new.organisation_id is not distinct from kernel.organisation_id()) then
      raise exception 'row-level security: each organisation agrees for itself' using errcode = '42501';
    end if;
    if not of_team and new.organisation_id is distinct from kernel.organisation_id() then
      raise exception 'row-level security: each organisation agrees for itself' using errcode = '42501';
    end if;
  end if;
  return new;
end $$;
comment on function dialogue.keep_consent is 'An organisation agrees to a public page for itself; nobody disowns a demand by the way';
create trigger keep_consent before update on dialogue.demand_owner for each row execute function dialogue.keep_consent();

create policy publishes on dialogue.demand_owner for update
  using (kernel.in_workspace(workspace_id) and owns and organisation_id = (select kernel.organisation_id())
    and coalesce((select kernel.scopes('write')) -> 'demand' ? 'own', false))
  with check (kernel.in_workspace(workspace_id) and owns and organisation_id = (select kernel.organisation_id())
    and coalesce((select kernel.scopes('write')) -> 'demand' ? 'own', false));

-- What the public reads ------------------------------------------------------------------------------------------------

create policy published on dialogue.demand for select
  using (published_at is not null and kernel.in_workspace(workspace_id) and coalesce((select kernel.scopes('see')) -> 'demand' ? 'published', false));

-- Notes, answers, acts and votes may name people: the public page is of the words and of who stands behind them.
do $$
declare
  name text;
begin
  foreach name in array array['demand_step', 'demand_endorsement', 'demand_mandate', 'demand_vote', 'demand_priority'] loop
    execute format('create policy not_public on dialogue.%I as restrictive for select using (coalesce((select kernel.role()), '''') <> ''public'')', name);
  end loop;
end $$;

create function dialogue.is_public_in_demand(p_workspace uuid, p_organisation uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from dialogue.demand d where d.workspace_id = p_workspace and d.published_at is not null
                    and (p_organisation = any (d.owners) or p_organisation = d.addressee_id));
end $$;
comment on function dialogue.is_public_in_demand is 'Whether a demand with a public page is raised by this organisation or addressed to it';
create policy party_of_public_demand on kernel.organisation for select
  using (kernel.in_workspace(workspace_id) and (select coalesce(kernel.scopes('see') -> 'demand' ? 'published', false))
    and dialogue.is_public_in_demand(workspace_id, id));

-- Whoever else owns a demand puts it away, too: the search box no longer finds it.
create policy owned_remove on kernel.search_entry for delete
  using (kernel.in_workspace(workspace_id) and kind = 'demand' and id = any ((select dialogue.own_demands(true))::uuid[])
    and coalesce((select kernel.scopes('write')) -> 'demand' ? 'own', false));

-- The scan of a mandate is seen with it --------------------------------------------------------------------------------

create function dialogue.is_act(p_workspace uuid, p_attachment uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from dialogue.demand_mandate m where m.workspace_id = p_workspace and m.attachment_id = p_attachment);
end $$;
comment on function dialogue.is_act is 'Whether a file is the act of a mandate that the asking person sees';
create policy act_with_mandate on kernel.attachment for select
  using (resource = 'demand' and kernel.in_workspace(workspace_id) and deleted_at is null and dialogue.is_act(workspace_id, id));
