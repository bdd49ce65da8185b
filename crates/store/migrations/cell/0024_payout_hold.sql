-- Money that waits says since when. Its seller may look at it: an amount, a reason and a date.
alter table orders add column payout_held_since timestamptz;
-- A payout that is refused is asked for again six hours later.
update orders set payout_held_since = payout_waits_until - interval '6 hours' where payout_waits_until is not null;
alter table orders add check ((payout_held_since is null) = (payout_waits_until is null));
create index orders_held on orders (shop_id) where state = 'delivered' and payout_held_since is not null;
