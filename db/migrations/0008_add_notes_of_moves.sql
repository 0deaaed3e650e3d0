-- What was said with a move of a review stays in the audit; the review's document has the last one.

alter table audit_entries add column note text;
comment on column audit_entries.note is 'what was said with the change';
