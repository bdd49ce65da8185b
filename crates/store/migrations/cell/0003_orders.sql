-- Order groups belong to the buyer, orders to the shop; they know each other by id.

create table order_group (
    buyer_id        uuid        not null,
    order_group_id  uuid        not null,
    -- What the buyer reads out on the telephone.
    number          text        not null,
    state           text        not null check (state in ('awaiting_payment', 'placed', 'failed')),
    currency        text        not null check (currency ~ '^[A-Z]{3}$'),
    total_minor     bigint      not null check (total_minor > 0),
    created_at      timestamptz not null,
    payment_due_at  timestamptz not null,
    placed_at       timestamptz,
    failed_at       timestamptz,
    failure         text        check (failure in ('payment_declined', 'payment_overdue', 'cancelled')),
    primary key (buyer_id, order_group_id),
    check ((state = 'placed') = (placed_at is not null)),
    check ((state = 'failed') = (failed_at is not null and failure is not null))
);
create index order_group_by_id on order_group (order_group_id);
create index order_group_unpaid on order_group (payment_due_at) where state = 'awaiting_payment';

create table order_group_order (
    buyer_id        uuid    not null,
    order_group_id  uuid    not null,
    position        integer not null,
    shop_id         uuid    not null,
    order_id        uuid    not null,
    primary key (buyer_id, order_group_id, position),
    foreign key (buyer_id, order_group_id) references order_group (buyer_id, order_group_id)
);

create table payment (
    buyer_id            uuid        not null,
    payment_id          uuid        not null,
    order_group_id      uuid        not null,
    provider            text        not null,
    method              text        not null,
    amount_minor        bigint      not null check (amount_minor > 0),
    currency            text        not null check (currency ~ '^[A-Z]{3}$'),
    -- requested: asked, answer unknown; pending: the bank answers later.
    state               text        not null check (state in ('requested', 'pending', 'authorised', 'captured', 'declined', 'voided')),
    provider_reference  text,
    decline_reason      text,
    requested_at        timestamptz not null,
    answered_at         timestamptz,
    captured_at         timestamptz,
    primary key (buyer_id, payment_id),
    foreign key (buyer_id, order_group_id) references order_group (buyer_id, order_group_id),
    check ((state = 'declined') = (decline_reason is not null)),
    check (state <> 'captured' or captured_at is not null),
    check (state in ('requested', 'pending') or answered_at is not null),
    check (state not in ('pending', 'authorised', 'captured') or provider_reference is not null)
);
create index payment_by_group on payment (buyer_id, order_group_id);
create index payment_by_id on payment (payment_id);
-- At most one payment of a group is alive, so that no group is paid twice.
create unique index payment_one_alive on payment (buyer_id, order_group_id)
    where state in ('requested', 'pending', 'authorised', 'captured');
create index payment_unanswered on payment (requested_at) where state in ('requested', 'pending', 'authorised');

create table orders (
    shop_id           uuid        not null references shop (shop_id),
    order_id          uuid        not null,
    order_group_id    uuid        not null,
    buyer_id          uuid        not null,
    number            text        not null,
    state             text        not null check (state in
                      ('awaiting_payment', 'awaiting_shipment', 'in_transit', 'delivered', 'completed', 'cancelled')),
    currency          text        not null check (currency ~ '^[A-Z]{3}$'),
    goods_minor       bigint      not null check (goods_minor > 0),
    shipping_minor    bigint      not null check (shipping_minor >= 0),
    total_minor       bigint      not null,
    -- Frozen at placement with the charter version that set them.
    commission_minor  bigint      not null check (commission_minor >= 0),
    order_fee_minor   bigint      not null check (order_fee_minor >= 0),
    charter_version   text        not null,
    -- Days after shipping on which a parcel without news counts as delivered, and days after that on which the money is released.
    assumed_delivered_days integer not null check (assumed_delivered_days >= 0),
    release_days      integer     not null check (release_days >= 0),
    ship_to           jsonb       not null,
    shipping_service  text        not null,
    created_at        timestamptz not null,
    payment_due_at    timestamptz not null,
    placed_at         timestamptz,
    shipped_at        timestamptz,
    assumed_delivered_at timestamptz,
    delivered_at      timestamptz,
    release_at        timestamptz,
    completed_at      timestamptz,
    -- Where the buyer's money is: taken by the provider, and given (or let go) back.
    captured_at       timestamptz,
    returned_at       timestamptz,
    cancelled_at      timestamptz,
    cancelled_by      text        check (cancelled_by in ('buyer', 'seller', 'operator', 'system')),
    cancel_reason     text,
    primary key (shop_id, order_id),
    check (total_minor = goods_minor + shipping_minor),
    check (commission_minor + order_fee_minor <= total_minor),
    check (state not in ('awaiting_shipment', 'in_transit', 'delivered', 'completed') or placed_at is not null),
    -- Nothing leaves the shop before its money is in escrow.
    check (state not in ('in_transit', 'delivered', 'completed')
        or (shipped_at is not null and assumed_delivered_at is not null and captured_at is not null and returned_at is null)),
    check (state not in ('delivered', 'completed') or (delivered_at is not null and release_at is not null)),
    check (placed_at is not null or (captured_at is null and returned_at is null)),
    check ((state = 'completed') = (completed_at is not null)),
    check ((state = 'cancelled') = (cancelled_at is not null and cancelled_by is not null and cancel_reason is not null)),
    -- What has left the shop is not cancelled but returned.
    check (state <> 'cancelled' or shipped_at is null)
);
create index orders_by_shop on orders (shop_id, order_id desc);
create index orders_by_id on orders (order_id);
create index orders_by_assumed_delivery on orders (assumed_delivered_at) where state = 'in_transit';
create index orders_by_release on orders (release_at) where state = 'delivered';

create table order_line (
    shop_id           uuid    not null,
    order_id          uuid    not null,
    position          integer not null,
    offer_id          uuid    not null,
    variant_id        uuid    not null,
    product_id        uuid    not null,
    title             text    not null,
    option_values     text[]  not null,
    sku               text,
    quantity          integer not null check (quantity > 0),
    unit_price_minor  bigint  not null check (unit_price_minor > 0),
    amount_minor      bigint  not null,
    commission_minor  bigint  not null check (commission_minor >= 0),
    stock_item_id     uuid    not null,
    stock_units       integer not null check (stock_units > 0),
    primary key (shop_id, order_id, position),
    foreign key (shop_id, order_id) references orders (shop_id, order_id),
    check (amount_minor = quantity * unit_price_minor)
);

create table shipment (
    shop_id          uuid        not null,
    shipment_id      uuid        not null,
    order_id         uuid        not null,
    carrier          text        not null,
    tracking_number  text        not null check (length(tracking_number) between 3 and 60),
    shipped_at       timestamptz not null,
    delivered_at     timestamptz,
    primary key (shop_id, shipment_id),
    foreign key (shop_id, order_id) references orders (shop_id, order_id)
);
create index shipment_by_order on shipment (shop_id, order_id);

-- The ledger: one row moves one amount from one account to another, and is balanced by being one row. Rows are only added;
-- the program's role may neither change nor delete them.
create table transfer (
    shop_id         uuid        not null,
    transfer_id     uuid        not null,
    order_id        uuid        not null,
    kind            text        not null,
    -- immediate; or a hold (pending) that a later row posts or voids.
    phase           text        not null check (phase in ('immediate', 'pending', 'post', 'void')),
    pending_id      uuid,
    debit_account   text        not null,
    credit_account  text        not null,
    amount_minor    bigint      not null check (amount_minor > 0),
    currency        text        not null check (currency ~ '^[A-Z]{3}$'),
    recorded_at     timestamptz not null,
    primary key (shop_id, transfer_id),
    foreign key (shop_id, pending_id) references transfer (shop_id, transfer_id),
    check (debit_account <> credit_account),
    check ((phase in ('post', 'void')) = (pending_id is not null))
);
create index transfer_by_order on transfer (shop_id, order_id);
create index transfer_by_debit on transfer (debit_account) where phase <> 'void';
-- A hold is resolved once.
create unique index transfer_one_resolution on transfer (shop_id, pending_id) where pending_id is not null;
