-- The operator asks sellers to be verified again until a day.

-- What the evidence itself allows, which is never changed. `valid_until` is what counts: a campaign makes it earlier, and nothing makes it later.
alter table verification add column checked_until timestamptz;
update verification set checked_until = valid_until;
alter table verification alter column checked_until set not null;
alter table verification add constraint verification_within_evidence check (valid_until <= checked_until);

create table campaign (
    campaign_id      uuid        primary key,
    -- Shown to the sellers who are asked.
    reason           text        not null check (length(reason) between 1 and 1000),
    -- Which verifications it is about; null is all of them. Those recorded after it was started it never is.
    evidence         text        check (evidence in ('national_id', 'passport', 'driving_licence', 'business_register')),
    issued_by        text        check (issued_by ~ '^[A-Z]{2}$'),
    recorded_before  timestamptz,
    -- At this instant they end.
    due_at           timestamptz not null,
    started_by       uuid        not null,
    started_at       timestamptz not null,
    stopped_by       uuid,
    stopped_at       timestamptz,
    -- The last seller who was looked at, and when all had been.
    gathered_to      uuid,
    gathered_at      timestamptz,
    -- The same for giving back, after it was stopped, what it had made end.
    restored_to      uuid,
    restored_at      timestamptz,
    -- When everybody was reminded who had to be, and everybody told whose verification had ended.
    reminded_at      timestamptz,
    lapse_told_at    timestamptz,
    check (due_at >= started_at + interval '7 days' and due_at <= started_at + interval '367 days'),
    check ((stopped_by is null) = (stopped_at is null)),
    check (stopped_at < due_at),
    check (restored_at is null or stopped_at is not null)
);
-- Sent twice, a form starts one.
create unique index campaign_once on campaign
    (due_at, coalesce(evidence, ''), coalesce(issued_by, ''), coalesce(recorded_before, '-infinity'::timestamptz))
    where stopped_at is null;

-- Who was asked.
create table campaign_seller (
    seller_id      uuid        not null references seller (seller_id),
    campaign_id    uuid        not null references campaign (campaign_id),
    asked_at       timestamptz not null,
    reminded_at    timestamptz,
    lapse_told_at  timestamptz,
    primary key (seller_id, campaign_id)
);
create index campaign_seller_by_campaign on campaign_seller (campaign_id, seller_id);

-- Which verifications a campaign is about.
create view campaign_verification as
    select c.campaign_id, c.due_at, c.stopped_at, v.seller_id, v.verification_id
    from campaign c join verification v
        on v.recorded_at <= c.started_at
        and (c.evidence is null or v.evidence = c.evidence)
        and (c.issued_by is null or v.issued_by = c.issued_by)
        and (c.recorded_before is null or v.recorded_at < c.recorded_before);
