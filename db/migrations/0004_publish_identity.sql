-- What only a draft says is not known to the catalogue: films, releases and reviewers are made known by the publication that brings them.
-- A review's links into the catalogue are there exactly while it is published, as its listing is.

-- Of what drafts made known until now, what no publication has confirmed is forgotten.
delete from review_films using reviews review where review.review_id = review_films.review_id and review.published_at is null;
delete from review_reviewers using reviews review where review.review_id = review_reviewers.review_id and review.published_at is null;
update reviews set release_id = null where published_at is null and release_id is not null;
create temporary table known_films on commit drop as
  select film_id from review_films
  union select film_id from film_titles
  union select film_id from films where correction is not null or merged_into is not null
  union select merged_into from films where merged_into is not null;
delete from film_identifiers where film_id not in (select film_id from known_films);
delete from films where film_id not in (select film_id from known_films);
delete from releases
where correction is null and merged_into is null
  and not exists (select from reviews review where review.release_id = releases.release_id)
  and not exists (select from releases other where other.merged_into = releases.release_id);
delete from reviewers
where not exists (select from review_reviewers link where link.reviewer_id = reviewers.reviewer_id);

delete from review_films using reviews review where review.review_id = review_films.review_id and review.status <> 'published';
delete from review_reviewers using reviews review where review.review_id = review_reviewers.review_id and review.status <> 'published';
update reviews set release_id = null where status <> 'published' and release_id is not null;
comment on column reviews.release_id is 'the release in the catalogue, while the review is published';

create table identifiers_taken_back (
  film_id uuid not null constraint identifiers_taken_back_film_id_fkey references films,
  scheme text not null,
  value text not null,
  constraint identifiers_taken_back_pkey primary key (film_id, scheme, value)
);
comment on table identifiers_taken_back is 'what an admin said is not this film''s: a review that prints it does not make it known again';

create table postponed_publications (
  review_id uuid constraint postponed_publications_pkey primary key constraint postponed_publications_review_id_fkey references reviews on delete cascade,
  publish_at timestamptz not null,
  attempts integer not null constraint postponed_publications_attempts_check check (attempts > 0),
  retry_at timestamptz not null
);
comment on table postponed_publications is 'scheduled publications that failed, and when each is tried again';
comment on column postponed_publications.publish_at is 'the date that failed: another one begins anew';
