-- The tax on commission, worked out line by line and kept back from the seller's share.
alter table orders
    add column commission_tax_minor bigint not null default 0 check (commission_tax_minor >= 0),
    add constraint orders_net check
        (commission_minor + commission_tax_minor + order_fee_minor + import_tax_minor <= total_minor);

-- Which rule of the charter set a line's rate: frozen with it, and null on lines from before it was written down.
alter table order_line
    add column commission_tax_minor    bigint  not null default 0 check (commission_tax_minor >= 0),
    add column commission_rule         text    check (commission_rule ~ '^(base|[a-z]+:.+)$'),
    add column commission_basis_points integer check (commission_basis_points between 0 and 10000),
    add constraint order_line_commission_rate check (num_nonnulls(commission_rule, commission_basis_points) in (0, 2)),
    add constraint order_line_commission_within check (commission_minor + commission_tax_minor <= amount_minor);
