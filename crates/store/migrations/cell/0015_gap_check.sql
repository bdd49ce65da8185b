-- What the detector found: listings that were shown although nothing that counts says who their seller is. A row for each run, and after
-- thirty days one for each day.
create table gap_check (
    check_no     bigserial   primary key,
    -- When it began; of a day, when the day's last one did.
    checked_at   timestamptz not null,
    runs         integer     not null check (runs > 0),
    -- Listings that were looked at, and those among them that must not have been shown.
    listings     bigint      not null check (listings >= 0),
    gaps         bigint      not null check (gaps between 0 and listings),
    -- The first few of them.
    product_ids  uuid[]      not null,
    -- Was an alarm raised? One an hour at most.
    alarmed      boolean     not null,
    check (gaps > 0 or not alarmed)
);
create index gap_check_by_time on gap_check (checked_at);
