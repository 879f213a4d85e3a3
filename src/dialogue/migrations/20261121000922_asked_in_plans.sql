-- The conditions of the dialogue's tables as the kernel's since 20261121000920: what is the same for all rows is asked once a
-- query, and only if a row needs it; what lies in another table is asked of a function that keeps its plan, so that a query is
-- planned without the policies of all tables that decide about those it names. Who sees what has not changed.

create or replace function dialogue.reaches(scopes jsonb, owner uuid, audience uuid, acting_for uuid, tables uuid[]) returns boolean language plpgsql immutable as $$
begin
  return coalesce(scopes ? 'all' or (scopes ? 'table' and audience = any (tables)) or (scopes ? 'own' and owner = acting_for), false);
end $$;

create or replace function dialogue.reaches_any(scopes jsonb, owners uuid[], audience uuid, acting_for uuid, tables uuid[]) returns boolean language plpgsql immutable as $$
begin
  return coalesce(scopes ? 'all' or (scopes ? 'table' and audience = any (tables)) or (scopes ? 'own' and acting_for = any (owners)), false);
end $$;

-- Tables at which one sits, by what hangs on them ---------------------------------------------------------------------

create function dialogue.meetings_within(verb text, resource text) returns uuid[] language plpgsql stable as $$
declare
  asking text := coalesce(kernel.role(), '');
  tables uuid[] := '{}';
  found uuid[];
begin
  -- Only of meetings that she sees, which is by their tables, too.
  if 'table' = any (kernel.may('see', 'meeting')) or 'all' = any (kernel.may('see', 'meeting')) then
    tables := kernel.tables_within(verb, resource);
  end if;
  if tables = '{}' then
    return '{}';
  end if;
  perform set_config('acuerdo.role', 'system', true);
  found := array(select m.id from dialogue.meeting m where m.workspace_id = kernel.workspace_id() and m.audience_id = any (tables));
  perform set_config('acuerdo.role', asking, true);
  return found;
end $$;
comment on function dialogue.meetings_within is 'The meetings at whose tables the asking person may see or write a resource because she sits there';

create function dialogue.platforms_within(verb text, resource text) returns uuid[] language plpgsql stable as $$
declare
  asking text := coalesce(kernel.role(), '');
  tables uuid[] := '{}';
  found uuid[];
begin
  -- Only of platforms that she sees, which is by their tables, too.
  if 'table' = any (kernel.may('see', 'meeting')) or 'all' = any (kernel.may('see', 'meeting')) then
    tables := kernel.tables_within(verb, resource);
  end if;
  if tables = '{}' then
    return '{}';
  end if;
  perform set_config('acuerdo.role', 'system', true);
  found := array(select p.id from dialogue.platform p where p.workspace_id = kernel.workspace_id() and p.audience_id = any (tables));
  perform set_config('acuerdo.role', asking, true);
  return found;
end $$;
comment on function dialogue.platforms_within is 'The same as dialogue.meetings_within, of platforms';

create or replace function dialogue.negotiation_table(p_workspace uuid, p_negotiation uuid) returns uuid language plpgsql stable as $$
begin
  return (select n.audience_id from dialogue.negotiation n where n.workspace_id = p_workspace and n.id = p_negotiation);
end $$;

create or replace function dialogue.agreement_table(p_workspace uuid, p_agreement uuid) returns uuid language plpgsql stable as $$
begin
  return (select a.audience_id from dialogue.agreement a where a.workspace_id = p_workspace and a.id = p_agreement);
end $$;

create function dialogue.point_table(p_workspace uuid, p_point uuid) returns uuid language plpgsql stable as $$
begin
  return (select dialogue.negotiation_table(p.workspace_id, p.negotiation_id) from dialogue.point p
           where p.workspace_id = p_workspace and p.id = p_point);
end $$;
comment on function dialogue.point_table is 'The table of a point, if the asking person sees it';

create function dialogue.offer_table(p_workspace uuid, p_offer uuid) returns uuid language plpgsql stable as $$
begin
  return (select dialogue.point_table(o.workspace_id, o.point_id) from dialogue.offer o
           where o.workspace_id = p_workspace and o.id = p_offer and o.sent_at is not null);
end $$;
comment on function dialogue.offer_table is 'The table of an offer that was sent, if the asking person sees it';

create function dialogue.amendment_table(p_workspace uuid, p_amendment uuid) returns uuid language plpgsql stable as $$
begin
  return (select dialogue.agreement_table(m.workspace_id, m.agreement_id) from dialogue.amendment m
           where m.workspace_id = p_workspace and m.id = p_amendment);
end $$;
comment on function dialogue.amendment_table is 'The table of an amendment, if the asking person sees it';

create function dialogue.commitment_table(p_workspace uuid, p_commitment uuid) returns uuid language plpgsql stable as $$
begin
  return (select c.audience_id from dialogue.commitment c where c.workspace_id = p_workspace and c.id = p_commitment);
end $$;
comment on function dialogue.commitment_table is 'The table of a commitment, if the asking person sees it';

-- Whether one sees what a row hangs on --------------------------------------------------------------------------------

create function dialogue.sees_minutes(p_workspace uuid, p_meeting uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from dialogue.minutes d where d.workspace_id = p_workspace and d.meeting_id = p_meeting);
end $$;
comment on function dialogue.sees_minutes is 'Whether the asking person sees the minutes of a meeting';

create function dialogue.sees_shown_minutes(p_workspace uuid, p_meeting uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from dialogue.minutes d where d.workspace_id = p_workspace and d.meeting_id = p_meeting and d.state <> 'draft');
end $$;
comment on function dialogue.sees_shown_minutes is 'Whether the asking person sees minutes of a meeting that are no draft any more';

create function dialogue.sees_demand(p_workspace uuid, p_demand uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from dialogue.demand d where d.workspace_id = p_workspace and d.id = p_demand);
end $$;
comment on function dialogue.sees_demand is 'Whether the asking person sees a demand';

create function dialogue.sees_presented(p_workspace uuid, p_demand uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from dialogue.demand d where d.workspace_id = p_workspace and d.id = p_demand and d.presented_on is not null);
end $$;
comment on function dialogue.sees_presented is 'Whether the asking person sees a demand that was presented';

create function dialogue.sees_proposal(p_workspace uuid, p_proposal uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from dialogue.proposal p where p.workspace_id = p_workspace and p.id = p_proposal);
end $$;
comment on function dialogue.sees_proposal is 'Whether the asking person sees a proposal';

create function dialogue.sees_lodged(p_workspace uuid, p_proposal uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from dialogue.proposal p where p.workspace_id = p_workspace and p.id = p_proposal and p.lodged_on is not null);
end $$;
comment on function dialogue.sees_lodged is 'Whether the asking person sees a proposal that was lodged';

create function dialogue.sees_policy_dialogue(p_workspace uuid, p_dialogue uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from dialogue.policy_dialogue p where p.workspace_id = p_workspace and p.id = p_dialogue);
end $$;
comment on function dialogue.sees_policy_dialogue is 'Whether the asking person sees a policy dialogue';

create function dialogue.sees_commitment(p_workspace uuid, p_commitment uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from dialogue.commitment c where c.workspace_id = p_workspace and c.id = p_commitment);
end $$;
comment on function dialogue.sees_commitment is 'Whether the asking person sees a commitment';

create function dialogue.sees_assessment(p_workspace uuid, p_assessment uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from dialogue.assessment a where a.workspace_id = p_workspace and a.id = p_assessment);
end $$;
comment on function dialogue.sees_assessment is 'Whether the asking person sees what a party says of a commitment';

create function dialogue.sees_signatory_name(p_workspace uuid, p_signatory uuid) returns boolean language plpgsql stable as $$
begin
  return exists (
    select from dialogue.signatory s where s.workspace_id = p_workspace and s.id = p_signatory
       and (s.organisation_id = kernel.organisation_id()
         or dialogue.agreement_table(s.workspace_id, s.agreement_id) = any (kernel.tables_within('see', 'leader_contact'))));
end $$;
comment on function dialogue.sees_signatory_name is
  'Whether the asking person, who does not see all contacts, sees who signs: for her own organisation, or at her table if contacts are seen there';

create function dialogue.discloses(p_workspace uuid, p_delegation uuid) returns boolean language plpgsql stable as $$
begin
  return exists (select from dialogue.delegation d where d.workspace_id = p_workspace and d.id = p_delegation and d.discloses);
end $$;
comment on function dialogue.discloses is 'Whether a delegation, that the asking person sees, shows the coordinator what it may concede';

create function dialogue.discloses_on(p_workspace uuid, p_point uuid, p_organisation uuid) returns boolean language plpgsql stable as $$
begin
  return exists (
    select from dialogue.point p
      join dialogue.delegation d on d.workspace_id = p.workspace_id and d.negotiation_id = p.negotiation_id
     where p.workspace_id = p_workspace and p.id = p_point and d.organisation_id = p_organisation and d.discloses);
end $$;
comment on function dialogue.discloses_on is 'The same of the delegation of an organisation in the negotiation of a point';

create function dialogue.hangs_on_agreement(p_workspace uuid, p_record uuid) returns boolean language plpgsql stable as $$
begin
  return exists (
    select from kernel.record r where r.workspace_id = p_workspace and r.id = p_record
       and r.kind in ('negotiation', 'agreement', 'clause', 'assessment'));
end $$;
comment on function dialogue.hangs_on_agreement is 'Whether the asking person sees a record, and it is of a negotiation or an agreement';

create or replace function dialogue.own_demands(owning boolean) returns uuid[] language plpgsql stable as $$
begin
  if kernel.organisation_id() is null then
    return '{}';
  end if;
  return array(
    select o.demand_id from dialogue.demand_owner o
     where o.workspace_id = kernel.workspace_id() and o.organisation_id = kernel.organisation_id() and (o.owns or not owning));
end $$;

-- The conditions ------------------------------------------------------------------------------------------------------

do $$
declare
  here text := '(workspace_id = (select kernel.workspace_id()) or (select kernel.role()) = ''system'') and ';
  of_system text := '(select kernel.role()) = ''system''';
  -- All of a resource, or what lies on her tables; the program itself may all.
  reach text := '((select kernel.may_within(''see'', %1$L, ''all'')) or %2$s = any ((select kernel.tables_within(''see'', %1$L))::uuid[]))';
  own text := 'organisation_id = (select kernel.organisation_within(''see'', %L))';
  within text := '(select kernel.may_within(''see'', %L, %L))';
  at_meeting text := '((select kernel.may_within(%1$L, %2$L, ''all'')) or meeting_id in (select unnest((select dialogue.meetings_within(%1$L, %2$L)))))';
  shown text := '(state <> ''draft'' or (select kernel.in_team()))';
  public_agreement text := '(' || format(within, 'agreement', 'agreed') || ' and dialogue.is_public_agreement(workspace_id, agreement_id))';
  of_agreement text := format(reach, 'agreement', 'dialogue.agreement_table(workspace_id, agreement_id)');
  of_commitment text := 'dialogue.commitment_table(workspace_id, commitment_id)';
  beyond text;
  one text;
  conditions jsonb := jsonb_build_object(
    'meeting', format(reach, 'meeting', 'audience_id'),
    'platform', format(reach, 'meeting', 'audience_id'),
    'policy_dialogue', format(reach, 'meeting', 'audience_id'),
    'negotiation', format(reach, 'agreement', 'audience_id'),
    'commitment', format(reach, 'agreement', 'audience_id'),
    'agenda_item', format(at_meeting, 'see', 'meeting'),
    'head_count', format(at_meeting, 'see', 'meeting'),
    'participation', format(at_meeting, 'see', 'meeting'),
    'party', format(at_meeting, 'see', 'meeting'),
    'door', format(at_meeting, 'write', 'meeting'),
    'invitation', '(organisation_id = (select kernel.organisation_id()) or ' || format(at_meeting, 'see', 'leader_contact') || ')',
    'minutes', shown || ' and ' || format(at_meeting, 'see', 'meeting'),
    'minute_item', 'dialogue.sees_minutes(workspace_id, meeting_id)',
    'participation_name', '(' || format(within, 'leader_contact', 'all') || ' or exists (
        select from dialogue.participation p where p.workspace_id = participation_name.workspace_id and p.id = participation_name.id
           and (p.' || format(own, 'leader_contact') || ' or p.meeting_id in (select unnest((select dialogue.meetings_within(''see'', ''leader_contact'')))))))',
    'platform_member', '(' || format(within, 'meeting', 'all') || ' or platform_id in (select unnest((select dialogue.platforms_within(''see'', ''meeting'')))))',
    'policy_option', 'dialogue.sees_policy_dialogue(workspace_id, dialogue_id)',
    'demand', '(' || format(reach, 'demand', 'audience_id') || ' or (select kernel.organisation_within(''see'', ''demand'')) = any (named)
        or (presented_on is not null and ' || format(within, 'demand', 'presented') || '))',
    'proposal', '(' || format(reach, 'demand', 'audience_id') || ' or ' || format(own, 'demand') || '
        or (lodged_on is not null and ' || format(within, 'demand', 'presented') || '))',
    'proposal_step', 'dialogue.sees_proposal(workspace_id, proposal_id) and (state <> ''drafted'' or not ' || format(within, 'demand', 'presented') || ')');
begin
  conditions := conditions || jsonb_build_object(
    'demand_endorsement', 'dialogue.sees_demand(workspace_id, demand_id)',
    'demand_mandate', 'dialogue.sees_demand(workspace_id, demand_id)',
    'demand_owner', 'dialogue.sees_demand(workspace_id, demand_id)',
    'demand_priority', 'not ' || format(within, 'demand', 'presented') || ' and dialogue.sees_demand(workspace_id, demand_id)',
    'demand_vote', 'not ' || format(within, 'demand', 'presented') || ' and dialogue.sees_demand(workspace_id, demand_id)',
    'demand_step', '(stage in (''presented'', ''answered'', ''agreed'', ''refused'', ''withdrawn'') or not ' || format(within, 'demand', 'presented') || ')
        and dialogue.sees_demand(workspace_id, demand_id)',
    'delegation', format(reach, 'agreement', 'dialogue.negotiation_table(workspace_id, negotiation_id)'),
    'negotiation_round', format(reach, 'agreement', 'dialogue.negotiation_table(workspace_id, negotiation_id)'),
    'point', format(reach, 'agreement', 'dialogue.negotiation_table(workspace_id, negotiation_id)'),
    'offer', '(' || of_system || ' or ' || format(own, 'mandate') || '
        or (sent_at is not null and ' || format(reach, 'agreement', 'dialogue.point_table(workspace_id, point_id)') || ')
        or (' || format(within, 'mandate', 'delegation') || ' and dialogue.discloses_on(workspace_id, point_id, organisation_id)))',
    'acceptance', format(reach, 'agreement', 'dialogue.offer_table(workspace_id, offer_id)'),
    'concession', '(' || of_system || ' or ' || format(own, 'mandate') || '
        or (' || format(within, 'mandate', 'delegation') || ' and dialogue.discloses(workspace_id, delegation_id)))',
    'agreement', '(' || format(reach, 'agreement', 'audience_id') || ' or (published_at is not null and ' || format(within, 'agreement', 'agreed') || '))',
    'signatory', '(' || of_agreement || ' or ' || public_agreement || ')',
    'clause', '(' || of_agreement || ' or ' || public_agreement || ')',
    'amendment', '(' || of_agreement || ' or (state = ''in_force'' and ' || public_agreement || '))',
    'amendment_party', format(reach, 'agreement', 'dialogue.amendment_table(workspace_id, amendment_id)'),
    'signatory_name', '(' || format(within, 'leader_contact', 'all') || ' or dialogue.sees_signatory_name(workspace_id, id))',
    'assessment', '(' || format(reach, 'assessment', of_commitment) || ' or ' || format(own, 'assessment') || '
        or (' || format(within, 'assessment', 'agreed') || ' and dialogue.is_public_commitment(workspace_id, commitment_id)))',
    'assessment_reason', '(' || of_system || ' or (not ' || format(within, 'assessment', 'agreed') || ' and dialogue.sees_assessment(workspace_id, id)))',
    'incident', '(' || format(reach, 'assessment', of_commitment) || ' or ' || format(own, 'assessment') || ')',
    'remedy', '((select kernel.in_team()) or organisation_id = (select kernel.organisation_id())
        or (state in (''sent'', ''answered'') and ' || format(reach, 'agreement', of_commitment) || '))');
  for one in select jsonb_object_keys(conditions) loop
    execute format('alter policy see on dialogue.%I using (%s)', one, here || (conditions ->> one));
  end loop;
  execute format('alter policy published on dialogue.commitment using (%s)', here || public_agreement);
  execute format('alter policy party_of_public on kernel.organisation using (%s)',
    here || format(within, 'agreement', 'agreed') || ' and dialogue.is_public_party(workspace_id, id)');
  alter policy with_minutes on kernel.attachment using (
    resource <> 'meeting' or (select kernel.in_team()) or dialogue.sees_shown_minutes(workspace_id, record_id));

  -- What the dialogue shows of the kernel's records beyond the kernel's own rule: five conditions in one policy.
  beyond := here || '(
       (kind = ''demand'' and id = any ((select dialogue.own_demands(false))::uuid[]) and ' || format(within, 'demand', 'own') || ')
    or (kind = ''demand'' and ' || format(within, 'demand', 'presented') || ' and dialogue.sees_presented(workspace_id, id))
    or (kind = ''proposal'' and ' || format(within, 'demand', 'presented') || ' and dialogue.sees_lodged(workspace_id, id))
    or (kind = ''commitment'' and ' || format(within, 'agreement', 'all') || ' and dialogue.sees_commitment(workspace_id, id))
    or (kind in (''negotiation'', ''agreement'', ''clause'') and ' || format(within, 'agreement', 'all') || ')
    or (kind = ''assessment'' and ' || format(within, 'assessment', 'all') || '))';
  for one in select unnest(array['record', 'search_entry']) loop
    execute format('create policy of_dialogue on kernel.%I for select using (%s)', one, beyond);
  end loop;
  execute format('create policy of_dialogue on kernel.record_version for select using (%s)', here || '(
       (record_id = any ((select dialogue.own_demands(false))::uuid[]) and ' || format(within, 'demand', 'own') || ')
    or (' || format(within, 'demand', 'presented') || ' and (dialogue.sees_presented(workspace_id, record_id) or dialogue.sees_lodged(workspace_id, record_id)))
    or (' || format(within, 'agreement', 'all') || ' and (dialogue.sees_commitment(workspace_id, record_id)
        or (' || format(within, 'assessment', 'all') || ' and dialogue.hangs_on_agreement(workspace_id, record_id)))))');
  foreach one in array array['record', 'search_entry', 'record_version'] loop
    execute format('drop policy named on kernel.%I', one);
    execute format('drop policy presented on kernel.%I', one);
    execute format('drop policy lodged on kernel.%I', one);
    execute format('drop policy made on kernel.%I', one);
    execute format('drop policy all_of_agreements on kernel.%I', one);
  end loop;
end $$;
