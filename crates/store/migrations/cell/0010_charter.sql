-- A market's promises, held by the database too. The program's role can read what is here and not write it: charter versions come with
-- an adoption, which the schema's owner carries into the cell.

-- Charter versions that were adopted, with the market's own country.
create table charter (
    charter_version  text        primary key,
    home_country     text        not null check (home_country ~ '^[A-Z]{2}$'),
    digest           bytea       not null check (length(digest) = 32),
    effective_at     timestamptz not null,
    carried_at       timestamptz not null,
    unique (charter_version, home_country)
);

-- Kinds of sales that a version permits at all, worked out from its policies when it is adopted. A line of an order names its kind, so
-- none can be written of another kind, whoever writes it. What the kinds leave open (price, cohort, dates) the program decides.
create table permitted_sale (
    charter_version   text     not null,
    home_country      text     not null,
    standing          text     not null,
    evidence          text     not null,
    origin_abroad     boolean  not null,
    issued_abroad     boolean  not null,
    ship_from_abroad  boolean  not null,
    stage             text     not null,
    surface           text     not null,
    primary key (charter_version, home_country, standing, evidence, origin_abroad, issued_abroad, ship_from_abroad, stage, surface),
    foreign key (charter_version, home_country) references charter (charter_version, home_country)
);

alter table offer add unique (shop_id, offer_id, ship_from_country);

-- The decision under which a line was sold, and the facts it rests on. Each fact is held to the row that has it: what the seller is, what
-- was verified, where the offer is sent from. None of these rows can be rewritten by the program.
alter table order_line
    add column seller_id          uuid,
    add column origin             text,
    add column standing           text,
    add column verification_id    uuid,
    add column evidence           text,
    add column issued_by          text,
    add column ship_from_country  text,
    add column charter_version    text,
    add column home_country       text,
    add column origin_abroad      boolean,
    add column issued_abroad      boolean,
    add column ship_from_abroad   boolean,
    add column stage              text,
    add column surface            text,
    add column decided_at         timestamptz,
    -- The rules that allowed it.
    add column decision_reasons   text[];

alter table order_line
    add foreign key (shop_id, seller_id) references shop (shop_id, seller_id),
    add foreign key (seller_id, origin, standing) references seller (seller_id, origin, standing),
    add foreign key (seller_id, verification_id, evidence, issued_by)
        references verification (seller_id, verification_id, evidence, issued_by),
    add foreign key (shop_id, offer_id, ship_from_country) references offer (shop_id, offer_id, ship_from_country),
    add constraint order_line_permitted
        foreign key (charter_version, home_country, standing, evidence, origin_abroad, issued_abroad, ship_from_abroad, stage, surface)
        references permitted_sale
            (charter_version, home_country, standing, evidence, origin_abroad, issued_abroad, ship_from_abroad, stage, surface);

-- Lines from before had no decision; every new one needs all of it, because a key with a null in it is not checked.
alter table order_line add constraint order_line_decided check (
    seller_id is not null and origin is not null and standing is not null and verification_id is not null and evidence is not null
    and issued_by is not null and ship_from_country is not null and charter_version is not null and home_country is not null
    and origin_abroad = (origin <> home_country) and issued_abroad = (issued_by <> home_country)
    and ship_from_abroad = (ship_from_country <> home_country)
    and stage is not null and surface is not null and decided_at is not null and cardinality(decision_reasons) > 0
) not valid;

-- The tax of the buyer's country inside the price of goods from abroad, kept back from the seller's share.
alter table orders add column import_tax_minor bigint not null default 0 check (import_tax_minor >= 0);
alter table orders add check (commission_minor + order_fee_minor + import_tax_minor <= total_minor);

-- Money whose seller may not be paid at present waits; this is until when, and for which rules.
alter table orders
    add column payout_waits_until    timestamptz,
    add column payout_refused_rules  text[];
alter table orders add check ((payout_waits_until is null) = (payout_refused_rules is null));

-- How often a rule refused something: by month in the market's time zone, act and version. Nothing here names anybody.
create table refusal_count (
    month            date    not null check (extract(day from month) = 1),
    charter_version  text    not null,
    act              text    not null,
    rule             text    not null,
    refusals         bigint  not null check (refusals > 0),
    primary key (month, charter_version, act, rule)
);

-- Reviews of all offers: what may not be shown is taken from the index, and its sellers are told. The newest row says under which
-- version and stage everything was looked at last.
create table charter_review (
    review_no            bigserial   primary key,
    charter_version      text        not null,
    stage                text        not null,
    cohort_basis_points  integer     not null,
    listings             bigint      not null check (listings >= 0),
    hidden               bigint      not null check (hidden >= 0),
    returned             bigint      not null check (returned >= 0),
    reviewed_at          timestamptz not null
);

-- What a review found for a shop, and when its seller was told. One row for each version and shop.
create table charter_notice (
    shop_id          uuid        not null references shop (shop_id),
    charter_version  text        not null,
    hidden           integer     not null check (hidden >= 0),
    returned         integer     not null check (returned >= 0),
    rules            text[]      not null,
    noticed_at       timestamptz not null,
    primary key (shop_id, charter_version)
);

-- Active listings that nobody may see, as the last review found them, so that the next one knows what has changed. It decides nothing:
-- whatever is shown is decided when it is shown.
create table hidden_listing (
    shop_id     uuid    not null,
    product_id  uuid    not null,
    primary key (shop_id, product_id),
    foreign key (shop_id, product_id) references product (shop_id, product_id)
);
