-- Look-ups of releases and reviewers by more than a barcode.

alter table releases
  add column corrected_asin text,
  add column corrected_discs text[];
comment on column releases.corrected_asin is 'as an admin corrected it; what reviews print is among the terms of their listings';
comment on column releases.corrected_discs is 'the content hashes of the discs, as an admin corrected them';
update releases
set corrected_asin = correction ->> 'asin'
where correction ? 'asin';
create index releases_corrected_asin_idx on releases (corrected_asin) where corrected_asin is not null;
create index releases_corrected_discs_idx on releases using gin (corrected_discs) where corrected_discs is not null;
create index releases_format_idx on releases (format, release_id);
create index reviewers_folded_name_idx on reviewers using gin (folded_name gin_trgm_ops);

-- What the desk's list is filtered by. A row for each review and each working copy, written with it; one that an older version of the
-- program wrote is derived anew at the next start, and until then its etag tells that this row is not of it.
create table desk_listings (
  review_id uuid not null constraint desk_listings_review_id_fkey references reviews on delete cascade,
  is_copy boolean not null,
  etag text not null,
  titles text not null,
  films text not null,
  reviewers text not null,
  outlet text not null,
  format text,
  constraint desk_listings_pkey primary key (review_id, is_copy)
);
comment on table desk_listings is 'reviews and working copies as the desk''s list finds them; names are folded, one a line';
comment on column desk_listings.etag is 'of the document that the row was derived from';
comment on column desk_listings.titles is 'the titles of all films and of the release, and the headline';
comment on column desk_listings.films is 'the titles of all films';
create index desk_listings_names_idx on desk_listings using gin (titles gin_trgm_ops, films gin_trgm_ops, reviewers gin_trgm_ops, outlet gin_trgm_ops);

create or replace view desk_reviews as
  select review_id, status, etag, outlet, document, summary, updated_at, false as is_copy
  from reviews
  union all
  select review_id, copy.status, copy.etag, outlet, copy.document, copy.summary, copy.updated_at, true as is_copy
  from working_copies copy
  join reviews review using (review_id)
  where review.status = 'published';

-- Drafts have derived rows too now.
drop index reviews_derivation_idx;
create index reviews_derivation_idx on reviews (derivation);
