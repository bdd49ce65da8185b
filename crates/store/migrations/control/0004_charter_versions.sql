-- Charter versions of all markets: what was proposed, how it was proved, what was decided. The program's role only adds rows, so that a
-- version that was adopted stays what it was.

create table charter_version (
    adoption_id   uuid        primary key,
    market        text        not null check (market ~ '^[a-z]{2}$'),
    version       text        not null,
    -- The texts of its files, by path.
    files         jsonb       not null check (jsonb_typeof(files) = 'object'),
    -- SHA-256 of the files with their paths.
    digest        bytea       not null check (length(digest) = 32),
    -- The instant from which it is in force, if it is adopted, until another version is.
    effective_at  timestamptz not null,
    -- Nobody for a version that comes with the program.
    proposed_by   uuid        references staff (staff_id),
    proposed_at   timestamptz not null,
    -- What it permits that the version before refused, and the other way round, each with an example in words.
    changes       jsonb       not null check (jsonb_typeof(changes) = 'array'),
    unique (adoption_id, market, version, effective_at)
);
create index charter_version_by_market on charter_version (market, effective_at);

-- One row for each query: what was asked, by whom it was answered, and how.
create table charter_proof (
    adoption_id    uuid    not null references charter_version (adoption_id),
    promise        text    not null,
    act            text    not null,
    -- The one policy that was asked about; empty where it was all of them.
    policy         text    not null,
    -- What is not proved is not kept.
    verdict        text    not null check (verdict = 'proved'),
    solver         text    not null,
    -- SHA-256 of the query in hexadecimal, and the query; both empty where translating alone gave the answer.
    text_sha256    text    not null check (text_sha256 ~ '^([0-9a-f]{64})?$'),
    smt_text       text    not null,
    milliseconds   bigint  not null check (milliseconds >= 0),
    second_opinion text    not null,
    primary key (adoption_id, promise, act, policy)
);

create table charter_decision (
    adoption_id   uuid        primary key,
    market        text        not null,
    version       text        not null,
    effective_at  timestamptz not null,
    outcome       text        not null check (outcome in ('adopted', 'withdrawn')),
    -- As in charter_version; here too, so that the rule of two people can be checked.
    proposed_by   uuid        references staff (staff_id),
    decided_by    uuid        references staff (staff_id),
    decided_at    timestamptz not null,
    foreign key (adoption_id, market, version, effective_at)
        references charter_version (adoption_id, market, version, effective_at),
    -- Two people adopt a version, or nobody does: one that comes with the program.
    constraint charter_decision_two_people check (
        outcome = 'withdrawn'
        or (proposed_by is null and decided_by is null)
        or (proposed_by is not null and decided_by is not null and proposed_by <> decided_by)
    ),
    -- What people adopt takes effect after they did.
    constraint charter_decision_not_past check (outcome = 'withdrawn' or decided_by is null or effective_at > decided_at)
);
-- A version is adopted once, and at any instant one version is in force.
create unique index charter_decision_version on charter_decision (market, version) where outcome = 'adopted';
create unique index charter_decision_effective on charter_decision (market, effective_at) where outcome = 'adopted';
