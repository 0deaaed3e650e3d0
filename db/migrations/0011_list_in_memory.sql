-- Each instance holds what is published in memory, and asks with each request what has changed. A listing is one compact row that it loads;
-- what it was asked for by columns, terms and names goes, with the indexes on them.

create table changes (
  change_id bigint generated always as identity constraint changes_pkey primary key,
  transaction_id xid8 not null default pg_current_xact_id(),
  kind text not null constraint changes_kind_check
    check (kind in ('published', 'updated', 'withdrawn', 'restored', 'merged', 'corrected', 'derived')),
  at timestamptz not null,
  review_id uuid,
  revision integer,
  film_id uuid,
  release_id uuid,
  reviewer_id uuid,
  into_id uuid
);
comment on table changes is 'what has changed for readers: a row is written in the transaction of the change';
comment on column changes.transaction_id is 'what a snapshot does not see of it has been committed since; numbers alone would miss what commits late';
comment on column changes.kind is 'corrected: a film or a release; derived: a listing, by another version of the program, of a review that is the same';
comment on column changes.revision is 'the review''s';
comment on column changes.film_id is 'of a merge: the one that is no longer; likewise release_id and reviewer_id';
comment on column changes.into_id is 'of a merge: the one that stays';
create index changes_transaction_id_idx on changes (transaction_id, change_id);

alter table listings
  add column listing bytea,
  drop column published_at,
  drop column updated_at,
  drop column release_id,
  drop column facets,
  drop column title,
  drop column year,
  drop column release_date,
  drop column story,
  drop column performances,
  drop column picture,
  drop column sound,
  drop column extras,
  drop column overall,
  drop column mean_score,
  drop column terms,
  drop column films,
  drop column directors,
  drop column actors,
  drop column reviewers,
  drop column distributor,
  drop column edition,
  drop column outlet,
  drop column genres;
comment on table listings is 'published reviews as the catalogue in memory takes them';
comment on column listings.listing is 'the compact form; null, or of another version, where it has not been derived anew: it is then derived from the document while loading';
alter table listings alter column listing set storage external;
drop table facet_values;

drop index films_folded_title_idx;
drop index films_title_order_idx;
drop index reviewers_name_order_idx;
drop index reviewers_folded_name_idx;
drop index releases_corrected_asin_idx;
drop index releases_corrected_discs_idx;
drop index releases_format_idx;
create index films_merged_into_idx on films (merged_into) where merged_into is not null;
create index releases_merged_into_idx on releases (merged_into) where merged_into is not null;
create index reviewers_merged_into_idx on reviewers (merged_into) where merged_into is not null;
