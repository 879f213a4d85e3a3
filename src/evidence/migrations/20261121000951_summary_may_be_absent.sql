-- Of null, kernel.is_text says false and not null.
alter table evidence.document drop constraint document_summary_check;
alter table evidence.document add constraint document_summary_check check (summary is null or kernel.is_text(summary));
