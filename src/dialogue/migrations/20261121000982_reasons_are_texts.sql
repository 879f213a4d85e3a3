-- Why a negotiation is deadlocked or was broken off, and the notes of endorsements and mandates are texts with a language, to be
-- translated like all others. What was noted before is kept, as said in Spanish.

select kernel.enter_system();

alter table dialogue.negotiation
  alter column state_reason drop default,
  alter column state_reason drop not null,
  alter column state_reason type jsonb using
    case when trim(state_reason) <> '' then jsonb_build_object('source', 'es', 'es', jsonb_build_object('text', state_reason)) end,
  add check (state_reason is null or kernel.is_text(state_reason));
comment on column dialogue.negotiation.state_reason is
  'Why it is deadlocked or was broken off, as it was said at the table, bilingual; null: it is neither';

alter table dialogue.demand_endorsement
  alter column note drop default,
  alter column note drop not null,
  alter column note type jsonb using
    case when trim(note) <> '' then jsonb_build_object('source', 'es', 'es', jsonb_build_object('text', note)) end,
  add check (note is null or kernel.is_text(note));
comment on column dialogue.demand_endorsement.note is
  'What else is to be known of it, for its owners and the team, bilingual; null: nothing';

alter table dialogue.demand_mandate
  alter column note drop default,
  alter column note drop not null,
  alter column note type jsonb using
    case when trim(note) <> '' then jsonb_build_object('source', 'es', 'es', jsonb_build_object('text', note)) end,
  add check (note is null or kernel.is_text(note));
comment on column dialogue.demand_mandate.note is
  'What else is to be known of it, for its owners and the team, bilingual; null: nothing';
