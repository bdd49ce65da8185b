-- The buyer's side of a cell: accounts, sessions, addresses, carts. It names shops and orders by id only, never by a
-- foreign key, because a shop may live in another cell.

create table account (
    account_id     uuid        primary key,
    email          text        not null,
    password_hash  text        not null,
    name           text        not null check (length(name) between 1 and 120),
    language       text        not null,
    created_at     timestamptz not null,
    disabled_at    timestamptz
);

-- One account per address: the claim is keyed by the address in lower case.
create table account_email (
    email_key   text primary key,
    account_id  uuid not null references account (account_id)
);

create table cart (
    cart_id     uuid        primary key,
    -- Null while its buyer has not signed in; such a cart is reached through its session only.
    account_id  uuid        references account (account_id),
    created_at  timestamptz not null,
    updated_at  timestamptz not null
);
create unique index cart_one_per_account on cart (account_id) where account_id is not null;

create table cart_line (
    cart_id     uuid        not null references cart (cart_id) on delete cascade,
    offer_id    uuid        not null,
    shop_id     uuid        not null,
    quantity    integer     not null check (quantity between 1 and 9999),
    -- The price the buyer saw when adding, so that a change can be pointed out.
    seen_price_minor bigint not null check (seen_price_minor >= 0),
    added_at    timestamptz not null,
    primary key (cart_id, offer_id)
);

create table session (
    token_hash   bytea       primary key check (length(token_hash) = 32),
    account_id   uuid        references account (account_id),
    cart_id      uuid        references cart (cart_id) on delete set null,
    created_at   timestamptz not null,
    expires_at   timestamptz not null
);
create index session_by_account on session (account_id);
create index session_by_expiry on session (expires_at);

create table address (
    account_id   uuid        not null references account (account_id),
    address_id   uuid        not null,
    recipient    text        not null,
    phone        text        not null,
    line1        text        not null,
    line2        text,
    district     text,
    city         text        not null,
    region       text,
    postal_code  text        not null,
    is_default   boolean     not null,
    created_at   timestamptz not null,
    removed_at   timestamptz,
    primary key (account_id, address_id)
);
create unique index address_one_default on address (account_id) where is_default and removed_at is null;

-- Failed sign-ins by account address and by network address; `key` is a hash, so the table names nobody.
create table sign_in_throttle (
    key             bytea       primary key check (length(key) = 32),
    failures        integer     not null check (failures > 0),
    first_failed_at timestamptz not null,
    locked_until    timestamptz
);

create table api_key (
    api_key_id    uuid        primary key,
    key_hash      bytea       not null unique check (length(key_hash) = 32),
    account_id    uuid        not null references account (account_id),
    name          text        not null check (length(name) between 1 and 80),
    created_at    timestamptz not null,
    last_used_at  timestamptz,
    revoked_at    timestamptz
);
create index api_key_by_account on api_key (account_id);

-- The first answer to a request that must not act twice. `input_hash` tells a repetition from another request under the same key.
create table idempotency (
    actor_id    uuid        not null,
    verb        text        not null,
    key         text        not null check (length(key) between 1 and 255),
    input_hash  bytea       not null check (length(input_hash) = 32),
    answer      jsonb       not null,
    created_at  timestamptz not null,
    primary key (actor_id, verb, key)
);
create index idempotency_by_age on idempotency (created_at);
