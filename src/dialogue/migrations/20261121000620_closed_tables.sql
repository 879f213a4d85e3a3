-- Who sits at a table reads the contacts of its organisations: bringing organisations to one is for those who write all
-- meetings. Whoever writes a table of hers brings the members of its platform to it, and no others.

create function dialogue.on_platform(p_workspace uuid, p_meeting uuid, p_organisation uuid) returns boolean language sql stable
  return exists (
    select from dialogue.meeting m
      join dialogue.platform_member p on p.workspace_id = m.workspace_id and p.platform_id = m.platform_id
     where m.workspace_id = p_workspace and m.id = p_meeting and p.organisation_id = p_organisation and p.left_on is null);
comment on function dialogue.on_platform is 'Whether an organisation is now a member of the platform of a meeting';

do $$
declare
  here text := 'kernel.in_workspace(workspace_id) and ';
  all_of text := 'coalesce((select kernel.scopes(''write'')) -> ''meeting'' ? ''all'', false)';
  reached text := 'dialogue.reaches((select kernel.scopes(''write'')) -> ''meeting'', null, (select m.audience_id from dialogue.meeting m where m.workspace_id = party.workspace_id and m.id = party.meeting_id), (select kernel.organisation_id()), (select kernel.my_audiences(''table'')))';
begin
  drop policy add on dialogue.platform_member;
  drop policy change on dialogue.platform_member;
  drop policy remove on dialogue.platform_member;
  execute format('create policy add on dialogue.platform_member for insert with check (%s)', here || all_of);
  execute format('create policy change on dialogue.platform_member for update using (%s) with check (%1$s)', here || all_of);
  execute format('create policy remove on dialogue.platform_member for delete using (%s)', here || all_of);
  drop policy add on dialogue.party;
  execute format('create policy add on dialogue.party for insert with check (%s)',
    here || reached || ' and (' || all_of || ' or dialogue.on_platform(workspace_id, meeting_id, organisation_id))');
end $$;

create function dialogue.stay_at_table() returns trigger language plpgsql as $$
begin
  if 'all' = any (kernel.may('write', 'meeting')) then
    return new;
  end if;
  if tg_table_name = 'party' then
    if (new.meeting_id, new.organisation_id) is distinct from (old.meeting_id, old.organisation_id) then
      raise exception 'row-level security: a party is not made another one' using errcode = '42501';
    end if;
    return new;
  end if;
  if tg_op = 'UPDATE' and new.audience_id is distinct from old.audience_id then
    raise exception 'row-level security: a table stays the one it is' using errcode = '42501';
  end if;
  if tg_table_name = 'meeting' and (tg_op = 'INSERT' or new.platform_id is distinct from old.platform_id)
     and not exists (select from dialogue.platform p
                      where p.workspace_id = new.workspace_id and p.id = new.platform_id
                        and p.audience_id = any (kernel.my_audiences('table'))) then
    raise exception 'row-level security: not a platform of hers' using errcode = '42501';
  end if;
  return new;
end $$;
comment on function dialogue.stay_at_table is
  'What a policy cannot see, because it compares with the row before: who lacks scope all does not move a meeting to a platform where she does not sit, nor a party or a table to another';

create trigger stay_at_table before insert or update of platform_id, audience_id on dialogue.meeting
  for each row execute function dialogue.stay_at_table();
create trigger stay_at_table before update of audience_id on dialogue.platform
  for each row execute function dialogue.stay_at_table();
create trigger stay_at_table before update of meeting_id, organisation_id on dialogue.party
  for each row execute function dialogue.stay_at_table();

-- A demand that was presented is found by whom the table who may what gives it, in the search box and as a record, too.

create function dialogue.was_presented(p_workspace uuid, p_demand uuid) returns boolean language sql stable
  return coalesce((select kernel.scopes('see')) -> 'demand' ? 'presented', false)
     and exists (select from dialogue.demand d where d.workspace_id = p_workspace and d.id = p_demand and d.presented_on is not null);
comment on function dialogue.was_presented is 'Whether this is a demand that was presented, and the asking person sees such ones';

create policy presented on kernel.record for select
  using (kernel.in_workspace(workspace_id) and kind = 'demand' and dialogue.was_presented(workspace_id, id));
create policy presented on kernel.search_entry for select
  using (kernel.in_workspace(workspace_id) and kind = 'demand' and dialogue.was_presented(workspace_id, id));
create policy presented on kernel.record_version for select
  using (kernel.in_workspace(workspace_id)
    and exists (select from kernel.record r where r.workspace_id = record_version.workspace_id and r.id = record_version.record_id and r.kind = 'demand')
    and dialogue.was_presented(workspace_id, record_id));

-- What hangs on minutes is seen with them: while they are a draft by the team alone.
create policy with_minutes on kernel.attachment as restrictive for select
  using (resource <> 'meeting' or (select kernel.in_team())
    or exists (select from dialogue.minutes d
                where d.workspace_id = attachment.workspace_id and d.meeting_id = attachment.record_id and d.state <> 'draft'));
