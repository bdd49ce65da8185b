-- An order is written a few times within a second: reserved, placed, captured. A new version of a row costs an entry in every index unless
-- no indexed column changed and its page has room. So nothing that changes on this way is indexed, unless an index is about just that,
-- and pages keep room.

-- The primary key says it, read backwards.
drop index orders_by_shop;
drop index orders_by_assumed_delivery;
create index orders_by_assumed_delivery on orders (assumed_delivered_at)
    where assumed_delivered_at is not null and delivered_at is null;
drop index orders_by_release;
create index orders_by_release on orders (release_at) where release_at is not null and completed_at is null;
drop index orders_held;
create index orders_held on orders (shop_id) where payout_held_since is not null and completed_at is null;
alter table orders set (fillfactor = 60);
alter table order_group set (fillfactor = 80);

-- Nobody looks for transfers by who paid.
drop index transfer_by_debit;

-- What an index on `state` would be about, in columns that change less often than the state.
alter table payment
    add column is_alive boolean not null
        generated always as (state in ('requested', 'pending', 'authorised', 'captured')) stored,
    add column is_unfinished boolean not null generated always as (state in ('requested', 'pending', 'authorised')) stored;
drop index payment_one_alive;
create unique index payment_one_alive on payment (buyer_id, order_group_id) where is_alive;
drop index payment_unanswered;
create index payment_unfinished on payment (requested_at) where is_unfinished;
alter table payment set (fillfactor = 60);

alter table stock_item set (fillfactor = 50);
alter table shop_balance set (fillfactor = 50);

-- A job that is done is gone: what it did is written where it did it. Letters, of which there are many, are found apart from what moves money.
delete from job where finished_at is not null;
drop index job_due;
drop index job_by_dedupe_key;
drop index job_by_age;
alter table job drop column finished_at;
create index job_letter_due on job (run_at) where kind = 'send_letter' and failed_at is null;
create index job_due on job (run_at) where kind <> 'send_letter' and failed_at is null;
create unique index job_by_dedupe_key on job (dedupe_key) where dedupe_key is not null and failed_at is null;
alter table job set (fillfactor = 50);
