-- A point is agreed once every delegation that binds its organisation accepts one offer, whoever says so last: her people may
-- not write points themselves.

create function dialogue.settle_point() returns trigger language plpgsql as $$
declare
  asking text := coalesce(kernel.role(), '');
  here uuid := coalesce(new.workspace_id, old.workspace_id);
  given uuid := coalesce(new.offer_id, old.offer_id);
begin
  perform set_config('acuerdo.role', 'system', true);
  if tg_op = 'DELETE' then
    update dialogue.point set state = 'open', agreed_offer_id = null
     where workspace_id = here and agreed_offer_id = given;
  else
    update dialogue.point p set state = 'agreed', agreed_offer_id = o.id
      from dialogue.offer o
     where o.workspace_id = here and o.id = given and p.workspace_id = here and p.id = o.point_id and p.state = 'open'
       and o.withdrawn_on is null
       and not exists (
         select from dialogue.delegation d
          where d.workspace_id = here and d.negotiation_id = p.negotiation_id and d.organisation_id <> o.organisation_id
            and d.constituency in ('workers', 'authority', 'employers', 'contractors')
            and not exists (select from dialogue.acceptance a where a.workspace_id = here and a.offer_id = o.id and a.organisation_id = d.organisation_id));
  end if;
  perform set_config('acuerdo.role', asking, true);
  return null;
end $$;
comment on function dialogue.settle_point is
  'A point is agreed when the last delegation that binds accepts an offer, and open again when one takes that back';
create trigger settle after insert or delete on dialogue.acceptance for each row execute function dialogue.settle_point();
