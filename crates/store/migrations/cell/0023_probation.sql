-- New sellers begin small: so many orders a day and so many products, until some time has passed and some orders are complete.

alter table seller
    -- When the operator first verified the seller, if the charter had limits for new ones then; null for everybody else.
    add column probation_since   timestamptz,
    -- Orders that were completed since.
    add column probation_orders  integer not null default 0 check (probation_orders >= 0),
    add check (probation_since is not null or probation_orders = 0);

-- Orders that a seller on probation took on a day of the market and that were not cancelled. Whoever writes orders of such a seller locks the
-- row first, before stock; more than the most is never written.
create table probation_day (
    seller_id   uuid     not null references seller (seller_id),
    day         date     not null,
    orders      integer  not null check (orders >= 0),
    orders_max  integer  not null check (orders_max > 0),
    primary key (seller_id, day),
    constraint probation_day_full check (orders <= orders_max)
);

-- The day on which the order has its place; null for whoever is not on probation. It stays when the order is cancelled.
alter table orders add column probation_day date;
