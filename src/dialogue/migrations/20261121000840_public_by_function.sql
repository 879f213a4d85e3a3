-- Whether an agreement is public is asked of functions that keep their plans: as conditions inside policies, above all that of
-- kernel.organisation, they made every query that names an organisation several milliseconds longer to plan.

create function dialogue.is_public_agreement(p_workspace uuid, p_agreement uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from dialogue.agreement a where a.workspace_id = p_workspace and a.id = p_agreement and a.published_at is not null);
end $$;
comment on function dialogue.is_public_agreement is 'Whether an agreement has a public page, as the asking person may know it';

create function dialogue.is_public_commitment(p_workspace uuid, p_commitment uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from dialogue.commitment c where c.workspace_id = p_workspace and c.id = p_commitment
                    and dialogue.is_public_agreement(c.workspace_id, c.agreement_id));
end $$;
comment on function dialogue.is_public_commitment is 'Whether a commitment follows from an agreement that has a public page';

create function dialogue.is_public_party(p_workspace uuid, p_organisation uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from dialogue.signatory s where s.workspace_id = p_workspace and s.organisation_id = p_organisation
                    and dialogue.is_public_agreement(s.workspace_id, s.agreement_id));
end $$;
comment on function dialogue.is_public_party is 'Whether an organisation is a party of an agreement that has a public page';

do $$
declare
  here text := 'kernel.in_workspace(workspace_id) and ';
  of_system text := '(select kernel.role()) = ''system''';
  reach text := 'dialogue.reaches((select kernel.scopes(''see'')) -> %L, %s, %s, (select kernel.organisation_id()), (select kernel.my_audiences(''table'')))';
  agreed text := '(select coalesce(kernel.scopes(''see'') -> %L ? ''agreed'', false))';
  public_agreement text := '(' || format(agreed, 'agreement') || ' and dialogue.is_public_agreement(workspace_id, agreement_id))';
  of_agreement text := 'dialogue.agreement_table(workspace_id, agreement_id)';
  one text;
begin
  foreach one in array array['signatory', 'clause'] loop
    execute format('alter policy see on dialogue.%I using (%s)', one,
      here || '(' || of_system || ' or ' || format(reach, 'agreement', 'null', of_agreement) || ' or ' || public_agreement || ')');
  end loop;
  execute format('alter policy see on dialogue.amendment using (%s)',
    here || '(' || of_system || ' or ' || format(reach, 'agreement', 'null', of_agreement) || ' or (state = ''in_force'' and ' || public_agreement || '))');
  execute format('alter policy published on dialogue.commitment using (%s)', here || public_agreement);
  execute format('alter policy see on dialogue.assessment using (%s)',
    here || '(' || of_system || ' or ' || format(reach, 'assessment', 'organisation_id', '(select c.audience_id from dialogue.commitment c where c.workspace_id = assessment.workspace_id and c.id = assessment.commitment_id)')
      || ' or (' || format(agreed, 'assessment') || ' and dialogue.is_public_commitment(workspace_id, commitment_id)))');
  execute format('alter policy party_of_public on kernel.organisation using (%s)',
    here || format(agreed, 'agreement') || ' and dialogue.is_public_party(workspace_id, id)');
end $$;
