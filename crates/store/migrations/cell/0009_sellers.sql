-- Who sells. What a charter decides by is constrained here: codes of countries, words of lists, and no change of what a seller is.

create table seller (
    seller_id               uuid        primary key,
    -- Where the seller is established. Neither origin nor standing is ever changed, and the program's role may not do it:
    -- whoever moves becomes another seller.
    origin                  text        not null check (origin ~ '^[A-Z]{2}$'),
    standing                text        not null check (standing in ('micro', 'business', 'merchant', 'platform')),
    -- Carried here from the ownership graph of the control schema.
    controlled_by_operator  boolean     not null default false,
    return_country          text        check (return_country ~ '^[A-Z]{2}$'),
    sales_12_months         integer     not null default 0 check (sales_12_months >= 0),
    revenue_12_months_minor bigint      not null default 0 check (revenue_12_months_minor >= 0),
    certified_until         timestamptz,
    discloses_identity      boolean     not null default false,
    created_at              timestamptz not null,
    unique (seller_id, origin, standing)
);

-- The evidence of who a seller is, as somebody checked it. Rows are added; only revoking changes one.
create table verification (
    seller_id        uuid        not null references seller (seller_id),
    verification_id  uuid        not null,
    evidence         text        not null check (evidence in ('national_id', 'passport', 'driving_licence', 'business_register')),
    issued_by        text        not null check (issued_by ~ '^[A-Z]{2}$'),
    valid_from       timestamptz not null,
    valid_until      timestamptz not null check (valid_until > valid_from),
    -- Null for what the demo and tests made up.
    recorded_by      uuid,
    recorded_at      timestamptz not null,
    revoked_at       timestamptz,
    revoked_by       uuid,
    revoke_reason    text,
    primary key (seller_id, verification_id),
    unique (seller_id, verification_id, evidence, issued_by),
    check ((revoked_at is null) = (revoke_reason is null))
);

-- Every shop that was opened before belongs to a person of the market, not verified yet.
alter table shop add column seller_id uuid;
insert into seller (seller_id, origin, standing, created_at) select shop_id, country, 'micro', opened_at from shop;
update shop set seller_id = shop_id;
alter table shop alter column seller_id set not null;
alter table shop add foreign key (seller_id) references seller (seller_id);
alter table shop add unique (shop_id, seller_id);
create index shop_by_seller on shop (seller_id);
