-- Platforms, meetings with their convocation, attendance and minutes; demands and commitments as they are born in minutes.
-- Organisations are kernel.organisation's; who sits at a table is an audience of kind table, kept by triggers.

select kernel.enter_system();

create schema dialogue;
comment on schema dialogue is 'Platforms, meetings, minutes, demands and commitments';

insert into kernel.record_kind (kind, resource) values
  ('platform', 'meeting'), ('meeting', 'meeting'), ('minute_item', 'meeting'), ('demand', 'demand'), ('commitment', 'agreement');

-- Platforms ---------------------------------------------------------------------------------------------------------

create table dialogue.platform (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  name jsonb not null check (kernel.is_text(name)),
  among text not null check (among in ('workers', 'advisers', 'officials', 'employers')),
  kind text not null check (kind in ('forum', 'working_table', 'negotiating', 'network')),
  convenor_id uuid,
  rules jsonb check (rules is null or kernel.is_text(rules)),
  place_id uuid,
  worker_group_id uuid,
  started_on date,
  ended_on date,
  audience_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, convenor_id) references kernel.organisation,
  foreign key (workspace_id, place_id) references kernel.place,
  foreign key (workspace_id, worker_group_id) references kernel.worker_group,
  foreign key (workspace_id, audience_id) references kernel.audience,
  check (ended_on >= started_on)
);
create index platform_convenor on dialogue.platform (workspace_id, convenor_id);
create index platform_place on dialogue.platform (workspace_id, place_id);
create index platform_worker_group on dialogue.platform (workspace_id, worker_group_id);
create index platform_audience on dialogue.platform (workspace_id, audience_id);
comment on table dialogue.platform is 'A standing place of dialogue: meetings, demands and negotiations belong to one';
comment on column dialogue.platform.workspace_id is 'Workspace';
comment on column dialogue.platform.id is 'UUIDv7';
comment on column dialogue.platform.name is 'Bilingual name';
comment on column dialogue.platform.among is 'Who meets: workers'' organisations among themselves, with advisers, with officials, with employers';
comment on column dialogue.platform.kind is 'Forum, working table, negotiating platform, network';
comment on column dialogue.platform.convenor_id is 'Organisation that convenes; null: the programme';
comment on column dialogue.platform.rules is 'Rules it gave itself, bilingual';
comment on column dialogue.platform.place_id is 'Place it is about';
comment on column dialogue.platform.worker_group_id is 'Worker group it is about';
comment on column dialogue.platform.started_on is 'First day; null: not known';
comment on column dialogue.platform.ended_on is 'Last day; null: it goes on';
comment on column dialogue.platform.audience_id is 'Its table: the organisations that are members now';
comment on column dialogue.platform.created_at is 'When it was entered';

create table dialogue.platform_member (
  workspace_id uuid not null,
  id uuid not null,
  platform_id uuid not null,
  organisation_id uuid not null,
  joined_on date,
  left_on date,
  women int check (women >= 0),
  men int check (men >= 0),
  primary key (workspace_id, id),
  foreign key (workspace_id, platform_id) references dialogue.platform on delete cascade,
  foreign key (workspace_id, organisation_id) references kernel.organisation,
  check (left_on >= joined_on)
);
create index platform_member_platform on dialogue.platform_member (workspace_id, platform_id);
create index platform_member_organisation on dialogue.platform_member (workspace_id, organisation_id);
create unique index platform_member_now on dialogue.platform_member (workspace_id, platform_id, organisation_id) where left_on is null;
comment on table dialogue.platform_member is 'An organisation on a platform, from a day to a day';
comment on column dialogue.platform_member.workspace_id is 'Workspace';
comment on column dialogue.platform_member.id is 'UUIDv7';
comment on column dialogue.platform_member.platform_id is 'Platform';
comment on column dialogue.platform_member.organisation_id is 'Organisation';
comment on column dialogue.platform_member.joined_on is 'Since when; null: not known';
comment on column dialogue.platform_member.left_on is 'Until when; null: it is a member now';
comment on column dialogue.platform_member.women is 'Women among those who sit for it; null: not known';
comment on column dialogue.platform_member.men is 'Men; null: not known';

-- Meetings ----------------------------------------------------------------------------------------------------------

create table dialogue.meeting (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  platform_id uuid,
  kind text not null check (kind in ('forum', 'working_table', 'assembly', 'policy_dialogue', 'negotiation_round', 'focus_group', 'training', 'bilateral')),
  title jsonb not null check (kernel.is_text(title)),
  purpose jsonb check (purpose is null or kernel.is_text(purpose)),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place_id uuid,
  venue text not null default '',
  url text,
  worker_group_id uuid,
  convenor_id uuid,
  childcare boolean not null default false,
  interpretation text not null default '',
  state text not null default 'planned' check (state in ('planned', 'convoked', 'held', 'cancelled')),
  audience_id uuid not null,
  sequence int not null default 0,
  changed_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, platform_id) references dialogue.platform,
  foreign key (workspace_id, place_id) references kernel.place,
  foreign key (workspace_id, worker_group_id) references kernel.worker_group,
  foreign key (workspace_id, convenor_id) references kernel.organisation,
  foreign key (workspace_id, audience_id) references kernel.audience,
  check (ends_at > starts_at)
);
create index meeting_platform on dialogue.meeting (workspace_id, platform_id);
create index meeting_place on dialogue.meeting (workspace_id, place_id);
create index meeting_worker_group on dialogue.meeting (workspace_id, worker_group_id);
create index meeting_convenor on dialogue.meeting (workspace_id, convenor_id);
create index meeting_audience on dialogue.meeting (workspace_id, audience_id);
create index meeting_time on dialogue.meeting (workspace_id, starts_at, id);
comment on table dialogue.meeting is 'A meeting, from its convocation to its minutes';
comment on column dialogue.meeting.workspace_id is 'Workspace';
comment on column dialogue.meeting.id is 'UUIDv7';
comment on column dialogue.meeting.platform_id is 'Platform it belongs to; null: none';
comment on column dialogue.meeting.kind is 'Kind';
comment on column dialogue.meeting.title is 'Bilingual title';
comment on column dialogue.meeting.purpose is 'What it is for, bilingual';
comment on column dialogue.meeting.starts_at is 'When it begins';
comment on column dialogue.meeting.ends_at is 'When it ends';
comment on column dialogue.meeting.place_id is 'Place';
comment on column dialogue.meeting.venue is 'Hall and street as one tells somebody the way';
comment on column dialogue.meeting.url is 'Where it is held or followed on line';
comment on column dialogue.meeting.worker_group_id is 'Worker group it is about';
comment on column dialogue.meeting.convenor_id is 'Organisation that convenes; null: the programme';
comment on column dialogue.meeting.childcare is 'Whether children are looked after meanwhile';
comment on column dialogue.meeting.interpretation is 'Languages interpreted, as people name them; empty: none';
comment on column dialogue.meeting.state is 'State';
comment on column dialogue.meeting.audience_id is 'Its table: the organisations that are its parties';
comment on column dialogue.meeting.sequence is 'Counts changes of time and place, for calendars (RFC 5545 SEQUENCE)';
comment on column dialogue.meeting.changed_at is 'When last changed';
comment on column dialogue.meeting.created_at is 'When it was entered';

create table dialogue.agenda_item (
  workspace_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  position int not null,
  words jsonb not null check (kernel.is_text(words)),
  minutes int check (minutes between 1 and 1440),
  primary key (workspace_id, id),
  foreign key (workspace_id, meeting_id) references dialogue.meeting on delete cascade
);
create index agenda_item_meeting on dialogue.agenda_item (workspace_id, meeting_id, position);
comment on table dialogue.agenda_item is 'A point of the agenda';
comment on column dialogue.agenda_item.workspace_id is 'Workspace';
comment on column dialogue.agenda_item.id is 'UUIDv7';
comment on column dialogue.agenda_item.meeting_id is 'Meeting';
comment on column dialogue.agenda_item.position is 'Order';
comment on column dialogue.agenda_item.words is 'What it is about, bilingual';
comment on column dialogue.agenda_item.minutes is 'Time given to it; null: none said';

create table dialogue.party (
  workspace_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  organisation_id uuid not null,
  constituency text not null check (constituency in ('workers', 'authority', 'employers', 'contractors', 'civil_society', 'academia', 'donor')),
  position text not null default 'pending' check (position in ('pending', 'agreed', 'reservations', 'refused', 'absent')),
  position_note text not null default '',
  position_on date,
  primary key (workspace_id, id),
  foreign key (workspace_id, meeting_id) references dialogue.meeting on delete cascade,
  foreign key (workspace_id, organisation_id) references kernel.organisation,
  check ((position = 'pending') = (position_on is null))
);
create unique index party_once on dialogue.party (workspace_id, meeting_id, organisation_id);
create index party_organisation on dialogue.party (workspace_id, organisation_id);
comment on table dialogue.party is 'An organisation at a meeting, and its position on the minutes';
comment on column dialogue.party.workspace_id is 'Workspace';
comment on column dialogue.party.id is 'UUIDv7';
comment on column dialogue.party.meeting_id is 'Meeting';
comment on column dialogue.party.organisation_id is 'Organisation';
comment on column dialogue.party.constituency is 'Whom it stands for at this meeting';
comment on column dialogue.party.position is 'Its position on the minutes';
comment on column dialogue.party.position_note is 'Its reservation or its reason, in its own words';
comment on column dialogue.party.position_on is 'Day of its position; null: none yet';

create table dialogue.invitation (
  workspace_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  organisation_id uuid not null,
  addressee text not null default '',
  phone text not null default '',
  hash text unique,
  expires_at timestamptz,
  answer text not null default 'pending' check (answer in ('pending', 'yes', 'no')),
  women int check (women between 0 and 999),
  men int check (men between 0 and 999),
  names text not null default '',
  children int check (children between 0 and 99),
  interpretation text not null default '',
  note text not null default '',
  answered_at timestamptz,
  answered_by text check (answered_by in ('link', 'member', 'team')),
  primary key (workspace_id, id),
  foreign key (workspace_id, meeting_id) references dialogue.meeting on delete cascade,
  foreign key (workspace_id, organisation_id) references kernel.organisation,
  check ((answer = 'pending') = (answered_at is null))
);
create unique index invitation_once on dialogue.invitation (workspace_id, meeting_id, organisation_id);
create index invitation_organisation on dialogue.invitation (workspace_id, organisation_id);
comment on table dialogue.invitation is 'A party''s invitation and what it answered; contacts and needs are its own';
comment on column dialogue.invitation.workspace_id is 'Workspace';
comment on column dialogue.invitation.id is 'UUIDv7';
comment on column dialogue.invitation.meeting_id is 'Meeting';
comment on column dialogue.invitation.organisation_id is 'Organisation invited';
comment on column dialogue.invitation.addressee is 'Person it is addressed to';
comment on column dialogue.invitation.phone is 'Her phone, for WhatsApp';
comment on column dialogue.invitation.hash is 'Hash of the link''s token; null: no link yet';
comment on column dialogue.invitation.expires_at is 'When the link ends';
comment on column dialogue.invitation.answer is 'Whether they come';
comment on column dialogue.invitation.women is 'Women who come';
comment on column dialogue.invitation.men is 'Men who come';
comment on column dialogue.invitation.names is 'Their names, one a line, where they want to give them';
comment on column dialogue.invitation.children is 'Children to be looked after';
comment on column dialogue.invitation.interpretation is 'Language they need';
comment on column dialogue.invitation.note is 'What else they want to say';
comment on column dialogue.invitation.answered_at is 'When';
comment on column dialogue.invitation.answered_by is 'How the answer came';

-- Attendance: persons without their names for all who see the meeting, names apart for few, head-counts kept apart ----

create table dialogue.participation (
  workspace_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  organisation_id uuid,
  constituency text not null check (constituency in ('workers', 'authority', 'employers', 'contractors', 'civil_society', 'academia', 'donor')),
  sex text check (sex in ('woman', 'man', 'other')),
  age text check (age in ('under_18', '18_29', '30_59', '60_over')),
  person_key text not null,
  attended_at timestamptz,
  noted_twice boolean not null default false,
  primary key (workspace_id, id),
  foreign key (workspace_id, meeting_id) references dialogue.meeting on delete cascade,
  foreign key (workspace_id, organisation_id) references kernel.organisation
);
create unique index participation_once on dialogue.participation (workspace_id, meeting_id, person_key);
create index participation_person on dialogue.participation (workspace_id, person_key);
create index participation_organisation on dialogue.participation (workspace_id, organisation_id);
comment on table dialogue.participation is 'One person at one meeting, without her name';
comment on column dialogue.participation.workspace_id is 'Workspace';
comment on column dialogue.participation.id is 'UUIDv7';
comment on column dialogue.participation.meeting_id is 'Meeting';
comment on column dialogue.participation.organisation_id is 'Organisation she comes for; null: none';
comment on column dialogue.participation.constituency is 'Whom she comes for';
comment on column dialogue.participation.sex is 'As she says herself; null: not said';
comment on column dialogue.participation.age is 'As she says; null: not said';
comment on column dialogue.participation.person_key is 'Keyed hash of her name within her organisation: the same person in another meeting has the same';
comment on column dialogue.participation.attended_at is 'When she was noted as present; null: only expected';
comment on column dialogue.participation.noted_twice is 'Two phones noted her; she is counted once';

create table dialogue.participation_name (
  workspace_id uuid not null,
  id uuid not null,
  name text not null check (length(trim(name)) between 1 and 200),
  indigenous boolean,
  disability boolean,
  primary key (workspace_id, id),
  foreign key (workspace_id, id) references dialogue.participation on delete cascade
);
comment on table dialogue.participation_name is 'The name behind a participation; protected';
comment on column dialogue.participation_name.workspace_id is 'Workspace';
comment on column dialogue.participation_name.id is 'Participation';
comment on column dialogue.participation_name.name is 'Name as she gave it';
comment on column dialogue.participation_name.indigenous is 'Whether she says she is indigenous; null: not said';
comment on column dialogue.participation_name.disability is 'Whether she says she has a disability; null: not said';

create table dialogue.head_count (
  workspace_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  constituency text not null check (constituency in ('workers', 'authority', 'employers', 'contractors', 'civil_society', 'academia', 'donor')),
  device text not null check (length(device) between 1 and 64),
  women int not null default 0 check (women between 0 and 99999),
  men int not null default 0 check (men between 0 and 99999),
  others int not null default 0 check (others between 0 and 99999),
  counted_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, meeting_id) references dialogue.meeting on delete cascade
);
create unique index head_count_once on dialogue.head_count (workspace_id, meeting_id, constituency, device);
comment on table dialogue.head_count is 'People counted without names; each phone has its own count, and counts are not added up';
comment on column dialogue.head_count.workspace_id is 'Workspace';
comment on column dialogue.head_count.id is 'UUIDv7';
comment on column dialogue.head_count.meeting_id is 'Meeting';
comment on column dialogue.head_count.constituency is 'Of whom';
comment on column dialogue.head_count.device is 'Which phone counted';
comment on column dialogue.head_count.women is 'Women';
comment on column dialogue.head_count.men is 'Men';
comment on column dialogue.head_count.others is 'Sex not said or another';
comment on column dialogue.head_count.counted_at is 'When, by the phone';

create table dialogue.door (
  workspace_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  hash text not null unique,
  label text not null default '',
  expires_at timestamptz not null,
  ended_at timestamptz,
  member_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, meeting_id) references dialogue.meeting on delete cascade,
  foreign key (workspace_id, member_id) references kernel.member
);
create index door_meeting on dialogue.door (workspace_id, meeting_id);
create index door_member on dialogue.door (workspace_id, member_id);
comment on table dialogue.door is 'A link that lets whoever has it take the attendance of one meeting';
comment on column dialogue.door.workspace_id is 'Workspace';
comment on column dialogue.door.id is 'UUIDv7';
comment on column dialogue.door.meeting_id is 'Meeting';
comment on column dialogue.door.hash is 'Hash of its token';
comment on column dialogue.door.label is 'Who was given it';
comment on column dialogue.door.expires_at is 'When it ends';
comment on column dialogue.door.ended_at is 'When it was ended before its time';
comment on column dialogue.door.member_id is 'Who made it; null: the program';

create table dialogue.feed (
  workspace_id uuid not null,
  member_id uuid not null,
  hash text not null unique,
  created_at timestamptz not null default now(),
  primary key (workspace_id, member_id),
  foreign key (workspace_id, member_id) references kernel.member on delete cascade
);
comment on table dialogue.feed is 'A member''s calendar address, which calendars read without signing in';
comment on column dialogue.feed.workspace_id is 'Workspace';
comment on column dialogue.feed.member_id is 'Member';
comment on column dialogue.feed.hash is 'Hash of its token';
comment on column dialogue.feed.created_at is 'When it was made';

-- Minutes -----------------------------------------------------------------------------------------------------------

create table dialogue.minutes (
  workspace_id uuid not null,
  meeting_id uuid not null,
  state text not null default 'draft' check (state in ('draft', 'circulated', 'signed_off')),
  proposal jsonb check (proposal is null or kernel.is_text(proposal)),
  circulated_at timestamptz,
  signed_off_at timestamptz,
  signed_off_by uuid,
  version int not null default 1,
  primary key (workspace_id, meeting_id),
  foreign key (workspace_id, meeting_id) references dialogue.meeting on delete cascade,
  foreign key (workspace_id, signed_off_by) references kernel.member,
  check ((state = 'signed_off') = (signed_off_at is not null))
);
create index minutes_member on dialogue.minutes (workspace_id, signed_off_by);
comment on table dialogue.minutes is 'The minutes of a meeting, of several parties';
comment on column dialogue.minutes.workspace_id is 'Workspace';
comment on column dialogue.minutes.meeting_id is 'Meeting';
comment on column dialogue.minutes.state is 'draft: only the team sees it; circulated: the parties see it; signed off: the text stands';
comment on column dialogue.minutes.proposal is 'The proposal analysed, bilingual';
comment on column dialogue.minutes.circulated_at is 'When the parties got it';
comment on column dialogue.minutes.signed_off_at is 'When its text was made to stand';
comment on column dialogue.minutes.signed_off_by is 'Who did';
comment on column dialogue.minutes.version is 'Counts writes';

create table dialogue.minute_item (
  workspace_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  position int not null,
  kind text not null check (kind in ('agreement', 'dissent', 'commitment', 'demand', 'note')),
  words jsonb not null check (kernel.is_text(words)),
  organisation_id uuid,
  addressee_id uuid,
  due_on date,
  primary key (workspace_id, id),
  foreign key (workspace_id, meeting_id) references dialogue.meeting on delete cascade,
  foreign key (workspace_id, organisation_id) references kernel.organisation,
  foreign key (workspace_id, addressee_id) references kernel.organisation
);
create index minute_item_meeting on dialogue.minute_item (workspace_id, meeting_id, position);
create index minute_item_organisation on dialogue.minute_item (workspace_id, organisation_id);
create index minute_item_addressee on dialogue.minute_item (workspace_id, addressee_id);
comment on table dialogue.minute_item is 'A line of the minutes';
comment on column dialogue.minute_item.workspace_id is 'Workspace';
comment on column dialogue.minute_item.id is 'UUIDv7';
comment on column dialogue.minute_item.meeting_id is 'Meeting';
comment on column dialogue.minute_item.position is 'Order';
comment on column dialogue.minute_item.kind is 'What it is';
comment on column dialogue.minute_item.words is 'What it says, bilingual';
comment on column dialogue.minute_item.organisation_id is 'Who commits itself, demands or dissents';
comment on column dialogue.minute_item.addressee_id is 'To whom a demand goes';
comment on column dialogue.minute_item.due_on is 'When a commitment is due; null: no day set';

create table dialogue.demand (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  meeting_id uuid,
  minute_item_id uuid,
  words jsonb not null check (kernel.is_text(words)),
  organisation_id uuid,
  addressee_id uuid,
  raised_on date not null,
  presented_on date,
  audience_id uuid not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, meeting_id) references dialogue.meeting,
  foreign key (workspace_id, minute_item_id) references dialogue.minute_item,
  foreign key (workspace_id, organisation_id) references kernel.organisation,
  foreign key (workspace_id, audience_id) references kernel.audience,
  foreign key (workspace_id, addressee_id) references kernel.organisation
);
create index demand_meeting on dialogue.demand (workspace_id, meeting_id);
create index demand_minute_item on dialogue.demand (workspace_id, minute_item_id);
create index demand_organisation on dialogue.demand (workspace_id, organisation_id);
create index demand_addressee on dialogue.demand (workspace_id, addressee_id);
create index demand_audience on dialogue.demand (workspace_id, audience_id);
comment on table dialogue.demand is 'A demand, in the words of those who raise it';
comment on column dialogue.demand.workspace_id is 'Workspace';
comment on column dialogue.demand.id is 'The same as in kernel.record';
comment on column dialogue.demand.meeting_id is 'Meeting it was born in';
comment on column dialogue.demand.minute_item_id is 'Line of the minutes it was born in';
comment on column dialogue.demand.words is 'The demand, bilingual';
comment on column dialogue.demand.organisation_id is 'Who raises it; null: the meeting together';
comment on column dialogue.demand.addressee_id is 'Who is to answer';
comment on column dialogue.demand.raised_on is 'When it was raised';
comment on column dialogue.demand.presented_on is 'When it was put to its addressee; null: not yet';
comment on column dialogue.demand.audience_id is 'The table at which it was raised';

create table dialogue.commitment (
  workspace_id uuid not null references kernel.workspace on delete cascade,
  id uuid not null,
  meeting_id uuid,
  minute_item_id uuid,
  words jsonb not null check (kernel.is_text(words)),
  organisation_id uuid,
  due_on date,
  made_on date not null,
  audience_id uuid not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, meeting_id) references dialogue.meeting,
  foreign key (workspace_id, minute_item_id) references dialogue.minute_item,
  foreign key (workspace_id, organisation_id) references kernel.organisation,
  foreign key (workspace_id, audience_id) references kernel.audience
);
create index commitment_meeting on dialogue.commitment (workspace_id, meeting_id);
create index commitment_minute_item on dialogue.commitment (workspace_id, minute_item_id);
create index commitment_organisation on dialogue.commitment (workspace_id, organisation_id);
create index commitment_audience on dialogue.commitment (workspace_id, audience_id);
create index commitment_due on dialogue.commitment (workspace_id, due_on);
comment on table dialogue.commitment is 'What an organisation or office has bound itself to';
comment on column dialogue.commitment.workspace_id is 'Workspace';
comment on column dialogue.commitment.id is 'The same as in kernel.record';
comment on column dialogue.commitment.meeting_id is 'Meeting it was born in';
comment on column dialogue.commitment.minute_item_id is 'Line of the minutes it was born in';
comment on column dialogue.commitment.words is 'The commitment, bilingual';
comment on column dialogue.commitment.organisation_id is 'Who is bound; null: the meeting together';
comment on column dialogue.commitment.due_on is 'When it is due; null: no day set';
comment on column dialogue.commitment.made_on is 'When it was made';
comment on column dialogue.commitment.audience_id is 'The table at which it was made';

-- Tables: who sits at a platform or a meeting is its audience ----------------------------------------------------------

create function dialogue.open_table(p_audience uuid, p_name jsonb, p_platform uuid) returns void language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  scopes text[] := kernel.may('write', 'meeting');
  parent uuid := (select audience_id from dialogue.platform where workspace_id = kernel.workspace_id() and id = p_platform);
begin
  if not ('all' = any (scopes) or ('table' = any (scopes) and parent = any (kernel.my_audiences('table')))) then
    raise exception 'row-level security: no table may be opened here' using errcode = '42501';
  end if;
  perform set_config('acuerdo.role', 'system', true);
  insert into kernel.audience (workspace_id, id, kind, name) values (kernel.workspace_id(), p_audience, 'table', p_name);
  insert into kernel.audience_member (workspace_id, audience_id, member_id)
  select workspace_id, p_audience, member_id from kernel.audience_member
   where workspace_id = kernel.workspace_id() and audience_id = parent;
  perform set_config('acuerdo.role', asking, true);
end $$;
comment on function dialogue.open_table is
  'Makes the audience of a new platform or meeting, by whoever may write meetings (a facilitator: on a platform of hers); the facilitators of its platform sit at it, too';

create function dialogue.seat() returns trigger language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  here uuid := coalesce(new.workspace_id, old.workspace_id);
  parent uuid;
  the_table uuid;
begin
  -- As the program: the row itself has been allowed already, and audiences are otherwise the coordinator's.
  perform set_config('acuerdo.role', 'system', true);
  if tg_table_name = 'party' then
    parent := coalesce(new.meeting_id, old.meeting_id);
    select audience_id into the_table from dialogue.meeting where workspace_id = here and id = parent;
    delete from kernel.audience_organisation a where a.workspace_id = here and a.audience_id = the_table
       and not exists (select from dialogue.party p where p.workspace_id = here and p.meeting_id = parent and p.organisation_id = a.organisation_id);
    insert into kernel.audience_organisation (workspace_id, audience_id, organisation_id)
    select distinct here, the_table, organisation_id from dialogue.party where workspace_id = here and meeting_id = parent
    on conflict do nothing;
  else
    parent := coalesce(new.platform_id, old.platform_id);
    select audience_id into the_table from dialogue.platform where workspace_id = here and id = parent;
    delete from kernel.audience_organisation a where a.workspace_id = here and a.audience_id = the_table
       and not exists (select from dialogue.platform_member p where p.workspace_id = here and p.platform_id = parent
                          and p.organisation_id = a.organisation_id and p.left_on is null);
    insert into kernel.audience_organisation (workspace_id, audience_id, organisation_id)
    select distinct here, the_table, organisation_id from dialogue.platform_member
     where workspace_id = here and platform_id = parent and left_on is null
    on conflict do nothing;
  end if;
  perform set_config('acuerdo.role', asking, true);
  return null;
end $$;
comment on function dialogue.seat is 'Keeps the audience of a platform or meeting equal to its members or parties';

create trigger seat after insert or update or delete on dialogue.platform_member for each row execute function dialogue.seat();
create trigger seat after insert or update or delete on dialogue.party for each row execute function dialogue.seat();

-- Row-level security: the table "who may what", row by row -------------------------------------------------------------

create function dialogue.reaches(scopes jsonb, owner uuid, audience uuid, acting_for uuid, tables uuid[]) returns boolean language sql immutable
  return coalesce(scopes ? 'all' or (scopes ? 'table' and audience = any (tables)) or (scopes ? 'own' and owner = acting_for), false);
comment on function dialogue.reaches is
  'Whether scopes (all, table, own) reach a row: of all, of the tables one sits at, of the organisation one acts for';

do $$
declare
  here text := 'kernel.in_workspace(workspace_id) and ';
  reach text := 'dialogue.reaches((select kernel.scopes(%L)) -> %L, %s, %s, (select kernel.organisation_id()), (select kernel.my_audiences(''table'')))';
  of_meeting text := '(select m.audience_id from dialogue.meeting m where m.workspace_id = %1$s.workspace_id and m.id = %1$s.meeting_id)';
  table_of text;
  name text;
begin
  foreach name in array array['platform', 'meeting'] loop
    perform kernel.protect(format('dialogue.%I', name)::regclass,
      here || format(reach, 'see', 'meeting', 'null', 'audience_id'), here || format(reach, 'write', 'meeting', 'null', 'audience_id'));
  end loop;
  table_of := '(select p.audience_id from dialogue.platform p where p.workspace_id = platform_member.workspace_id and p.id = platform_member.platform_id)';
  perform kernel.protect('dialogue.platform_member',
    here || format(reach, 'see', 'meeting', 'null', table_of), here || format(reach, 'write', 'meeting', 'null', table_of));
  foreach name in array array['agenda_item', 'party', 'participation', 'head_count'] loop
    table_of := format(of_meeting, name);
    perform kernel.protect(format('dialogue.%I', name)::regclass,
      here || format(reach, 'see', 'meeting', 'null', table_of), here || format(reach, 'write', 'meeting', 'null', table_of));
  end loop;
  -- Contacts and names follow leader_contact; an answer is the invited organisation's own to give.
  table_of := format(of_meeting, 'invitation');
  perform kernel.protect('dialogue.invitation',
    here || '(' || format(reach, 'see', 'leader_contact', 'organisation_id', table_of) || ' or organisation_id = (select kernel.organisation_id()))',
    here || '(' || format(reach, 'write', 'meeting', 'null', table_of) || ' or organisation_id = (select kernel.organisation_id()))');
  table_of := '(select m.audience_id from dialogue.meeting m join dialogue.participation p on p.workspace_id = m.workspace_id and p.meeting_id = m.id where p.workspace_id = participation_name.workspace_id and p.id = participation_name.id)';
  perform kernel.protect('dialogue.participation_name',
    here || format(reach, 'see', 'leader_contact', '(select p.organisation_id from dialogue.participation p where p.workspace_id = participation_name.workspace_id and p.id = participation_name.id)', table_of),
    here || format(reach, 'write', 'meeting', 'null', table_of));
  table_of := format(of_meeting, 'door');
  perform kernel.protect('dialogue.door',
    here || format(reach, 'write', 'meeting', 'null', table_of), here || format(reach, 'write', 'meeting', 'null', table_of));
  perform kernel.protect('dialogue.feed',
    here || '((select kernel.role()) = ''system'' or member_id = (select kernel.member_id()))',
    here || '((select kernel.role()) = ''system'' or member_id = (select kernel.member_id()))');
  -- A draft is the team's.
  table_of := format(of_meeting, 'minutes');
  perform kernel.protect('dialogue.minutes',
    here || '(state <> ''draft'' or (select kernel.in_team())) and ' || format(reach, 'see', 'meeting', 'null', table_of),
    here || format(reach, 'write', 'meeting', 'null', table_of));
  table_of := format(of_meeting, 'minute_item');
  perform kernel.protect('dialogue.minute_item',
    here || 'exists (select from dialogue.minutes d where d.workspace_id = minute_item.workspace_id and d.meeting_id = minute_item.meeting_id)',
    here || format(reach, 'write', 'meeting', 'null', table_of));
  perform kernel.protect('dialogue.demand',
    here || '(' || format(reach, 'see', 'demand', 'organisation_id', 'audience_id') || ' or (presented_on is not null and (select kernel.scopes(''see'')) -> ''demand'' ? ''presented''))',
    here || format(reach, 'write', 'demand', 'organisation_id', 'audience_id'));
  perform kernel.protect('dialogue.commitment',
    here || format(reach, 'see', 'agreement', 'null', 'audience_id'), here || format(reach, 'write', 'agreement', 'null', 'audience_id'));
end $$;
