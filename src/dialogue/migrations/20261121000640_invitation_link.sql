-- A link that went to a wrong number is withdrawn by making another: what its token is made from may change.

alter table dialogue.invitation add column link_seed uuid;
comment on column dialogue.invitation.link_seed is 'What the token of its link is made from; null: its id, until a second link is made';
