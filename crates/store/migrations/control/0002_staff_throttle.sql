-- Failed sign-ins of staff, as the cells count those of accounts. `key` is a hash, so the table names nobody.
create table sign_in_throttle (
    key             bytea       primary key check (length(key) = 32),
    failures        integer     not null check (failures > 0),
    first_failed_at timestamptz not null,
    locked_until    timestamptz
);
create index sign_in_throttle_by_age on sign_in_throttle (first_failed_at);
