-- A write asks all that it has to know in one round trip, and stores all that it changes in another one.

create index films_folded_title_idx on films (folded_title);

create function claim_idempotency_key(caller text, key text) returns boolean
  language plpgsql
  as $$
  begin
    if not pg_try_advisory_xact_lock(hashtextextended(caller, 0) # hashtextextended(key, 1)) then
      raise exception 'A request of this key is still running.' using errcode = 'object_in_use', constraint = 'idempotency_key_in_use';
    end if;
    return true;
  end
  $$;
comment on function claim_idempotency_key is 'holds a caller''s Idempotency-Key until the transaction ends; fails where another one holds it, so that what is asked after it in the same round trip is not begun';
