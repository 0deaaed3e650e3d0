-- What a desk works with. A review's own row holds what readers get, or would get; beside a live one a working copy may be in the making.

create table working_copies (
  review_id uuid constraint working_copies_pkey primary key constraint working_copies_review_id_fkey references reviews on delete cascade,
  status text not null constraint working_copies_status_check check (status in ('draft', 'in_review', 'scheduled')),
  etag text not null,
  document bytea not null,
  summary bytea not null,
  updated_at timestamptz not null,
  publish_at timestamptz,
  constraint working_copies_publish_at_check check ((publish_at is not null) = (status = 'scheduled'))
);
comment on table working_copies is 'of a published review; that of a withdrawn one waits until it is restored';
create index working_copies_updated_at_idx on working_copies (updated_at desc, review_id desc);
create index working_copies_publish_at_idx on working_copies (publish_at) where status = 'scheduled';
create index reviews_publish_at_idx on reviews (publish_at) where status = 'scheduled';

create view desk_reviews as
  select review_id, status, etag, outlet, document, summary, updated_at
  from reviews
  union all
  select review_id, copy.status, copy.etag, outlet, copy.document, copy.summary, copy.updated_at
  from working_copies copy
  join reviews review using (review_id)
  where review.status = 'published';
comment on view desk_reviews is 'what the desk has: all reviews, and the working copies as reviews of their own status';

create table revisions (
  review_id uuid not null constraint revisions_review_id_fkey references reviews on delete cascade,
  revision integer not null constraint revisions_revision_check check (revision > 0),
  document bytea not null,
  saved_at timestamptz not null,
  key_id uuid,
  key_name text,
  published_at timestamptz,
  constraint revisions_pkey primary key (review_id, revision)
);
comment on table revisions is 'every saved content of a review and of its working copies; rows are added, their content never changes';
comment on column revisions.document is 'the review as it was saved, JSON in UTF-8';
comment on column revisions.key_name is 'who saved it; null for what was saved before this was kept';
comment on column revisions.published_at is 'when this content first went live';
insert into revisions (review_id, revision, document, saved_at, published_at)
select review_id, revision, document, updated_at, case when status in ('published', 'withdrawn') then updated_at end
from reviews;

create table api_keys (
  key_id uuid constraint api_keys_pkey primary key,
  name text not null,
  scopes text[] not null constraint api_keys_scopes_check check (scopes <@ array['reviews:write', 'reviews:publish', 'admin'] and scopes <> '{}'),
  outlet text,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  constraint api_keys_outlet_check check (outlet is null or not 'admin' = any(scopes))
);
comment on column api_keys.outlet is 'the only outlet whose reviews the key sees and writes';
comment on column api_keys.last_used_at is 'some seconds late: it is written now and then, not with each request';

create table key_secrets (
  prefix text constraint key_secrets_pkey primary key,
  key_id uuid not null constraint key_secrets_key_id_fkey references api_keys,
  hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz
);
comment on table key_secrets is 'a key has one; after a rotation the old one too, until it expires';
comment on column key_secrets.hash is 'SHA-256 of the whole secret, which has 256 random bits and is stored nowhere';
create index key_secrets_key_id_idx on key_secrets (key_id);

create table idempotency_keys (
  caller text not null,
  key text not null,
  request bytea not null,
  status smallint not null,
  location text,
  etag text,
  body bytea not null,
  created_at timestamptz not null,
  constraint idempotency_keys_pkey primary key (caller, key)
);
comment on table idempotency_keys is 'the answers of POSTs that succeeded, for 24 hours';
comment on column idempotency_keys.request is 'SHA-256 of the route and the body';
create index idempotency_keys_created_at_idx on idempotency_keys (created_at);

create table audit_entries (
  entry_id bigint generated always as identity constraint audit_entries_pkey primary key,
  at timestamptz not null,
  key_id uuid,
  key_name text not null,
  action text not null,
  subject text not null,
  revision integer
);
comment on table audit_entries is 'who changed what; written in the transaction of the change';
comment on column audit_entries.subject is 'the path of what was changed';
create index audit_entries_subject_idx on audit_entries (subject, entry_id desc);
