-- A session belongs to the surface on which it was opened: its token is nothing on the other.
alter table session add column surface text not null default 'trade' check (surface in ('feed', 'trade'));

-- What a seller says against a rule of the charter that refuses a product, and what staff answer. One is open at a time for each
-- product and rule; an answer is never changed.
create table appeal (
    shop_id          uuid        not null references shop (shop_id),
    appeal_id        uuid        not null,
    product_id       uuid        not null,
    -- The rule of the charter, and the version in which it refused.
    rule             text        not null check (length(rule) between 1 and 80),
    charter_version  text        not null check (length(charter_version) between 1 and 80),
    text             text        not null check (length(text) between 1 and 2000),
    opened_by        uuid        not null,
    opened_at        timestamptz not null,
    answer           text        check (length(answer) between 1 and 2000),
    answered_by      uuid,
    answered_at      timestamptz,
    primary key (shop_id, appeal_id),
    foreign key (shop_id, product_id) references product (shop_id, product_id),
    check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null))
);
create unique index appeal_one_open on appeal (shop_id, product_id, rule) where answered_at is null;
create index appeal_unanswered on appeal (opened_at) where answered_at is null;
create index appeal_by_product on appeal (shop_id, product_id, opened_at);
