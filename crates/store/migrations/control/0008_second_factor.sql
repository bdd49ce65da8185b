-- Second factors of staff, as the cells keep those of accounts.

create table second_factor (
    holder_id      uuid        primary key references staff (staff_id),
    factor_id      uuid        not null,
    -- The key that seals the secret, wrapped by a master key, and the name of that one.
    wrapped        bytea       not null,
    master_key     text        not null check (master_key ~ '^[0-9a-f]{16}$'),
    secret_sealed  bytea       not null,
    made_at        timestamptz not null,
    -- Null until its holder has typed a code of it; before, it guards nothing.
    confirmed_at   timestamptz,
    -- The thirty seconds of the last code that was taken: none is taken twice.
    last_step      bigint      not null check (last_step >= 0)
);
create index second_factor_by_master_key on second_factor (master_key);

-- Codes for whoever has lost the app. Each counts once.
create table recovery_code (
    holder_id  uuid        not null references second_factor (holder_id) on delete cascade,
    -- SHA-256 of the code.
    code_hash  bytea       not null check (length(code_hash) = 32),
    used_at    timestamptz,
    primary key (holder_id, code_hash)
);

-- Somebody has typed the right password and still owes the second factor. It opens nothing by itself.
create table half_sign_in (
    token_hash  bytea       primary key check (length(token_hash) = 32),
    holder_id   uuid        not null references staff (staff_id),
    created_at  timestamptz not null,
    expires_at  timestamptz not null
);
create index half_sign_in_by_holder on half_sign_in (holder_id);
create index half_sign_in_by_expiry on half_sign_in (expires_at);

-- What happened to second factors. Rows are only added.
create table second_factor_event (
    holder_id    uuid        not null references staff (staff_id),
    event_no     bigserial   not null,
    happened     text        not null check (happened in ('added', 'removed', 'reset', 'recovery_code_used')),
    happened_at  timestamptz not null,
    primary key (holder_id, event_no)
);

-- What a session was opened with: where the operator wants a second factor, a password alone leads to enrolling and no further.
alter table staff_session add column opened_with text not null default 'password' check (opened_with in ('password', 'second_factor'));
