-- What came of a step, which budget, and the norm that sets a deadline are texts with a language, to be translated like all others.
-- What was noted before is kept, as said in Spanish.

select kernel.enter_system();

alter table dialogue.proposal drop constraint proposal_check;
alter table dialogue.proposal
  alter column budget_note drop default,
  alter column budget_note drop not null,
  alter column budget_note type jsonb using
    case when trim(budget_note) <> '' then jsonb_build_object('source', 'es', 'es', jsonb_build_object('text', budget_note)) end,
  add check (budget_note is null or kernel.is_text(budget_note)),
  alter column deadline_basis drop default,
  alter column deadline_basis drop not null,
  alter column deadline_basis type jsonb using
    case when trim(deadline_basis) <> '' then jsonb_build_object('source', 'es', 'es', jsonb_build_object('text', deadline_basis)) end,
  add check (deadline_basis is null or kernel.is_text(deadline_basis)),
  add constraint proposal_deadline_basis_wanted check (deadline_on is null or deadline_basis is not null);
comment on column dialogue.proposal.budget_note is 'Which budget, how much, bilingual; null: not noted';
comment on column dialogue.proposal.deadline_basis is 'The law that sets it, instrument and article, bilingual; null: there is no deadline';

alter table dialogue.proposal_step
  alter column note drop default,
  alter column note drop not null,
  alter column note type jsonb using
    case when trim(note) <> '' then jsonb_build_object('source', 'es', 'es', jsonb_build_object('text', note)) end,
  add check (note is null or kernel.is_text(note));
comment on column dialogue.proposal_step.note is 'What came of it, bilingual; null: nothing noted';
