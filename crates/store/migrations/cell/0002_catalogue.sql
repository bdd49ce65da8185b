-- Shops and what they sell. Every key starts with the shop that owns the row.

create table shop (
    shop_id      uuid        primary key,
    handle       text        not null,
    name         text        not null check (length(name) between 2 and 80),
    description  text        not null,
    -- A place of the market's list (markets/<code>/places.toml); goods ship from here unless the offer says otherwise.
    place        text        not null,
    country      text        not null check (country ~ '^[A-Z]{2}$'),
    opened_at    timestamptz not null,
    closed_at    timestamptz
);

create table shop_member (
    shop_id     uuid        not null references shop (shop_id),
    account_id  uuid        not null,
    role        text        not null check (role in ('owner', 'staff')),
    joined_at   timestamptz not null,
    primary key (shop_id, account_id)
);
create index shop_member_by_account on shop_member (account_id);

create table shipping_option (
    shop_id             uuid    not null references shop (shop_id),
    shipping_option_id  uuid    not null,
    -- A service of the market's list (markets/<code>/shipping.toml).
    service             text    not null,
    base_minor          bigint  not null check (base_minor >= 0),
    per_kg_minor        bigint  not null check (per_kg_minor >= 0),
    days_min            integer not null check (days_min >= 0),
    days_max            integer not null check (days_max >= days_min),
    active              boolean not null,
    primary key (shop_id, shipping_option_id),
    unique (shop_id, service)
);

create table product (
    shop_id           uuid        not null references shop (shop_id),
    product_id        uuid        not null,
    handle            text        not null check (handle ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(handle) <= 120),
    -- The key of another system from which the product was imported; importing it again changes this product.
    external_key      text,
    title             text        not null check (length(title) between 1 and 300),
    -- Sanitised when it was written.
    description_html  text        not null,
    brand             text,
    category          text        not null,
    attributes        jsonb       not null,
    tags              text[]      not null,
    option_names      text[]      not null check (cardinality(option_names) <= 3),
    -- The seller's word. The operator's word is `taken_down_at`; a listing needs both.
    state             text        not null check (state in ('draft', 'active', 'deleted')),
    version           integer     not null check (version > 0),
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    published_at      timestamptz,
    taken_down_at     timestamptz,
    primary key (shop_id, product_id),
    unique (shop_id, handle),
    check (state <> 'active' or published_at is not null)
);
create unique index product_by_external_key on product (shop_id, external_key) where external_key is not null;
create index product_by_id on product (product_id);
create index product_by_category on product (category, product_id) where state = 'active' and taken_down_at is null;

-- Every edit leaves what the product said before; rows are only added.
create table product_version (
    shop_id     uuid        not null,
    product_id  uuid        not null,
    version     integer     not null,
    content     jsonb       not null,
    edited_by   uuid        not null,
    edited_at   timestamptz not null,
    primary key (shop_id, product_id, version),
    foreign key (shop_id, product_id) references product (shop_id, product_id)
);

create table takedown (
    shop_id      uuid        not null,
    product_id   uuid        not null,
    takedown_id  uuid        not null,
    reason       text        not null,
    note         text        not null check (length(note) between 1 and 2000),
    staff_id     uuid        not null,
    taken_at     timestamptz not null,
    lifted_at    timestamptz,
    lifted_by    uuid,
    primary key (shop_id, product_id, takedown_id),
    foreign key (shop_id, product_id) references product (shop_id, product_id),
    check ((lifted_at is null) = (lifted_by is null))
);
create unique index takedown_one_open on takedown (shop_id, product_id) where lifted_at is null;

create table variant (
    shop_id        uuid    not null,
    variant_id     uuid    not null,
    product_id     uuid    not null,
    position       integer not null,
    sku            text,
    option_values  text[]  not null check (cardinality(option_values) <= 3),
    gtin           text    check (gtin ~ '^[0-9]{8}$|^[0-9]{12,14}$'),
    grams          integer check (grams >= 0),
    external_key   text,
    retired_at     timestamptz,
    primary key (shop_id, variant_id),
    foreign key (shop_id, product_id) references product (shop_id, product_id)
);
create index variant_by_product on variant (shop_id, product_id, position);
create unique index variant_by_sku on variant (shop_id, sku) where sku is not null and retired_at is null;
create unique index variant_by_options on variant (shop_id, product_id, option_values) where retired_at is null;

-- What lies in the store room. `reserved` units are promised to unpaid orders; what can be sold is on_hand - reserved.
create table stock_item (
    shop_id        uuid    not null references shop (shop_id),
    stock_item_id  uuid    not null,
    on_hand        integer not null check (on_hand >= 0),
    reserved       integer not null check (reserved >= 0),
    primary key (shop_id, stock_item_id),
    constraint stock_item_not_oversold check (reserved <= on_hand)
);

create table offer (
    shop_id            uuid    not null,
    offer_id           uuid    not null,
    variant_id         uuid    not null,
    price_minor        bigint  not null check (price_minor > 0),
    compare_at_minor   bigint  check (compare_at_minor > price_minor),
    currency           text    not null check (currency ~ '^[A-Z]{3}$'),
    stock_item_id      uuid    not null,
    -- Units of the stock item that one unit of this offer uses: a pack of three uses 3.
    stock_per_unit     integer not null check (stock_per_unit > 0),
    ship_from_country  text    not null check (ship_from_country ~ '^[A-Z]{2}$'),
    ship_from_place    text    not null,
    paused             boolean not null,
    updated_at         timestamptz not null,
    primary key (shop_id, offer_id),
    unique (shop_id, variant_id),
    foreign key (shop_id, variant_id) references variant (shop_id, variant_id),
    foreign key (shop_id, stock_item_id) references stock_item (shop_id, stock_item_id)
);
create index offer_by_stock_item on offer (shop_id, stock_item_id);

create table picture (
    shop_id     uuid    not null,
    picture_id  uuid    not null,
    product_id  uuid    not null,
    position    integer not null,
    alt         text    not null,
    -- drawn: made by the program from `seed`; uploaded: kept in the object store; linked: known by its address only, not shown.
    kind        text    not null check (kind in ('drawn', 'uploaded', 'linked')),
    seed        bigint,
    object_key  text,
    source_url  text,
    width       integer,
    height      integer,
    created_at  timestamptz not null,
    primary key (shop_id, picture_id),
    foreign key (shop_id, product_id) references product (shop_id, product_id),
    check ((kind = 'drawn') = (seed is not null)),
    check ((kind = 'uploaded') = (object_key is not null and width is not null and height is not null)),
    check (kind <> 'linked' or source_url is not null)
);
create index picture_by_product on picture (shop_id, product_id, position);

-- Figures that grow with sales and reviews, apart from the product so that counting is no edit.
create table product_figures (
    shop_id           uuid    not null,
    product_id        uuid    not null,
    -- The mean rating times one hundred; null while nobody has rated.
    rating_hundredths integer check (rating_hundredths between 100 and 500),
    rating_count      integer not null check (rating_count >= 0),
    sold_count        integer not null check (sold_count >= 0),
    primary key (shop_id, product_id),
    foreign key (shop_id, product_id) references product (shop_id, product_id),
    check ((rating_count = 0) = (rating_hundredths is null))
);

create table review (
    shop_id      uuid    not null,
    review_id    uuid    not null,
    product_id   uuid    not null,
    rating       integer not null check (rating between 1 and 5),
    body         text    not null,
    author_name  text,
    -- The data set a review was taken from; null for a review written here.
    source       text,
    written_at   timestamptz,
    primary key (shop_id, review_id),
    foreign key (shop_id, product_id) references product (shop_id, product_id),
    check (source is not null or (author_name is not null and written_at is not null))
);
create index review_by_product on review (shop_id, product_id, review_id desc);

-- One reading of a catalogue file. `next_product` is where a broken reading goes on.
create table import (
    shop_id           uuid        not null references shop (shop_id),
    import_id         uuid        not null,
    file_name         text        not null,
    format            text        not null,
    object_key        text        not null,
    dry_run           boolean     not null,
    state             text        not null check (state in ('waiting', 'running', 'done', 'refused')),
    refusal           text,
    bytes_total       bigint      not null,
    bytes_read        bigint      not null,
    next_product      bigint      not null,
    products_created  integer     not null,
    products_changed  integer     not null,
    products_same     integer     not null,
    rows_refused      integer     not null,
    created_by        uuid        not null,
    created_at        timestamptz not null,
    finished_at       timestamptz,
    primary key (shop_id, import_id),
    check ((state = 'refused') = (refusal is not null)),
    check ((state in ('done', 'refused')) = (finished_at is not null))
);

create table import_error (
    shop_id    uuid    not null,
    import_id  uuid    not null,
    position   integer not null,
    line       bigint  not null,
    field      text,
    value      text,
    code       text    not null,
    args       jsonb   not null,
    message    text    not null,
    primary key (shop_id, import_id, position),
    foreign key (shop_id, import_id) references import (shop_id, import_id)
);
