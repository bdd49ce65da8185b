-- What is common to all markets: where each shop lives, and who works for the operator. No table here refers to a cell.

-- Every market has at least one cell; a cell is a schema of this name, on `connection` or, when that is null, on this server.
create table cell (
    market      text        not null,
    cell        text        not null check (cell ~ '^[a-z]{2}_[0-9]+$'),
    connection  text,
    -- Buyers, carts and order groups of a market live in its home cell.
    home        boolean     not null,
    created_at  timestamptz not null,
    primary key (market, cell)
);
create unique index cell_one_home on cell (market) where home;

-- A shop lives in exactly one cell. The handle is claimed here, so it is unique in its market whatever the number of cells.
create table shop_directory (
    market      text        not null,
    shop_id     uuid        not null,
    handle      text        not null check (handle ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(handle) between 2 and 60),
    cell        text        not null,
    created_at  timestamptz not null,
    primary key (market, shop_id),
    unique (market, handle),
    foreign key (market, cell) references cell (market, cell)
);

create table staff (
    staff_id      uuid        primary key,
    email         text        not null,
    -- The address in lower case: two spellings of one address are one person.
    email_key     text        not null unique,
    password_hash text        not null,
    name          text        not null,
    role          text        not null check (role in ('administrator', 'moderator', 'support')),
    created_at    timestamptz not null,
    disabled_at   timestamptz
);

create table staff_session (
    -- SHA-256 of the token in the cookie: the table alone opens no session.
    token_hash  bytea       primary key check (length(token_hash) = 32),
    staff_id    uuid        not null references staff (staff_id),
    created_at  timestamptz not null,
    expires_at  timestamptz not null
);
create index staff_session_by_expiry on staff_session (expires_at);

-- The books of the sandbox bank. It plays an outsider: only the sandbox provider reads them, by its own keys.
create table sandbox_payment (
    payment_id      uuid        primary key,
    method          text        not null,
    amount_minor    bigint      not null check (amount_minor > 0),
    currency        text        not null check (currency ~ '^[A-Z]{3}$'),
    state           text        not null check (state in ('pending', 'authorised', 'declined', 'captured', 'voided')),
    refunded_minor  bigint      not null default 0 check (refunded_minor between 0 and amount_minor),
    -- When a pending payment answers by itself, unless somebody answers at the bank's page before.
    answers_at      timestamptz,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    check ((state = 'pending') = (answers_at is not null)),
    check (refunded_minor = 0 or state = 'captured')
);
-- Refunds by the key under which they were asked, so that asking twice pays once.
create table sandbox_refund (
    payment_id    uuid        not null references sandbox_payment (payment_id),
    refund_key    text        not null,
    amount_minor  bigint      not null check (amount_minor > 0),
    created_at    timestamptz not null,
    primary key (payment_id, refund_key)
);
