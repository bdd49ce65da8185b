-- Who owns or controls whom. What the operator controls is derived from this graph and carried into the cells.

create table party (
    party_id      uuid        primary key,
    kind          text        not null check (kind in ('person', 'entity')),
    name          text        not null check (length(name) between 1 and 200),
    country       text        not null check (country ~ '^[A-Z]{2}$'),
    -- The one that runs the site.
    operator      boolean     not null,
    -- Brands that the party owns, as a person writes them.
    brands        text[]      not null,
    recorded_by   uuid,
    recorded_at   timestamptz not null
);
create unique index party_one_operator on party (operator) where operator;

-- A party's sellers in the markets. A seller is one party's.
create table party_seller (
    market       text        not null,
    seller_id    uuid        not null,
    party_id     uuid        not null references party (party_id),
    recorded_by  uuid,
    recorded_at  timestamptz not null,
    primary key (market, seller_id)
);
create index party_seller_by_party on party_seller (party_id);

-- A stretch of time in which one party holds shares of another, or controls it by contract or through its board. Rows are added; only
-- ending a stretch changes one.
create table ownership (
    ownership_id  uuid        primary key,
    owner_id      uuid        not null references party (party_id),
    owned_id      uuid        not null references party (party_id),
    share         integer     not null check (share between 0 and 10000),
    controls      boolean     not null,
    valid_from    timestamptz not null,
    valid_until   timestamptz check (valid_until > valid_from),
    -- The extract of a register, its number and date: where somebody else can look.
    evidence      text        not null check (length(evidence) between 1 and 2000),
    recorded_by   uuid,
    recorded_at   timestamptz not null,
    ended_by      uuid,
    ended_at      timestamptz,
    check (owner_id <> owned_id),
    check (share > 0 or controls)
);
create index ownership_by_owned on ownership (owned_id);

-- Moves of Programme S, market by market: proposed by one person, approved by another. Stopping needs one person only. The market's cell
-- holds the copy that counts when something is shown or sold.
create table programme_move (
    move_id              uuid        primary key,
    market               text        not null,
    from_stage           text        not null check (from_stage in ('closed', 'pilot', 'open', 'paused')),
    to_stage             text        not null check (to_stage in ('closed', 'pilot', 'open', 'paused')),
    cohort_basis_points  integer     not null check (cohort_basis_points between 0 and 10000),
    charter_version      text        not null,
    reason               text        not null check (length(reason) between 1 and 2000),
    -- When it takes effect.
    effective_at         timestamptz not null,
    -- The move that was in force when this one was proposed: a move never takes effect after another.
    follows_id           uuid        references programme_move (move_id),
    -- A stop by one person, which follows whatever is in force.
    stops                boolean     not null,
    proposed_by          uuid        not null,
    proposed_at          timestamptz not null,
    unique (move_id, proposed_by),
    check (not stops or (to_stage = 'paused' and effective_at <= proposed_at))
);
create index programme_move_by_market on programme_move (market, move_id);

create table programme_approval (
    move_id          uuid        primary key,
    proposed_by      uuid        not null,
    approved_by      uuid        not null,
    charter_version  text        not null,
    approved_at      timestamptz not null,
    foreign key (move_id, proposed_by) references programme_move (move_id, proposed_by),
    check (approved_by <> proposed_by)
);
