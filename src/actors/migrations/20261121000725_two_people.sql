-- Two people with one name that somebody said are two are not offered again as one.

alter table actors.person_change drop constraint person_change_kind_check;
alter table actors.person_change add constraint person_change_kind_check check (kind in ('merge', 'split', 'different'));
comment on column actors.person_change.kind is
  'merge: the other was found to be the kept one; split: the other was made out of it; different: they look alike and are two';
