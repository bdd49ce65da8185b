-- Staff who sign in with OpenID Connect.

-- Who a member of staff is at the operator's provider: bound at the first sign-in. Rows are only added.
create table staff_identity (
    issuer    text        not null check (length(issuer) between 1 and 500),
    -- What the issuer calls the person; it never changes, unlike an e-mail address.
    subject   text        not null check (length(subject) between 1 and 255),
    staff_id  uuid        not null references staff (staff_id),
    bound_at  timestamptz not null,
    primary key (issuer, subject),
    unique (issuer, staff_id)
);

-- Sign-ins that have gone to the provider and not come back. The hash is of a secret that the browser keeps, of which everything else is made.
create table oidc_sign_in (
    token_hash  bytea       primary key check (length(token_hash) = 32),
    created_at  timestamptz not null,
    expires_at  timestamptz not null
);
create index oidc_sign_in_by_expiry on oidc_sign_in (expires_at);

alter table staff_session drop constraint staff_session_opened_with_check;
alter table staff_session add constraint staff_session_opened_with_check
    check (opened_with in ('password', 'second_factor', 'oidc'));
