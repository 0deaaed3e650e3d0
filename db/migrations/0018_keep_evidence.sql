-- Drafts that were made of texts: what each was made of, for the desk.

create table draft_evidence (
  review_id uuid constraint draft_evidence_pkey primary key
    constraint draft_evidence_review_id_fkey references reviews on delete cascade,
  document bytea not null,
  created_at timestamptz not null
);
comment on table draft_evidence is 'it stays as it was when the draft was stored, whatever becomes of the draft';
comment on column draft_evidence.document is 'the answer as JSON: text, draft and evidence';
