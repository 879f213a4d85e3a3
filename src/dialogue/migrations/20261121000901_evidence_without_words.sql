-- Evidence may be shown without a word: kernel.is_text says of null that it is none.
alter table dialogue.evidence drop constraint evidence_words_check;
alter table dialogue.evidence add constraint evidence_words_check check (words is null or kernel.is_text(words));
