-- Statements of payment providers that were read. The same file is read once.
create table provider_statement (
    statement_id  uuid        primary key,
    provider      text        not null,
    digest        bytea       not null check (length(digest) = 32),
    rows          integer     not null check (rows >= 0),
    known         integer     not null check (known >= 0),
    settlements   integer     not null check (settlements >= 0),
    differences   integer     not null check (differences >= 0),
    read_by       uuid        not null,
    read_at       timestamptz not null,
    constraint provider_statement_once unique (provider, digest)
);

-- What they said, row by row: one that comes again is known, and a payment's refunds are counted over all statements.
create table provider_row (
    provider      text        not null,
    row_id        text        not null check (length(row_id) between 1 and 145),
    statement_id  uuid        not null references provider_statement (statement_id),
    kind          text        not null check (kind in ('charge', 'refund', 'fee', 'chargeback', 'settlement')),
    booked_on     date        not null,
    settlement    text        not null check (length(settlement) <= 145),
    payment_id    uuid,
    refund_key    text        not null check (length(refund_key) <= 140),
    -- What the operator has more with the provider by it; below nothing for refunds, fees and settlements.
    amount_minor  bigint      not null,
    currency      text        not null check (currency ~ '^[A-Z]{3}$'),
    primary key (provider, row_id)
);
create index provider_row_by_payment on provider_row (payment_id) where payment_id is not null;
create index provider_row_by_settlement on provider_row (provider, settlement);

-- Money that a provider settled to the operator's bank account, once for each name that the provider gives.
create table settlement (
    settlement_id  uuid        primary key,
    provider       text        not null,
    reference      text        not null check (length(reference) between 1 and 145),
    net_minor      bigint      not null,
    fee_minor      bigint      not null,
    currency       text        not null check (currency ~ '^[A-Z]{3}$'),
    settled_on     date        not null,
    statement_id   uuid        not null references provider_statement (statement_id),
    recorded_at    timestamptz not null,
    constraint settlement_once unique (provider, reference)
);

-- Rows of the ledger that are of no shop: settlements stay in the market's home cell wherever shops move. They have one cause by being here.
create table settlement_transfer (
    settlement_id   uuid        not null references settlement (settlement_id),
    transfer_id     uuid        not null,
    kind            text        not null check (kind in ('settlement', 'provider_fee')),
    debit_account   text        not null,
    credit_account  text        not null,
    amount_minor    bigint      not null check (amount_minor > 0),
    currency        text        not null check (currency ~ '^[A-Z]{3}$'),
    recorded_at     timestamptz not null,
    primary key (settlement_id, transfer_id),
    -- Each kind once.
    constraint settlement_transfer_once unique (settlement_id, kind),
    check (debit_account <> credit_account)
);

-- Where a statement and the ledger differ; each waits for somebody to look into it.
create table provider_difference (
    difference_id    uuid        primary key,
    statement_id     uuid        not null references provider_statement (statement_id),
    kind             text        not null check (kind in ('charge_not_in_ledger', 'charge_missing', 'amount_differs', 'currency_differs',
                                     'refunded_twice', 'refund_missing', 'refund_not_in_ledger', 'fee_differs', 'settlement_short',
                                     'settlement_over', 'chargeback', 'duplicate_row', 'unreadable_row')),
    line             integer     check (line > 0),
    row_id           text        not null check (length(row_id) <= 145),
    payment_id       uuid,
    said_minor       bigint,
    said_currency    text        check (said_currency ~ '^[A-Z]{3}$'),
    expected_minor   bigint,
    expected_currency text       check (expected_currency ~ '^[A-Z]{3}$'),
    found_at         timestamptz not null,
    settled_by       uuid,
    settled_at       timestamptz,
    words            text        check (length(words) between 1 and 1000),
    check ((said_minor is null) = (said_currency is null)),
    check ((expected_minor is null) = (expected_currency is null)),
    check (num_nonnulls(settled_by, settled_at, words) in (0, 3))
);
create index provider_difference_open on provider_difference (difference_id) where settled_at is null;
create index provider_difference_of_payment on provider_difference (payment_id) where payment_id is not null;

-- Which payments a provider should say of a stretch of days that it took, and which refunds that it made.
create index payment_by_capture on payment (captured_at) where captured_at is not null;
create index transfer_of_refunds on transfer (recorded_at) where kind in ('goods_refunded', 'shipping_refunded');
