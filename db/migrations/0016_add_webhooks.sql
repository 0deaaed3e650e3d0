-- Webhooks: who is told what has changed, how far each has been told, and each delivery.

create table webhooks (
  webhook_id uuid constraint webhooks_pkey primary key,
  url text not null,
  events text[],
  filter text,
  description text,
  created_at timestamptz not null,
  after_transaction xid8 not null,
  after_change bigint not null,
  failures integer not null default 0,
  failing_since timestamptz,
  paused_until timestamptz,
  disabled_at timestamptz
);
comment on column webhooks.events is 'null: all';
comment on column webhooks.filter is 'the filters of the list as a query; null: all reviews';
comment on column webhooks.after_transaction is 'with after_change, the place of the last change that deliveries have been made of';
comment on column webhooks.failures is 'in a row; the receiver is left alone from some on, until paused_until';

create table webhook_secrets (
  webhook_id uuid not null constraint webhook_secrets_webhook_id_fkey references webhooks on delete cascade,
  secret bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz
);
comment on table webhook_secrets is 'as they are, since the service signs with them: whoever reads them can sign too';
comment on column webhook_secrets.expires_at is 'of the one before the last: how long it signs too';
create index webhook_secrets_webhook_id_idx on webhook_secrets (webhook_id);

create table webhook_deliveries (
  delivery_id bigint generated always as identity constraint webhook_deliveries_pkey primary key,
  webhook_id uuid not null constraint webhook_deliveries_webhook_id_fkey references webhooks on delete cascade,
  transaction_id xid8 not null,
  change_id bigint not null,
  event text not null,
  subject uuid not null,
  created_at timestamptz not null,
  attempts integer not null default 0,
  due_at timestamptz not null,
  claimed_until timestamptz,
  attempted_at timestamptz,
  delivered_at timestamptz,
  status integer,
  error text,
  constraint webhook_deliveries_change_key unique (webhook_id, change_id)
);
comment on column webhook_deliveries.subject is 'the review, the film or the release: what is of one is delivered in order';
comment on column webhook_deliveries.claimed_until is 'until then an instance is sending it';
comment on column webhook_deliveries.status is 'of the last answer';
create index webhook_deliveries_waiting_idx on webhook_deliveries (webhook_id, subject, transaction_id, change_id) where delivered_at is null;
create index webhook_deliveries_log_idx on webhook_deliveries (webhook_id, delivery_id);

create index changes_review_id_idx on changes (review_id, change_id) where review_id is not null;
comment on index changes_review_id_idx is 'what a review was before a change';
