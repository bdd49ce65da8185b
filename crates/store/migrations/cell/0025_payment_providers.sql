-- Providers whose buyers pay at a page of theirs, and what providers tell.

-- Where the buyer goes on, and before when nobody asks the provider again by himself.
alter table payment add column continue_at text check (length(continue_at) between 1 and 4096);
alter table payment add column ask_again_at timestamptz;

-- What Stripe was asked for, written before it is asked: a repetition under the same key must be the same to the letter.
create table stripe_payment (
    payment_id      uuid        primary key,
    method          text        not null,
    amount_minor    bigint      not null check (amount_minor > 0),
    currency        text        not null check (currency ~ '^[A-Z]{3}$'),
    -- The address to which the buyer comes back.
    return_to       text        not null check (length(return_to) between 1 and 1000),
    -- What the buyer reads at Stripe's page.
    shown_as        text        not null check (length(shown_as) between 1 and 250),
    asked_at        timestamptz not null,
    -- What Stripe calls it, as far as that is known.
    session_id      text        check (length(session_id) between 1 and 255),
    session_url     text        check (length(session_url) between 1 and 4096),
    intent_id       text        check (length(intent_id) between 1 and 255),
    decline_reason  text,
    check ((session_id is null) = (session_url is null))
);

-- Messages of providers, by the provider's own name for each, so that each is written once. They are hints: what happened is asked for, so
-- nothing that they say is kept but what they are about.
create table provider_event (
    provider     text        not null,
    event_id     text        not null check (length(event_id) between 1 and 255),
    kind         text        not null check (length(kind) between 1 and 255),
    payment_id   uuid        not null,
    -- When the provider says that it happened.
    made_at      timestamptz not null,
    received_at  timestamptz not null,
    -- How often the provider was asked because of it, and when it is next.
    tries        integer     not null default 0 check (tries >= 0),
    due_at       timestamptz,
    applied_at   timestamptz,
    primary key (provider, event_id),
    check ((due_at is null) = (applied_at is not null))
);
create index provider_event_due on provider_event (due_at) where applied_at is null;
create index provider_event_applied on provider_event (applied_at) where applied_at is not null;
