-- What the control schema decides and this cell must know without it, carried here: a sale asks no other database.

-- Stages of Programme S in this market. Rows are only added, and the newest counts; without a row the programme is closed.
create table programme_stage (
    stage_no             bigserial   primary key,
    move_id              uuid        not null unique,
    stage                text        not null check (stage in ('closed', 'pilot', 'open', 'paused')),
    cohort_basis_points  integer     not null check (cohort_basis_points between 0 and 10000),
    charter_version      text        not null,
    effective_at         timestamptz not null,
    carried_at           timestamptz not null
);

-- Brands that the operator or somebody whom it controls owns, as the program compares brands (`domain/src/ownership/`): the database's
-- own lower case depends on its locale.
create table controlled_brand (
    brand       text        primary key check (brand <> ''),
    carried_at  timestamptz not null
);

create index seller_controlled on seller (seller_id) where controlled_by_operator;
create index seller_merchant on seller (seller_id) where standing = 'merchant';

-- What the one who checked the evidence wrote down.
alter table verification add column note text not null default '';
