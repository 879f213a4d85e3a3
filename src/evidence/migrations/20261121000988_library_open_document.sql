-- The library reads OpenDocument texts (.odt), as LibreOffice and Google Docs write them.
alter table evidence.document_file drop constraint document_file_format_check;
alter table evidence.document_file add constraint document_file_format_check
  check (format in ('pdf', 'docx', 'odt', 'text', 'pasted'));
comment on column evidence.document_file.format is 'pdf, docx, odt, text, pasted';
