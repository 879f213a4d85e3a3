-- What an organisation itself writes of a meeting: its answer and its position, and nothing else. A coordinator notes a position
-- for it and says how it was given. Commitments are found by whom the table who may what shows them.

alter table dialogue.party add column position_how text check (position_how in ('member', 'room', 'message', 'scan'));
alter table dialogue.party add check (position <> 'pending' or position_how is null);
comment on column dialogue.party.position_how is
  'How it was given: entered by a person of the organisation; said in the room, by a message, on a signed scan and noted by the team; null: pending, or noted before this was asked';

create function dialogue.writes_meeting(p_workspace uuid, p_meeting uuid) returns boolean language sql stable
  return dialogue.reaches((select kernel.scopes('write')) -> 'meeting', null,
    (select m.audience_id from dialogue.meeting m where m.workspace_id = p_workspace and m.id = p_meeting),
    (select kernel.organisation_id()), (select kernel.my_audiences('table')));
comment on function dialogue.writes_meeting is 'Whether the asking person may write this meeting';

-- Invitations are made and taken away by whoever writes the meeting, for its parties; the invited organisation answers.
drop policy add on dialogue.invitation;
drop policy remove on dialogue.invitation;
create policy add on dialogue.invitation for insert with check (
  kernel.in_workspace(workspace_id) and dialogue.writes_meeting(workspace_id, meeting_id)
  and ((select kernel.role()) = 'system' or exists (select from dialogue.party p
               where p.workspace_id = invitation.workspace_id and p.meeting_id = invitation.meeting_id
                 and p.organisation_id = invitation.organisation_id)));
create policy remove on dialogue.invitation for delete using (
  kernel.in_workspace(workspace_id) and dialogue.writes_meeting(workspace_id, meeting_id));

-- The position on minutes that the parties have is the organisation's own to enter.
create policy own_position on dialogue.party for update
  using (kernel.in_workspace(workspace_id) and organisation_id = (select kernel.organisation_id())
    and dialogue.reaches((select kernel.scopes('see')) -> 'meeting', null,
      (select m.audience_id from dialogue.meeting m where m.workspace_id = party.workspace_id and m.id = party.meeting_id),
      (select kernel.organisation_id()), (select kernel.my_audiences('table')))
    and exists (select from dialogue.minutes d
                 where d.workspace_id = party.workspace_id and d.meeting_id = party.meeting_id and d.state <> 'draft'))
  with check (kernel.in_workspace(workspace_id) and organisation_id = (select kernel.organisation_id()));

create function dialogue.own_columns() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - tg_argv is distinct from to_jsonb(old) - tg_argv
     and not dialogue.writes_meeting(old.workspace_id, old.meeting_id) then
    raise exception 'row-level security: an organisation writes what it answers, and nothing else' using errcode = '42501';
  end if;
  return new;
end $$;
comment on function dialogue.own_columns is
  'What a policy cannot see: who does not write the meeting changes only the columns named, those of her organisation''s own words';
create trigger own_columns before update on dialogue.invitation for each row execute function
  dialogue.own_columns('answer', 'women', 'men', 'names', 'children', 'interpretation', 'note', 'answered_at', 'answered_by');
create trigger own_columns before update on dialogue.party for each row execute function
  dialogue.own_columns('position', 'position_note', 'position_on', 'position_how');

create function dialogue.somebody_acts(p_organisation uuid) returns boolean language plpgsql stable as $$
declare
  asking text := coalesce(kernel.role(), '');
  found_one boolean;
begin
  -- As the program: an assistant does not see who is a member.
  perform set_config('acuerdo.role', 'system', true);
  found_one := exists (select from kernel.member m
    where m.workspace_id = kernel.workspace_id() and m.organisation_id = p_organisation and m.deleted_at is null);
  perform set_config('acuerdo.role', asking, true);
  return found_one;
end $$;
comment on function dialogue.somebody_acts is 'Whether any member acts for an organisation now';

create function dialogue.position_is_theirs() returns trigger language plpgsql as $$
declare
  own boolean := new.organisation_id is not distinct from kernel.organisation_id();
begin
  if kernel.role() = 'system'
     or (new.position, new.position_note, new.position_on, new.position_how)
        is not distinct from (old.position, old.position_note, old.position_on, old.position_how) then
    return new;
  end if;
  if (own and new.position <> 'pending' and new.position_how is distinct from 'member')
     or (not own and new.position_how = 'member') then
    raise exception 'row-level security: a position says truly who gave it' using errcode = '42501';
  end if;
  if not own and old.position_how = 'member' and dialogue.somebody_acts(old.organisation_id)
     and exists (select from dialogue.minutes d
                  where d.workspace_id = old.workspace_id and d.meeting_id = old.meeting_id and d.state <> 'draft') then
    raise exception 'row-level security: a position that an organisation entered is its own' using errcode = '42501';
  end if;
  return new;
end $$;
comment on function dialogue.position_is_theirs is
  'A position entered by its organisation is changed by it alone while the text stands; the team neither overwrites it nor enters one as if it were theirs';
create trigger position_is_theirs before update on dialogue.party for each row execute function dialogue.position_is_theirs();

-- Minutes that the parties have keep the names they were given under, whatever becomes of an organisation's record; nobody is
-- told off for it, because whoever merges two records of one organisation need not know these minutes.
create function dialogue.signed_stays() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'party' then
    if old.position <> 'pending' then
      new.organisation_id := old.organisation_id;
    end if;
  elsif exists (select from dialogue.minutes d
                 where d.workspace_id = old.workspace_id and d.meeting_id = old.meeting_id and d.state <> 'draft') then
    new.organisation_id := old.organisation_id;
    new.addressee_id := old.addressee_id;
  end if;
  return new;
end $$;
comment on function dialogue.signed_stays is
  'An organisation that took a position, and those named in minutes that the parties have, stay as they were when records are merged or taken apart';
create trigger signed_stays before update of organisation_id on dialogue.party for each row execute function dialogue.signed_stays();
create trigger signed_stays before update of organisation_id, addressee_id on dialogue.minute_item
  for each row execute function dialogue.signed_stays();

-- Who sits at a table: the organisations that are its parties, or the records that these were merged into.
create function dialogue.now_called(p_workspace uuid, p_organisation uuid) returns uuid language sql stable
  return (with recursive chain (id, at) as (
      select p_organisation, 0
      union all
      select o.merged_into, c.at + 1 from chain c
        join actors.organisation o on o.workspace_id = p_workspace and o.id = c.id and o.merged_into is not null
       where c.at < 20)
    select id from chain order by at desc limit 1);
comment on function dialogue.now_called is 'The record that an organisation was merged into, through however many merges; itself where it was not';

create or replace function dialogue.seat() returns trigger language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  here uuid := coalesce(new.workspace_id, old.workspace_id);
  parent uuid;
  the_table uuid;
  seated uuid[];
begin
  -- As the program: the row itself has been allowed already, and audiences are otherwise the coordinator's.
  perform set_config('acuerdo.role', 'system', true);
  if tg_table_name = 'party' then
    parent := coalesce(new.meeting_id, old.meeting_id);
    the_table := (select audience_id from dialogue.meeting where workspace_id = here and id = parent);
    seated := array(select distinct dialogue.now_called(here, organisation_id) from dialogue.party
                     where workspace_id = here and meeting_id = parent);
  else
    parent := coalesce(new.platform_id, old.platform_id);
    the_table := (select audience_id from dialogue.platform where workspace_id = here and id = parent);
    seated := array(select distinct dialogue.now_called(here, organisation_id) from dialogue.platform_member
                     where workspace_id = here and platform_id = parent and left_on is null);
  end if;
  delete from kernel.audience_organisation
   where workspace_id = here and audience_id = the_table and organisation_id <> all (seated);
  insert into kernel.audience_organisation (workspace_id, audience_id, organisation_id)
  select here, the_table, unnest(seated) where the_table is not null
  on conflict do nothing;
  perform set_config('acuerdo.role', asking, true);
  return null;
end $$;
comment on function dialogue.seat is
  'Keeps the audience of a platform or meeting equal to its members or parties, as their records are called now';
drop trigger seat on dialogue.party;
create trigger seat after insert or delete or update of meeting_id, organisation_id on dialogue.party
  for each row execute function dialogue.seat();

-- Commitments are found by whom the table who may what gives all of them, a donor for one; the minutes they were born in are not.
create policy made on kernel.record for select
  using (kernel.in_workspace(workspace_id) and kind = 'commitment'
    and coalesce((select kernel.scopes('see')) -> 'agreement' ? 'all', false)
    and exists (select from dialogue.commitment c where c.workspace_id = record.workspace_id and c.id = record.id));
create policy made on kernel.search_entry for select
  using (kernel.in_workspace(workspace_id) and kind = 'commitment'
    and coalesce((select kernel.scopes('see')) -> 'agreement' ? 'all', false)
    and exists (select from dialogue.commitment c where c.workspace_id = search_entry.workspace_id and c.id = search_entry.id));
create policy made on kernel.record_version for select
  using (kernel.in_workspace(workspace_id)
    and coalesce((select kernel.scopes('see')) -> 'agreement' ? 'all', false)
    and exists (select from dialogue.commitment c
                 where c.workspace_id = record_version.workspace_id and c.id = record_version.record_id));
