-- Passkeys of staff, as the cells keep those of accounts.
create table passkey (
    holder_id      uuid        not null references staff (staff_id),
    passkey_id     uuid        not null,
    -- What the authenticator calls it.
    credential_id  bytea       not null check (length(credential_id) between 1 and 1023),
    name           text        not null check (length(name) between 1 and 60),
    -- The public key and the counter of uses, as the WebAuthn library writes them. Nothing in it is secret.
    credential     jsonb       not null check (jsonb_typeof(credential) = 'object'),
    made_at        timestamptz not null,
    last_used_at   timestamptz,
    primary key (holder_id, passkey_id),
    unique (holder_id, credential_id)
);

-- Challenges that wait for an answer, of somebody who adds a passkey or of nobody in particular who signs in.
create table passkey_challenge (
    token_hash  bytea       primary key check (length(token_hash) = 32),
    holder_id   uuid        references staff (staff_id),
    state       jsonb       not null check (jsonb_typeof(state) = 'object'),
    created_at  timestamptz not null,
    expires_at  timestamptz not null
);
create index passkey_challenge_by_expiry on passkey_challenge (expires_at);

alter table second_factor_event drop constraint second_factor_event_happened_check;
alter table second_factor_event add constraint second_factor_event_happened_check
    check (happened in ('added', 'removed', 'reset', 'recovery_code_used', 'passkey_added', 'passkey_removed'));

alter table staff_session drop constraint staff_session_opened_with_check;
alter table staff_session add constraint staff_session_opened_with_check
    check (opened_with in ('password', 'second_factor', 'oidc', 'passkey'));
