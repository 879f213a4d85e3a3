-- Fifty thousand organisations that come with all their rows need not be looked at one by one when the transaction ends:
-- whoever writes them says so for the statement (acuerdo.described).

drop trigger describe_organisation on kernel.organisation;
create constraint trigger describe_organisation after insert on kernel.organisation deferrable initially deferred
  for each row when (kernel.setting('described') is distinct from 'yes') execute function actors.describe_organisation();
