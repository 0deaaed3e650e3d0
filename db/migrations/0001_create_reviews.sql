-- The catalogue that reviews point at. What a film or a release is said to be stands in the reviews, as each printed it; here is only
-- what makes it that one.

create table films (
  film_id uuid constraint films_pkey primary key,
  title text not null,
  folded_title text not null,
  year smallint constraint films_year_check check (year between 1870 and 2100),
  kind text not null,
  is_namesake boolean not null default false,
  created_at timestamptz not null
);
comment on column films.folded_title is 'without case, accents and punctuation; a film without identifiers is matched by it, year and kind';
comment on column films.is_namesake is 'another film of the same title, year and kind, told apart by its identifiers';
create unique index films_title_year_kind_key on films (folded_title, year, kind) nulls not distinct where not is_namesake;

create table film_identifiers (
  scheme text not null constraint film_identifiers_scheme_check check (scheme in ('imdb', 'tmdb', 'wikidata', 'eidr')),
  value text not null,
  film_id uuid not null constraint film_identifiers_film_id_fkey references films,
  constraint film_identifiers_pkey primary key (scheme, value)
);
create index film_identifiers_film_id_idx on film_identifiers (film_id);

create table releases (
  release_id uuid constraint releases_pkey primary key,
  gtin text constraint releases_gtin_check check (gtin ~ '^[0-9]{14}$'),
  format text not null,
  territory text,
  created_at timestamptz not null
);
comment on table releases is 'matched by gtin, format and territory; without a gtin each is one review''s own';
create unique index releases_gtin_format_territory_key on releases (gtin, format, territory) nulls not distinct where gtin is not null;

create table reviewers (
  reviewer_id uuid constraint reviewers_pkey primary key,
  name text not null,
  folded_name text not null,
  outlet text,
  created_at timestamptz not null,
  constraint reviewers_folded_name_outlet_key unique nulls not distinct (folded_name, outlet)
);

-- One row a review. document and summary are its JSON, rendered when it is written and served as they stand; the columns beside them
-- repeat what is looked up, sorted or checked.
create table reviews (
  review_id uuid constraint reviews_pkey primary key,
  slug text not null constraint reviews_slug_key unique,
  status text not null constraint reviews_status_check check (status in ('draft', 'in_review', 'scheduled', 'published', 'withdrawn')),
  revision integer not null constraint reviews_revision_check check (revision > 0),
  etag text not null,
  outlet text,
  external_id text,
  release_id uuid constraint reviews_release_id_fkey references releases,
  story_score numeric(3, 1) constraint reviews_story_score_check check (story_score between 0 and 10),
  performances_score numeric(3, 1) constraint reviews_performances_score_check check (performances_score between 0 and 10),
  picture_score numeric(3, 1) constraint reviews_picture_score_check check (picture_score between 0 and 10),
  sound_score numeric(3, 1) constraint reviews_sound_score_check check (sound_score between 0 and 10),
  extras_score numeric(3, 1) constraint reviews_extras_score_check check (extras_score between 0 and 10),
  overall_score numeric(3, 1) constraint reviews_overall_score_check check (overall_score between 0 and 10),
  mean_score numeric(3, 1) constraint reviews_mean_score_check check (mean_score between 0 and 10),
  document bytea not null,
  summary bytea not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  published_at timestamptz,
  publish_at timestamptz,
  constraint reviews_source_key unique (outlet, external_id),
  constraint reviews_published_at_check check (published_at is not null or status not in ('published', 'withdrawn')),
  constraint reviews_publish_at_check check ((publish_at is not null) = (status = 'scheduled'))
);
comment on column reviews.document is 'the review as JSON in UTF-8';
comment on column reviews.summary is 'the review as an item of a list, JSON in UTF-8';
comment on column reviews.published_at is 'when it first went live';
create index reviews_published_at_idx on reviews (published_at desc, review_id desc) where status = 'published';
create index reviews_updated_at_idx on reviews (updated_at desc, review_id desc);
create index reviews_release_id_idx on reviews (release_id);

-- A typical document has 5 kB: it stays in the row and uncompressed, so that a read is one look-up and a copy.
alter table reviews alter column document set storage external;
alter table reviews alter column summary set storage external;
alter table reviews set (toast_tuple_target = 8160);

create view published_reviews as select * from reviews where status = 'published';
comment on view published_reviews is 'what readers may see: every public query reads here';

create table review_films (
  review_id uuid not null constraint review_films_review_id_fkey references reviews on delete cascade,
  position smallint not null,
  film_id uuid not null constraint review_films_film_id_fkey references films,
  constraint review_films_pkey primary key (review_id, position)
);
comment on column review_films.position is 'index into the review''s films';
create index review_films_film_id_idx on review_films (film_id);

create table review_reviewers (
  review_id uuid not null constraint review_reviewers_review_id_fkey references reviews on delete cascade,
  position smallint not null,
  reviewer_id uuid not null constraint review_reviewers_reviewer_id_fkey references reviewers,
  constraint review_reviewers_pkey primary key (review_id, position)
);
comment on column review_reviewers.position is 'index into the review''s reviewers';
create index review_reviewers_reviewer_id_idx on review_reviewers (reviewer_id);

create table scales (
  code text not null,
  mapping_version integer not null constraint scales_mapping_version_check check (mapping_version > 0),
  label text not null,
  kind text not null constraint scales_kind_check check (kind in ('numeric', 'labels')),
  min numeric,
  max numeric,
  step numeric,
  labels jsonb,
  created_at timestamptz not null,
  constraint scales_pkey primary key (code, mapping_version),
  constraint scales_numeric_check check ((kind = 'numeric') = (min is not null and max is not null and step is not null)),
  constraint scales_range_check check (min >= 0 and max > min and step > 0),
  constraint scales_labels_check check ((kind = 'labels') = (labels is not null))
);
comment on table scales is 'a new mapping is a new version; scores keep the version they were derived with';

insert into scales (code, mapping_version, label, kind, min, max, step, created_at)
values
  ('ten', 1, '0 to 10', 'numeric', 0, 10, 0.1, '2026-11-22Z'),
  ('stars_5', 1, '5 stars', 'numeric', 0, 5, 0.25, '2026-11-22Z'),
  ('stars_4', 1, '4 stars', 'numeric', 0, 4, 0.5, '2026-11-22Z'),
  ('percent', 1, '0 to 100', 'numeric', 0, 100, 1, '2026-11-22Z'),
  ('twenty', 1, '1 to 20', 'numeric', 1, 20, 0.5, '2026-11-22Z');
insert into scales (code, mapping_version, label, kind, labels, created_at)
values ('letter', 1, 'Letter grades', 'labels', '[
  {"label": "A++", "score": 10}, {"label": "A+", "score": 10}, {"label": "A", "score": 9.5}, {"label": "A-", "score": 9},
  {"label": "B+", "score": 8.5}, {"label": "B", "score": 8}, {"label": "B-", "score": 7.5},
  {"label": "C+", "score": 7}, {"label": "C", "score": 6.5}, {"label": "C-", "score": 6},
  {"label": "D+", "score": 5.5}, {"label": "D", "score": 5}, {"label": "D-", "score": 4.5}, {"label": "F", "score": 2}
]', '2026-11-22Z');

create table secrets (
  name text constraint secrets_pkey primary key,
  value bytea not null
);
comment on table secrets is 'random keys that all instances share';
insert into secrets (name, value)
values ('cursor', sha256(decode(replace(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')));
