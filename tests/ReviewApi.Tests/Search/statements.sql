-- GET /v1/reviews

with page as (select review_id, published_at
from listings

order by published_at desc, review_id desc
limit 21)
select review_id as id, array[page.published_at::text] as keys, summary as json
from page
join published_reviews review using (review_id)
order by page.published_at desc, review_id desc
limit 21;

-- GET /v1/reviews?view=full&count=exact&limit=5

with page as (select review_id, published_at
from listings

order by published_at desc, review_id desc
limit 6)
select review_id as id, array[page.published_at::text] as keys, document as json
from page
join published_reviews review using (review_id)
order by page.published_at desc, review_id desc
limit 6;

select count(*) from listings;

-- GET /v1/reviews?sort=-picture,title

with page as (with walked as materialized (select review_id, picture, title
from listings
where picture is not null
order by picture desc, title asc, review_id desc
limit 21)
select * from walked
union all
(select review_id, picture, title
from listings
where picture is null and (select count(*) from walked) < 21
order by picture desc, title asc, review_id desc
limit 21))
select review_id as id, array[page.picture::text, page.title::text] as keys, summary as json
from page
join published_reviews review using (review_id)
order by page.picture desc nulls last, page.title asc, review_id desc
limit 21;

-- GET /v1/reviews?format=dvd,blu_ray&year.gte=1980&sort=-overall

with page as (with walked as materialized (select review_id, overall
from (select * from listings where overall is not null order by overall desc, review_id desc limit 4000) near
where (terms && @c0_0) and (terms && @c1_0)
order by overall desc, review_id desc
limit 21)
select * from walked where (select count(*) from walked) = 21
union all
(select review_id, overall
from (select review_id, overall from listings where (terms && @c0_0) and (terms && @c1_0) and (select count(*) from walked) < 21 offset 0) found

order by overall desc nulls last, review_id desc
limit 21))
select review_id as id, array[page.overall::text] as keys, summary as json
from page
join published_reviews review using (review_id)
order by page.overall desc nulls last, review_id desc
limit 21;

-- GET /v1/reviews?hdr=dolby_vision&resolution=uhd&audioLanguage=en&immersive=dolby_atmos&picture.gte=9

with page as (with walked as materialized (select review_id, published_at
from (select * from listings  order by published_at desc, review_id desc limit 4000) near
where (terms && @c0_0) and (terms && @c1_0) and (picture >= @c2_0)
order by published_at desc, review_id desc
limit 21)
select * from walked where (select count(*) from walked) = 21
union all
(select review_id, published_at
from (select review_id, published_at from listings where (terms && @c0_0) and (terms && @c1_0) and (picture >= @c2_0) and (select count(*) from walked) < 21 offset 0) found

order by published_at desc, review_id desc
limit 21))
select review_id as id, array[page.published_at::text] as keys, summary as json
from page
join published_reviews review using (review_id)
order by page.published_at desc, review_id desc
limit 21;

-- GET /v1/reviews?film=blade&director=scott&outlet=disc

with page as (with walked as materialized (select review_id, published_at
from (select * from listings  order by published_at desc, review_id desc limit 4000) near
where (films like @c0_0) and (directors like @c1_0) and (outlet like @c2_0)
order by published_at desc, review_id desc
limit 21)
select * from walked where (select count(*) from walked) = 21
union all
(select review_id, published_at
from (select review_id, published_at from listings where (films like @c0_0) and (directors like @c1_0) and (outlet like @c2_0) and (select count(*) from walked) < 21 offset 0) found

order by published_at desc, review_id desc
limit 21))
select review_id as id, array[page.published_at::text] as keys, summary as json
from page
join published_reviews review using (review_id)
order by page.published_at desc, review_id desc
limit 21;

-- GET /v1/reviews?imdb=tt0113627&barcode=883929594382

with page as (with walked as materialized (select review_id, published_at
from (select * from listings  order by published_at desc, review_id desc limit 4000) near
where (release_id in (
  select release_id from listings where terms && @c0_1
  union all
  select coalesce(merged_into, release_id) from releases where gtin = any(@c0_0))) and (review_id in (select review_id from review_films join film_identifiers using (film_id) where scheme = 'imdb' and value = any(@c1_0)))
order by published_at desc, review_id desc
limit 21)
select * from walked where (select count(*) from walked) = 21
union all
(select review_id, published_at
from (select review_id, published_at from listings where (release_id in (
  select release_id from listings where terms && @c0_1
  union all
  select coalesce(merged_into, release_id) from releases where gtin = any(@c0_0))) and (review_id in (select review_id from review_films join film_identifiers using (film_id) where scheme = 'imdb' and value = any(@c1_0))) and (select count(*) from walked) < 21 offset 0) found

order by published_at desc, review_id desc
limit 21))
select review_id as id, array[page.published_at::text] as keys, summary as json
from page
join published_reviews review using (review_id)
order by page.published_at desc, review_id desc
limit 21;

-- GET /v1/reviews?q=grain

with asked as materialized (
  select config, query, query || query as ranking
  from (select config, to_tsquery(config::regconfig, @query) as query from text_configs) spelled), newest as (select coalesce(max(number), 0) as last from listing_texts),
  small as (
    select count(*)
    from (select from newest, asked join listing_texts using (config) where vector @@ query and vector @@ ('S' || last / 2048 || ' | S' || greatest(0, last / 2048 - 1))::tsquery limit 10) found),
  large as (
    select count(*)
    from (
      select from newest, asked join listing_texts using (config)
      where (select count from small) < 10 and vector @@ query and vector @@ ('L' || last / 65536 || ' | L' || greatest(0, last / 65536 - 1))::tsquery
      limit 10) found)
select last as newest, small.count as small, large.count as large, small.count > 0 or large.count > 0 or exists (select review_id from asked join listing_texts using (config) where vector @@ query) as any,
  array(select distinct stem from text_configs, unnest(tsvector_to_array(to_tsvector(config::regconfig, @shown))) stem) as stems
from newest, small, large;

with asked as materialized (
  select config, query, query || query as ranking
  from (select config, to_tsquery(config::regconfig, @query) as query from text_configs) spelled), page as (select review_id, part, rank, published_at
from (select review_id, part, rank, published_at from listings join (select review_id, 0 as part, ts_rank(vector, ranking) as rank from asked join listing_texts using (config) where vector @@ query) matches using (review_id)  offset 0) found

order by part desc, rank desc, published_at desc, review_id desc
limit 21)
select review_id as id, array[page.part::text, page.rank::text, page.published_at::text] as keys, summary as json, document, page.rank as rank
from page
join published_reviews review using (review_id)
order by page.part desc, page.rank desc, page.published_at desc, review_id desc
limit 21;

with wanted as materialized (
  select config, tsvector_to_array(to_tsvector(config::regconfig, @words)) as stems
  from (select distinct config from unnest(@configs) config) used)
select place, stem
from unnest(@configs, @spellings) with ordinality as asked (config, spelling, place)
join wanted using (config)
cross join lateral unnest(tsvector_to_array(to_tsvector(config::regconfig, spelling))) stem
where stem = any(stems);

-- GET /v1/reviews?q=grain&in=picture&format=blu_ray

with asked as materialized (
  select config, query, query || query as ranking
  from (select config, in_sections(to_tsquery(config::regconfig, @query), @sections) as query from text_configs) spelled), newest as (select coalesce(max(number), 0) as last from listing_texts),
  small as (
    select count(*)
    from (select from newest, asked join listing_texts using (config) where sections @@ query and vector @@ ('S' || last / 2048 || ' | S' || greatest(0, last / 2048 - 1))::tsquery limit 10) found),
  large as (
    select count(*)
    from (
      select from newest, asked join listing_texts using (config)
      where (select count from small) < 10 and sections @@ query and vector @@ ('L' || last / 65536 || ' | L' || greatest(0, last / 65536 - 1))::tsquery
      limit 10) found)
select last as newest, small.count as small, large.count as large, small.count > 0 or large.count > 0 or exists (select review_id from asked join listing_texts using (config) where sections @@ query) as any,
  array(select distinct stem from text_configs, unnest(tsvector_to_array(to_tsvector(config::regconfig, @shown))) stem) as stems
from newest, small, large;

with asked as materialized (
  select config, query, query || query as ranking
  from (select config, in_sections(to_tsquery(config::regconfig, @query), @sections) as query from text_configs) spelled), page as (select review_id, part, rank, published_at
from (select review_id, part, rank, published_at from listings join (select review_id, 0 as part, ts_rank(sections, ranking) as rank from asked join listing_texts using (config) where sections @@ query) matches using (review_id) where (terms && @c0_0) offset 0) found

order by part desc, rank desc, published_at desc, review_id desc
limit 21)
select review_id as id, array[page.part::text, page.rank::text, page.published_at::text] as keys, summary as json, document, page.rank as rank
from page
join published_reviews review using (review_id)
order by page.part desc, page.rank desc, page.published_at desc, review_id desc
limit 21;

with wanted as materialized (
  select config, tsvector_to_array(to_tsvector(config::regconfig, @words)) as stems
  from (select distinct config from unnest(@configs) config) used)
select place, stem
from unnest(@configs, @spellings) with ordinality as asked (config, spelling, place)
join wanted using (config)
cross join lateral unnest(tsvector_to_array(to_tsvector(config::regconfig, spelling))) stem
where stem = any(stems);

-- GET /v1/reviews?q=picture&sort=-publishedAt

with asked as materialized (
  select config, query, query || query as ranking
  from (select config, to_tsquery(config::regconfig, @query) as query from text_configs) spelled), newest as (select coalesce(max(number), 0) as last from listing_texts),
  small as (
    select count(*)
    from (select from newest, asked join listing_texts using (config) where vector @@ query and vector @@ ('S' || last / 2048 || ' | S' || greatest(0, last / 2048 - 1))::tsquery limit 10) found),
  large as (
    select count(*)
    from (
      select from newest, asked join listing_texts using (config)
      where (select count from small) < 10 and vector @@ query and vector @@ ('L' || last / 65536 || ' | L' || greatest(0, last / 65536 - 1))::tsquery
      limit 10) found)
select last as newest, small.count as small, large.count as large, small.count > 0 or large.count > 0 or exists (select review_id from asked join listing_texts using (config) where vector @@ query) as any,
  array(select distinct stem from text_configs, unnest(tsvector_to_array(to_tsvector(config::regconfig, @shown))) stem) as stems
from newest, small, large;

with asked as materialized (
  select config, query, query || query as ranking
  from (select config, to_tsquery(config::regconfig, @query) as query from text_configs) spelled), page as (with walked as materialized (select review_id, published_at
from (select * from listings  order by published_at desc, review_id desc limit 1000) near
where exists (select from asked join listing_texts using (config) where listing_texts.review_id = near.review_id and vector @@ query offset 0)
order by published_at desc, review_id desc
limit 21)
select * from walked where (select count(*) from walked) = 21
union all
(select review_id, published_at
from (select review_id, published_at from listings join (select review_id from asked join listing_texts using (config) where vector @@ query) matches using (review_id) where (select count(*) from walked) < 21 offset 0) found

order by published_at desc, review_id desc
limit 21))
select review_id as id, array[page.published_at::text] as keys, summary as json, document, (select ts_rank(vector, ranking) from asked join listing_texts using (config) where listing_texts.review_id = page.review_id) as rank
from page
join published_reviews review using (review_id)
order by page.published_at desc, review_id desc
limit 21;

with wanted as materialized (
  select config, tsvector_to_array(to_tsvector(config::regconfig, @words)) as stems
  from (select distinct config from unnest(@configs) config) used)
select place, stem
from unnest(@configs, @spellings) with ordinality as asked (config, spelling, place)
join wanted using (config)
cross join lateral unnest(tsvector_to_array(to_tsvector(config::regconfig, spelling))) stem
where stem = any(stems);

-- GET /v1/reviews?q=leavng+las+vegas

with asked as materialized (
  select config, query, query || query as ranking
  from (select config, to_tsquery(config::regconfig, @query) as query from text_configs) spelled), newest as (select coalesce(max(number), 0) as last from listing_texts),
  small as (
    select count(*)
    from (select from newest, asked join listing_texts using (config) where vector @@ query and vector @@ ('S' || last / 2048 || ' | S' || greatest(0, last / 2048 - 1))::tsquery limit 10) found),
  large as (
    select count(*)
    from (
      select from newest, asked join listing_texts using (config)
      where (select count from small) < 10 and vector @@ query and vector @@ ('L' || last / 65536 || ' | L' || greatest(0, last / 65536 - 1))::tsquery
      limit 10) found)
select last as newest, small.count as small, large.count as large, small.count > 0 or large.count > 0 or exists (select review_id from asked join listing_texts using (config) where vector @@ query) as any,
  array(select distinct stem from text_configs, unnest(tsvector_to_array(to_tsvector(config::regconfig, @shown))) stem) as stems
from newest, small, large;

with asked as materialized (
  select config, query, query || query as ranking
  from (select config, to_tsquery(config::regconfig, @query) as query from text_configs) spelled), page as (select review_id, part, rank, published_at
from (select review_id, part, rank, published_at from listings join (select review_id, 0 as part, max(rank) as rank from (select film_id, word_similarity(@title, titles) as rank
 from film_titles
 where @alike0 <% titles and @alike1 <% titles and @alike2 <% titles
 order by rank desc, film_id
 limit 100) alike
join review_films using (film_id)
join listings using (review_id) group by review_id) matches using (review_id)  offset 0) found

order by part desc, rank desc, published_at desc, review_id desc
limit 21)
select review_id as id, array[page.part::text, page.rank::text, page.published_at::text] as keys, summary as json, document, page.rank as rank
from page
join published_reviews review using (review_id)
order by page.part desc, page.rank desc, page.published_at desc, review_id desc
limit 21;

-- GET /v1/reviews?status=draft,in_review&film=heat&q=heat

select review_id as id, array[updated_at::text] as keys, summary as json
from desk_reviews desk where status = any(@statuses) and (@outlet::text is null or outlet = @outlet) 
and exists (
  select
  from desk_listings listed
  where (films like @c0_0) and (titles like @c1_0) and listed.review_id = desk.review_id and listed.is_copy = desk.is_copy and listed.etag = desk.etag) 
order by updated_at desc, review_id desc
limit 21;

-- GET /v1/reviews/facets?facet=format,decade,picture

select reltuples > 100000 from pg_class where oid = 'listings'::regclass;

select count(*) as total, coalesce(string_agg(facets, ''), '') as facets from listings;

-- GET /v1/reviews/facets?facet=format,hdr&format=dvd&resolution=hd_1080p

select reltuples > 100000 from pg_class where oid = 'listings'::regclass;

select count(*) as total, coalesce(string_agg(facets, ''), '') as facets from listings where (terms && @c0_0) and (terms && @c1_0);

select reltuples > 100000 from pg_class where oid = 'listings'::regclass;

select count(*) as total, coalesce(string_agg(facets, ''), '') as facets from listings where (terms && @c0_0);

select value, (select count(*) from listings where (terms && @c0_0) and (terms && @c1_0) and terms && hashes) as count
from (
  select value, array_agg(hash) as hashes
  from unnest(@facetValues, @facetHashes) as term (value, hash)
  group by value) wanted;

-- GET /v1/films

select film_id as id, folded_title as key
from films
where exists (select from review_films join listings using (review_id) where film_id = films.film_id offset 0)
  and (@id::uuid is null or (folded_title, film_id) > (@key, @id))
order by folded_title, film_id
limit @take;

select film_id, correction::text from films where film_id = any(@ids) and correction is not null;

select thing, review_id, document, position
from (
  select spoken.*, row_number() over earlier as number, sum(octet_length(document)) over earlier as bytes
  from (select film_id as thing, review_id, published_at, document, position
from review_films
join published_reviews using (review_id)
where film_id = any(@ids)) spoken
  window earlier as (partition by thing order by published_at, review_id, position)) counted
where number = 1 or number <= 200 and bytes <= @most
order by published_at, review_id, position;

-- GET /v1/films?q=the+matrx

select film_id as id, distance::text as key
from (
  select film_id, min(1 - word_similarity(@title, titles)) as distance
  from film_titles
  where @title <% titles
  group by film_id
  order by distance, film_id) alike
where exists (select from review_films join listings using (review_id) where film_id = alike.film_id offset 0)
  and (@id::uuid is null or (distance, film_id) > (@key::real, @id))
order by distance, film_id
limit @take;

select film_id, correction::text from films where film_id = any(@ids) and correction is not null;

select thing, review_id, document, position
from (
  select spoken.*, row_number() over earlier as number, sum(octet_length(document)) over earlier as bytes
  from (select film_id as thing, review_id, published_at, document, position
from review_films
join published_reviews using (review_id)
where film_id = any(@ids)) spoken
  window earlier as (partition by thing order by published_at, review_id, position)) counted
where number = 1 or number <= 200 and bytes <= @most
order by published_at, review_id, position;

-- GET /v1/releases?format=dvd

select release_id as id, '' as key
from releases
where (format = any(@c0_0)) and exists (select from listings where release_id = releases.release_id offset 0)
  and (@id::uuid is null or release_id < @id)
order by release_id desc
limit @take;

select release_id, correction::text from releases where release_id = any(@ids) and correction is not null;

select thing, review_id, document, position
from (
  select spoken.*, row_number() over earlier as number, sum(octet_length(document)) over earlier as bytes
  from (select release_id as thing, review_id, published_at, document, 0 as position
from published_reviews
where release_id = any(@ids)) spoken
  window earlier as (partition by thing order by published_at, review_id, position)) counted
where number = 1 or number <= 200 and bytes <= @most
order by published_at, review_id, position;

-- GET /v1/reviewers?q=helen

select reviewer_id as id, folded_name as key
from reviewers
where (folded_name like @c0_0) and exists (select from review_reviewers join listings using (review_id) where reviewer_id = reviewers.reviewer_id offset 0)
  and (@id::uuid is null or (folded_name, reviewer_id) > (@key, @id))
order by folded_name, reviewer_id
limit @take;

select reviewer_id, reviewers.outlet, reviews, position, document
from reviewers
cross join lateral (
  select count(distinct review_id) as reviews, (array_agg(review_id order by published_at, review_id))[1] as first,
    (array_agg(position order by published_at, review_id))[1] as position
  from review_reviewers
  join listings using (review_id)
  where reviewer_id = reviewers.reviewer_id) written
join published_reviews on review_id = first
where reviewer_id = any(@ids);

select id, section, count(*) as compared, round(avg(own - others), 2) as difference
from (
  select id, release_id, section, avg(score) filter (where is_own) as own, avg(score) filter (where not is_own) as others
  from (
    select reviewed.id, listings.*, exists (
      select from review_reviewers by
      where by.review_id = listings.review_id and by.reviewer_id = reviewed.id) as is_own
    from (
      select distinct reviewer_id as id, release_id
      from review_reviewers
      join listings using (review_id)
      where reviewer_id = any(@ids)) reviewed
    join listings using (release_id)
    offset 0) review
  cross join lateral (values ('story', story), ('performances', performances), ('picture', picture), ('sound', sound), ('extras', extras), ('overall', overall)) as judged (section, score)
  group by id, release_id, section) release
where own is not null and others is not null
group by id, section;

-- GET /feeds/reviews.atom?format=dvd

with page as (with walked as materialized (select review_id, published_at
from (select * from listings  order by published_at desc, review_id desc limit 4000) near
where (terms && @c0_0)
order by published_at desc, review_id desc
limit 20)
select * from walked where (select count(*) from walked) = 20
union all
(select review_id, published_at
from (select review_id, published_at from listings where (terms && @c0_0) and (select count(*) from walked) < 20 offset 0) found

order by published_at desc, review_id desc
limit 20))
select review_id as id, array[page.published_at::text] as keys, summary as json
from page
join published_reviews review using (review_id)
order by page.published_at desc, review_id desc
limit 20;

