-- What has changed is told to partners: from the beginning, in one order, and by cursors that never expire.

create table change_feed (
  is_one boolean constraint change_feed_pkey primary key default true constraint change_feed_is_one_check check (is_one),
  feed_id uuid not null,
  database text not null
);
comment on table change_feed is 'one row: which history the cursors of the changes are of';
comment on column change_feed.feed_id is 'drawn anew where the rows have come into another database, as by a restore: their transaction ids say nothing there';
comment on column change_feed.database is 'the database that it was drawn in';
insert into change_feed (feed_id, database) values (gen_random_uuid(), '');

create index changes_feed_idx on changes (transaction_id, change_id)
  where kind not in ('corrected', 'derived') and reviewer_id is null;
comment on index changes_feed_idx is 'what partners are told';

-- Reviews that went live before changes were noted: transaction 0 is below every snapshot, so that no running instance reads them anew.
set local enable_seqscan = on;
insert into changes (transaction_id, kind, at, review_id, revision)
select '0', 'published', updated_at, review_id, revision
from reviews
where status = 'published' and not exists (
  select from changes where changes.review_id = reviews.review_id and kind not in ('corrected', 'derived'))
order by updated_at, review_id;
