-- Work that is promised in the transaction that needs it.

-- Facts that others follow, above all the search index. A follower takes rows with SKIP LOCKED and deletes them when done; ids
-- are not read as an order.
create table outbox (
    outbox_id    bigserial   primary key,
    topic        text        not null,
    shop_id      uuid        not null,
    subject_id   uuid        not null,
    occurred_at  timestamptz not null
);
create index outbox_by_topic on outbox (topic, outbox_id);

create table job (
    job_id        uuid        primary key,
    kind          text        not null,
    -- Ids only: a job reads the present state and may run twice.
    subject       jsonb       not null,
    -- While a job with this key waits, another is not added.
    dedupe_key    text,
    run_at        timestamptz not null,
    attempts      integer     not null check (attempts >= 0),
    locked_until  timestamptz,
    last_error    text,
    created_at    timestamptz not null,
    finished_at   timestamptz,
    -- Given up after the last attempt; a person looks at it.
    failed_at     timestamptz,
    check (finished_at is null or failed_at is null)
);
create index job_due on job (run_at) where finished_at is null and failed_at is null;
create unique index job_by_dedupe_key on job (dedupe_key) where dedupe_key is not null and finished_at is null and failed_at is null;
create index job_by_age on job (finished_at) where finished_at is not null;
