-- GET /v1/reviews

-- GET /v1/reviews?view=full&count=exact&limit=5

select review_id as id, etag, document as json
from published_reviews
where review_id = any(@ids);

-- GET /v1/reviews?sort=-picture,title

-- GET /v1/reviews?format=dvd,blu_ray&year.gte=1980&sort=-overall

-- GET /v1/reviews?hdr=dolby_vision&resolution=uhd&audioLanguage=en&immersive=dolby_atmos&picture.gte=9

-- GET /v1/reviews?film=blade&director=scott&outlet=disc

-- GET /v1/reviews?imdb=tt0113627&barcode=883929594382

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
select last as newest, small.count as small, large.count as large,
  small.count > 0 or large.count > 0 or exists (select from asked join listing_texts using (config) where vector @@ query) as any,
  array(select distinct stem from text_configs, unnest(tsvector_to_array(to_tsvector(config::regconfig, @shown))) stem) as stems
from newest, small, large;

with asked as materialized (
  select config, query, query || query as ranking
  from (select config, to_tsquery(config::regconfig, @query) as query from text_configs) spelled)
select review_id as id, 0::bigint as part, ts_rank(vector, ranking) as rank
from asked join listing_texts using (config)
where vector @@ query and (@among::uuid[] is null or review_id = any(@among));

select review_id as id, etag, summary as json, document
from published_reviews
where review_id = any(@ids);

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
select last as newest, small.count as small, large.count as large,
  small.count > 0 or large.count > 0 or exists (select from asked join listing_texts using (config) where sections @@ query) as any,
  array(select distinct stem from text_configs, unnest(tsvector_to_array(to_tsvector(config::regconfig, @shown))) stem) as stems
from newest, small, large;

with asked as materialized (
  select config, query, query || query as ranking
  from (select config, in_sections(to_tsquery(config::regconfig, @query), @sections) as query from text_configs) spelled)
select review_id as id, 0::bigint as part, ts_rank(sections, ranking) as rank
from asked join listing_texts using (config)
where sections @@ query and (@among::uuid[] is null or review_id = any(@among));

select review_id as id, etag, summary as json, document
from published_reviews
where review_id = any(@ids);

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
select last as newest, small.count as small, large.count as large,
  small.count > 0 or large.count > 0 or exists (select from asked join listing_texts using (config) where vector @@ query) as any,
  array(select distinct stem from text_configs, unnest(tsvector_to_array(to_tsvector(config::regconfig, @shown))) stem) as stems
from newest, small, large;

select coalesce(string_agg(uuid_send(review_id), ''), '') from (with asked as materialized (
  select config, query, query || query as ranking
  from (select config, to_tsquery(config::regconfig, @query) as query from text_configs) spelled) select review_id from asked join listing_texts using (config) where vector @@ query) matches;

with asked as materialized (
  select config, query, query || query as ranking
  from (select config, to_tsquery(config::regconfig, @query) as query from text_configs) spelled)
select review_id as id, 0::bigint as part, ts_rank(vector, ranking) as rank
from asked join listing_texts using (config)
where vector @@ query and (@among::uuid[] is null or review_id = any(@among));

select review_id as id, etag, summary as json, document
from published_reviews
where review_id = any(@ids);

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
select last as newest, small.count as small, large.count as large,
  small.count > 0 or large.count > 0 or exists (select from asked join listing_texts using (config) where vector @@ query) as any,
  array(select distinct stem from text_configs, unnest(tsvector_to_array(to_tsvector(config::regconfig, @shown))) stem) as stems
from newest, small, large;

select review_id as id, etag, summary as json, document
from published_reviews
where review_id = any(@ids);

-- GET /v1/reviews?status=draft,in_review&film=heat&q=heat

select review_id as id, etag, updated_at::text as saved, summary as json
from desk_reviews desk where status = any(@statuses) and (@outlet::text is null or outlet = @outlet) and exists (select from desk_listings listed where listed.review_id = desk.review_id and listed.is_copy = desk.is_copy and listed.etag = desk.etag and (films like any(@c2_3)) and (titles like @c2_4)) 
order by updated_at desc, review_id desc
limit 21;

-- GET /v1/reviews/facets?facet=format,decade,picture

-- GET /v1/reviews/facets?facet=format,hdr&format=dvd&resolution=hd_1080p

-- GET /v1/films

-- GET /v1/films?q=the+matrx

-- GET /v1/suggest?q=lea

-- GET /v1/releases?format=dvd

-- GET /v1/reviewers?q=helen

select reviewer_id, reviewers.outlet, document
from unnest(@ids, @firsts) as asked (reviewer_id, review_id)
join reviewers using (reviewer_id)
join published_reviews using (review_id);

-- GET /feeds/reviews.atom?format=dvd

