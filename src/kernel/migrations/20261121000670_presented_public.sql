-- What was published is read by all, whatever they see only once it was presented.

create or replace function kernel.seen(scopes jsonb, owner uuid, audience uuid, acting_for uuid, mine uuid[]) returns boolean language sql stable
  return (audience is null and scopes ? 'all')
      or (audience = any (mine) and scopes - 'presented' <> '[]')
      or (owner = acting_for and scopes ? 'own')
      or (scopes = '["presented"]' and audience = any (mine) and audience = any (kernel.my_audiences('public')));
