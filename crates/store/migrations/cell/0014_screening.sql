-- Every seller's names, compared with the list of names that nobody may trade with.
create table screening (
    seller_id    uuid        primary key references seller (seller_id),
    -- The list of the control schema; 0 after a name has changed, so that it is compared again.
    list_no      bigint      not null check (list_no >= 0),
    score        integer     not null check (score between 0 and 100),
    -- What was found, word by word.
    matches      jsonb       not null check (jsonb_typeof(matches) = 'array'),
    state        text        not null check (state in ('clear', 'near', 'cleared', 'hit')),
    -- Since when somebody should look.
    near_since   timestamptz,
    decided_by   uuid,
    decided_at   timestamptz,
    reason       text        check (length(reason) between 1 and 2000),
    screened_at  timestamptz not null,
    check ((state = 'near') = (near_since is not null)),
    check ((state in ('cleared', 'hit')) = (decided_by is not null)),
    check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (reason is null))
);
create index screening_by_list on screening (list_no);
create index screening_waiting on screening (near_since) where state = 'near';

-- What people decided. Rows are only added.
create table screening_decision (
    decision_no  bigserial   primary key,
    seller_id    uuid        not null references seller (seller_id),
    outcome      text        not null check (outcome in ('cleared', 'hit')),
    reason       text        not null check (length(reason) between 1 and 2000),
    -- What was decided about: each a digest of a name and an entry. Both unchanged, nobody is asked again.
    keys         text[]      not null,
    score        integer     not null check (score between 0 and 100),
    decided_by   uuid        not null,
    decided_at   timestamptz not null
);
create index screening_decision_by_seller on screening_decision (seller_id, decision_no);
