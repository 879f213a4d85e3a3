-- A row that is seen with the row it hangs on asks for it within the query: the tables at which the asking person sits are then
-- counted once for all rows. A function for each row counted them for each, which a leader of two hundred tables waited for.

do $$
declare
  here text := '(workspace_id = (select kernel.workspace_id()) or (select kernel.role()) = ''system'') and ';
  seen text := 'exists (select from dialogue.%2$I p where p.workspace_id = %1$I.workspace_id and p.%3$I = %1$I.%4$I)';
  -- What is shown of it before it was presented, to whom.
  inside text := 'not (select kernel.may_within(''see'', ''demand'', ''presented''))';
  one text;
begin
  foreach one in array array['demand_endorsement', 'demand_mandate', 'demand_owner'] loop
    execute format('alter policy see on dialogue.%I using (%s)', one, here || format(seen, one, 'demand', 'id', 'demand_id'));
  end loop;
  foreach one in array array['demand_priority', 'demand_vote'] loop
    execute format('alter policy see on dialogue.%I using (%s)', one, here || inside || ' and ' || format(seen, one, 'demand', 'id', 'demand_id'));
  end loop;
  execute format('alter policy see on dialogue.demand_step using (%s)', here
    || '(stage in (''presented'', ''answered'', ''agreed'', ''refused'', ''withdrawn'') or ' || inside || ') and '
    || format(seen, 'demand_step', 'demand', 'id', 'demand_id'));
  execute format('alter policy see on dialogue.proposal_step using (%s)', here
    || '(state <> ''drafted'' or ' || inside || ') and ' || format(seen, 'proposal_step', 'proposal', 'id', 'proposal_id'));
  execute format('alter policy see on dialogue.policy_option using (%s)', here || format(seen, 'policy_option', 'policy_dialogue', 'id', 'dialogue_id'));
  execute format('alter policy see on dialogue.minute_item using (%s)', here || format(seen, 'minute_item', 'minutes', 'meeting_id', 'meeting_id'));
end $$;

drop function dialogue.sees_minutes(uuid, uuid);
drop function dialogue.sees_demand(uuid, uuid);
drop function dialogue.sees_proposal(uuid, uuid);
drop function dialogue.sees_policy_dialogue(uuid, uuid);
