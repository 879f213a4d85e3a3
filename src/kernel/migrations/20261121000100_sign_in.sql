-- Signing in. These tables are asked before anybody is known, so row-level security cannot hold here; nothing in them
-- speaks of a workspace's work. user, session, credential, verification and passkey are better-auth's; the rest is ours.

create schema auth;
comment on schema auth is 'Signing in: accounts, sessions, passkeys, passwords, codes and links that a coordinator hands over';

create table auth."user" (
  id uuid primary key,
  name text not null,
  email text not null unique check (email ~ '@invalid$'),
  email_verified boolean not null default false,
  image text check (image is null),
  username text unique check (username ~ '^[a-z0-9._-]{3,30}$'),
  language text not null default 'es' check (language in ('es', 'en')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table auth."user" is 'An account: somebody who can sign in, as a member of one or more workspaces (kernel.member.account_id)';
comment on column auth."user".id is 'UUIDv7';
comment on column auth."user".name is 'Name on the person''s own pages and in her device''s list of passkeys';
comment on column auth."user".email is 'Made up (id@invalid) because the library asks for one; never shown, never written to';
comment on column auth."user".email_verified is 'Not used: there is no e-mail';
comment on column auth."user".image is 'Not used';
comment on column auth."user".username is 'Short name chosen with a password, lower case; null: signs in by code, link or passkey only';
comment on column auth."user".language is 'Language of the interface that the person chose';
comment on column auth."user".created_at is 'When made';
comment on column auth."user".updated_at is 'When last changed';

create table auth.session (
  id uuid primary key,
  user_id uuid not null references auth."user" on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text check (ip_address = ''),
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index session_of_user on auth.session (user_id);
create index session_expires on auth.session (expires_at);
comment on table auth.session is 'A device that is signed in; deleting the row signs it out at once';
comment on column auth.session.id is 'UUIDv7';
comment on column auth.session.user_id is 'Account';
comment on column auth.session.token is 'Random; useless without the signature that only the cookie carries';
comment on column auth.session.expires_at is 'End, moved on while the device is used';
comment on column auth.session.ip_address is 'Always empty: addresses are not kept';
comment on column auth.session.user_agent is 'Browser as it names itself, so that a person recognises her device';
comment on column auth.session.created_at is 'When signed in';
comment on column auth.session.updated_at is 'When its end was last moved on';

create table auth.credential (
  id uuid primary key,
  user_id uuid not null references auth."user" on delete cascade,
  account_id text not null,
  provider_id text not null check (provider_id = 'credential'),
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, provider_id)
);
comment on table auth.credential is 'The password of an account that wanted one';
comment on column auth.credential.id is 'UUIDv7';
comment on column auth.credential.user_id is 'Account';
comment on column auth.credential.account_id is 'The account''s id again: the library''s name within a provider';
comment on column auth.credential.provider_id is 'Always credential: there is no sign-in by other firms';
comment on column auth.credential.password is 'scrypt hash with its salt';
comment on column auth.credential.access_token is 'Not used';
comment on column auth.credential.refresh_token is 'Not used';
comment on column auth.credential.id_token is 'Not used';
comment on column auth.credential.access_token_expires_at is 'Not used';
comment on column auth.credential.refresh_token_expires_at is 'Not used';
comment on column auth.credential.scope is 'Not used';
comment on column auth.credential.created_at is 'When set';
comment on column auth.credential.updated_at is 'When last changed';

create table auth.verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_identifier on auth.verification (identifier);
create index verification_expires on auth.verification (expires_at);
comment on table auth.verification is 'Challenges of passkeys, kept for five minutes and used once';
comment on column auth.verification.id is 'UUIDv7';
comment on column auth.verification.identifier is 'Random name that the browser''s cookie carries';
comment on column auth.verification.value is 'The challenge, as JSON';
comment on column auth.verification.expires_at is 'End';
comment on column auth.verification.created_at is 'When made';
comment on column auth.verification.updated_at is 'When last changed';

create table auth.passkey (
  id uuid primary key,
  user_id uuid not null references auth."user" on delete cascade,
  name text,
  public_key text not null,
  credential_id text not null unique,
  counter bigint not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz not null default now()
);
create index passkey_user on auth.passkey (user_id);
comment on table auth.passkey is 'Passkeys: the public half of a key that a person''s device keeps';
comment on column auth.passkey.id is 'UUIDv7';
comment on column auth.passkey.user_id is 'Account';
comment on column auth.passkey.name is 'Device, as the browser named itself when the key was made';
comment on column auth.passkey.public_key is 'Public key, COSE in base64';
comment on column auth.passkey.credential_id is 'Name of the key on its device';
comment on column auth.passkey.counter is 'Uses as the device counts them; going back is refused';
comment on column auth.passkey.device_type is 'singleDevice or multiDevice';
comment on column auth.passkey.backed_up is 'Whether the device''s maker keeps a copy';
comment on column auth.passkey.transports is 'How the device is reached: internal, usb, nfc, ble, hybrid';
comment on column auth.passkey.aaguid is 'Make of the device''s key store';
comment on column auth.passkey.created_at is 'When made';

create table auth.invitation (
  id uuid primary key,
  workspace_id uuid not null,
  member_id uuid not null,
  kind text not null check (kind in ('code', 'link', 'start')),
  selector text check ((kind = 'code') = (selector is not null)),
  hash text not null unique,
  tries int not null default 0,
  by_member_id uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  foreign key (workspace_id, member_id) references kernel.member on delete cascade,
  foreign key (workspace_id, by_member_id) references kernel.member on delete set null (by_member_id)
);
create index invitation_member on auth.invitation (workspace_id, member_id);
create index invitation_by_member on auth.invitation (workspace_id, by_member_id);
create index invitation_selector on auth.invitation (selector);
comment on table auth.invitation is 'A code or link that lets one member in once; the coordinator hands it over by voice, paper or message';
comment on column auth.invitation.id is 'UUIDv7';
comment on column auth.invitation.workspace_id is 'Workspace of the member';
comment on column auth.invitation.member_id is 'Who is let in';
comment on column auth.invitation.kind is 'code: typed by hand; link: sent; start: printed on the terminal of the computer that runs the program';
comment on column auth.invitation.selector is 'First half of a code, so that wrong second halves are counted; null for links';
comment on column auth.invitation.hash is 'HMAC-SHA-256 of the whole, keyed with a secret that is not in the database';
comment on column auth.invitation.tries is 'Wrong second halves typed so far; at five the code is void';
comment on column auth.invitation.by_member_id is 'Who made it; null: the program';
comment on column auth.invitation.created_at is 'When made';
comment on column auth.invitation.expires_at is 'End';
comment on column auth.invitation.used_at is 'When it let somebody in or was withdrawn; it never does so again';

create table auth.attempt (
  bucket text primary key,
  failures int not null,
  last_at timestamptz not null default now(),
  blocked_until timestamptz not null default now()
);
create index attempt_last on auth.attempt (last_at);
comment on table auth.attempt is 'Failed sign-ins by network and by short name, so that the next must wait; survives restarts and is shared by all processes';
comment on column auth.attempt.bucket is 'Keyed hash of the network or the short name: neither can be read from here';
comment on column auth.attempt.failures is 'Failures in a row';
comment on column auth.attempt.last_at is 'The last one; forgotten after a day';
comment on column auth.attempt.blocked_until is 'Nothing is tried before this moment';

alter table kernel.member add foreign key (account_id) references auth."user" on delete set null;

create function auth.forget_account(account uuid) returns boolean language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  forgotten boolean;
begin
  -- As the program: a coordinator does not see whether somebody is a member of another workspace.
  perform set_config('acuerdo.role', 'system', true);
  delete from auth."user" u
   where u.id = account and not exists (select from kernel.member m where m.account_id = u.id);
  forgotten := found;
  perform set_config('acuerdo.role', asking, true);
  return forgotten;
end $$;
comment on function auth.forget_account is
  'Deletes an account that no member of any workspace has any more, with its sessions, passkeys and password; says whether it did';
