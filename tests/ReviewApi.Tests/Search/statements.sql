-- GET /v1/reviews

-- GET /v1/reviews?view=full&count=exact&limit=5

select review_id as id, etag, document as json, false as is_old
from published_reviews
where review_id = any(@ids);

-- GET /v1/reviews?sort=-picture,title

-- GET /v1/reviews?format=dvd,blu_ray&year.gte=1980&sort=-overall

-- GET /v1/reviews?hdr=dolby_vision&resolution=uhd&audioLanguage=en&immersive=dolby_atmos&picture.gte=9

-- GET /v1/reviews?film=blade&director=scott&outlet=disc

-- GET /v1/reviews?imdb=tt0113627&barcode=883929594382

-- GET /v1/reviews?q=grain

with asked as materialized (
  select string_to_array(configs, ' ') as configs, query::tsquery as query, query::tsquery || query::tsquery as ranking
  from jsonb_to_recordset(@Queries::jsonb) as one (query text, configs text)) select review_id as id, 0::bigint as part, rank
from unnest(@among) candidate (review_id)
join listing_texts using (review_id)
cross join lateral (select ts_rank(vector, ranking) as rank from asked where vector @@ query and config = any(configs) offset 0) ranked;

-- GET /v1/reviews?q=grain&in=picture&format=blu_ray

with asked as materialized (
  select string_to_array(configs, ' ') as configs, query::tsquery as query, query::tsquery || query::tsquery as ranking
  from jsonb_to_recordset(@Queries::jsonb) as one (query text, configs text)) select review_id as id, 0::bigint as part, rank
from unnest(@among) candidate (review_id)
join listing_texts using (review_id)
cross join lateral (select ts_rank(sections, ranking) as rank from asked where sections @@ query and config = any(configs) offset 0) ranked;

-- GET /v1/reviews?q=picture&sort=-publishedAt

with asked as materialized (
  select string_to_array(configs, ' ') as configs, query::tsquery as query, query::tsquery || query::tsquery as ranking
  from jsonb_to_recordset(@Queries::jsonb) as one (query text, configs text)) select review_id as id, 0::bigint as part, rank
from unnest(@among) candidate (review_id)
join listing_texts using (review_id)
cross join lateral (select ts_rank(vector, ranking) as rank from asked where vector @@ query and config = any(configs) offset 0) ranked;

select review_id as id, etag, case when derivation < @Derivation then document else summary end as json, derivation < @Derivation as is_old, document
from published_reviews
where review_id = any(@ids);

-- GET /v1/reviews?q=leavng+las+vegas

with asked as materialized (
  select string_to_array(configs, ' ') as configs, query::tsquery as query, query::tsquery || query::tsquery as ranking
  from jsonb_to_recordset(@Queries::jsonb) as one (query text, configs text)) select review_id as id, 0::bigint as part, rank
from unnest(@among) candidate (review_id)
join listing_texts using (review_id)
cross join lateral (select ts_rank(vector, ranking) as rank from asked where vector @@ query and config = any(configs) offset 0) ranked;

with asked as materialized (
  select string_to_array(configs, ' ') as configs, query::tsquery as query, query::tsquery || query::tsquery as ranking
  from jsonb_to_recordset(@Queries::jsonb) as one (query text, configs text)) select exists (select from asked join listing_texts on vector @@ query and config = any(configs));

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

