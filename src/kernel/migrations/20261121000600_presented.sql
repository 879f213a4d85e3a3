-- Being of an audience does not let in a role that sees a resource only once it was presented: which were, its part knows.

create or replace function kernel.seen(scopes jsonb, owner uuid, audience uuid, acting_for uuid, mine uuid[]) returns boolean language sql immutable
  return (audience is null and scopes ? 'all')
      or (audience = any (mine) and scopes - 'presented' <> '[]')
      or (owner = acting_for and scopes ? 'own');
comment on function kernel.seen is
  'Whether a row is seen: one without audience by who may see all of its resource, one with an audience by those of it whose role sees the resource before it is presented, an organisation''s own by its people';
