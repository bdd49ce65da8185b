-- The vault: documents of sellers, sealed. What a charter decides by stays in `verification`; nothing here can be read without the key file.

-- The key of a seller's identity data, wrapped by a master key. Destroying it erases everything that it sealed.
create table seller_key (
    seller_id      uuid        not null references seller (seller_id),
    seller_key_id  uuid        not null,
    -- Null once it is destroyed.
    wrapped        bytea,
    -- The name of the master key that wraps it.
    master_key     text        not null check (master_key ~ '^[0-9a-f]{16}$'),
    made_at        timestamptz not null,
    destroyed_at   timestamptz,
    primary key (seller_id, seller_key_id),
    check ((wrapped is null) = (destroyed_at is not null))
);
create unique index seller_key_one_alive on seller_key (seller_id) where destroyed_at is null;

create table identity_document (
    seller_id      uuid        not null references seller (seller_id),
    document_id    uuid        not null,
    seller_key_id  uuid        not null,
    kind           text        not null check (length(kind) between 1 and 40),
    number_sealed  bytea,
    -- A keyed hash of market, kind and number: equal for equal numbers. The name is that of the master key whose hash it is.
    blind_index    bytea       check (length(blind_index) = 32),
    index_key      text        not null check (index_key ~ '^[0-9a-f]{16}$'),
    -- Name, day of birth, sex and what else is on the document, as JSON.
    facts_sealed   bytea,
    expires_on     date,
    -- Random names in the object store.
    pictures       text[]      not null default '{}' check (cardinality(pictures) <= 8),
    recorded_by    uuid        not null,
    recorded_at    timestamptz not null,
    erased_at      timestamptz,
    primary key (seller_id, document_id),
    foreign key (seller_id, seller_key_id) references seller_key (seller_id, seller_key_id),
    check (num_nulls(number_sealed, blind_index, facts_sealed) = case when erased_at is null then 0 else 3 end),
    check (erased_at is null or pictures = '{}')
);
create index identity_document_by_number on identity_document (blind_index) where erased_at is null;
create index identity_document_by_index_key on identity_document (index_key) where erased_at is null;

-- Who opened what of a document, and why. Rows are added, and stay when the document is erased.
create table identity_access (
    seller_id    uuid        not null,
    access_id    uuid        not null,
    document_id  uuid        not null,
    staff_id     uuid        not null,
    role         text        not null check (role in ('administrator', 'moderator')),
    part         text        not null check (part in ('details', 'picture')),
    purpose      text        not null check (purpose in ('review', 'second_review', 'same_person', 'appeal', 'law_request')),
    opened_at    timestamptz not null,
    primary key (seller_id, access_id),
    foreign key (seller_id, document_id) references identity_document (seller_id, document_id)
);

-- What a seller sends in to be verified, saved step by step.
create table application (
    seller_id       uuid        not null references seller (seller_id),
    application_id  uuid        not null,
    state           text        not null check (state in ('draft', 'submitted', 'in_second_review', 'returned', 'approved', 'rejected')),
    -- Everybody but a person is approved by two.
    needs_second    boolean     not null,
    document_id     uuid,
    director_id     uuid,
    -- Bank, holder and number as JSON.
    bank_sealed     bytea,
    consented_at    timestamptz,
    begun_at        timestamptz not null,
    submitted_at    timestamptz,
    first_by        uuid,
    first_at        timestamptz,
    decided_by      uuid,
    decided_at      timestamptz,
    reasons         text[]      not null default '{}',
    words           text        not null default '' check (length(words) <= 1000),
    primary key (seller_id, application_id),
    foreign key (seller_id, document_id) references identity_document (seller_id, document_id),
    foreign key (seller_id, director_id) references identity_document (seller_id, document_id),
    check (state = 'draft' or (submitted_at is not null and consented_at is not null and document_id is not null)),
    check ((first_by is null) = (first_at is null)),
    check ((decided_by is null) = (decided_at is null)),
    check ((state in ('returned', 'approved', 'rejected')) = (decided_by is not null)),
    check (state not in ('returned', 'rejected') or cardinality(reasons) > 0),
    check (state <> 'in_second_review' or (needs_second and first_by is not null)),
    -- Two people, not one twice.
    check (state <> 'approved' or not needs_second or (first_by is not null and first_by <> decided_by))
);
create unique index application_one_open on application (seller_id) where state not in ('approved', 'rejected');
create index application_waiting on application (submitted_at) where state in ('submitted', 'in_second_review');
