-- Every transfer has one cause: an order, or a payout.
alter table transfer
    alter column order_id drop not null,
    add column payout_id uuid,
    add constraint transfer_one_cause check (num_nonnulls(order_id, payout_id) = 1),
    add constraint transfer_kind_of_cause check ((kind in ('payout', 'payout_returned')) = (payout_id is not null));
create index transfer_by_payout on transfer (shop_id, payout_id) where payout_id is not null;
-- What moves the money owed to a shop, in order of its time: for statements, and for the proof of its history.
create index transfer_of_payable on transfer (shop_id, recorded_at, transfer_id)
    where kind in ('shop_share', 'payout', 'payout_returned');

-- What each shop is owed, kept beside the ledger by whoever writes transfers, in the same transaction: its row is the lock under which a
-- payout is made, and its checks are why no shop is ever paid more than it is owed. `pasar ledger check` compares it with the transfers.
create table shop_balance (
    shop_id           uuid        not null,
    currency          text        not null check (currency ~ '^[A-Z]{3}$'),
    owed_minor        bigint      not null check (owed_minor >= 0),
    -- Of it, what is on its way to the bank: held for payouts that are not known to be paid.
    leaving_minor     bigint      not null check (leaving_minor >= 0),
    -- No later transfer is dated before this instant.
    changed_at        timestamptz not null,
    -- The day of the schedule on which it is looked at next; null until the schedule has seen it.
    due_on            date,
    -- Why the shop was not paid on that day, and when it is asked for again.
    wait_reason       text        check (wait_reason in ('refused', 'no_account', 'account_returned')),
    wait_rules        text[],
    waits_since       timestamptz,
    waits_until       timestamptz,
    primary key (shop_id, currency),
    constraint shop_balance_covers check (leaving_minor <= owed_minor),
    check (num_nonnulls(wait_reason, wait_rules, waits_since, waits_until) in (0, 4)),
    check (wait_reason = 'refused' or wait_rules = '{}')
);
create index shop_balance_due on shop_balance (due_on, shop_id);

insert into shop_balance (shop_id, currency, owed_minor, leaving_minor, changed_at)
select shop_id, currency, sum(amount_minor)::bigint, 0, max(recorded_at)
from transfer where kind = 'shop_share' and phase = 'immediate'
group by shop_id, currency;
