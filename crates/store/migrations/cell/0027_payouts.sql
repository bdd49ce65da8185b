-- A file that tells the bank to pay. It is written again from these rows whenever somebody needs it: account numbers stay sealed.
create table payout_file (
    file_id         uuid        primary key,
    currency        text        not null check (currency ~ '^[A-Z]{3}$'),
    -- The operator's account that pays.
    payer_name      text        not null check (length(payer_name) between 2 and 150),
    payer_bank      text        not null check (length(payer_bank) between 2 and 80),
    payer_account   text        not null check (payer_account ~ '^[A-Z0-9]{5,34}$'),
    execute_on      date        not null,
    payouts         integer     not null check (payouts > 0),
    sum_minor       bigint      not null check (sum_minor > 0),
    made_by         uuid        not null,
    made_at         timestamptz not null
);

create table payout (
    shop_id             uuid        not null references shop (shop_id),
    payout_id           uuid        not null,
    seller_id           uuid        not null,
    -- The application with which the seller gave the bank account; the account itself stays sealed there.
    application_id      uuid        not null,
    amount_minor        bigint      not null check (amount_minor > 0),
    currency            text        not null check (currency ~ '^[A-Z]{3}$'),
    due_on              date        not null,
    charter_version     text        not null,
    made_at             timestamptz not null,
    state               text        not null check (state in ('due', 'sent', 'paid', 'returned')),
    file_id             uuid        references payout_file (file_id),
    sent_at             timestamptz,
    paid_at             timestamptz,
    returned_at         timestamptz,
    return_reason       text        check (length(return_reason) <= 140),
    -- How the bank calls its entries: one that is read again is known.
    paid_reference      text        check (length(paid_reference) <= 140),
    returned_reference  text        check (length(returned_reference) <= 140),
    primary key (shop_id, payout_id),
    -- One for each shop, currency and day of the schedule.
    constraint payout_once unique (shop_id, currency, due_on),
    foreign key (shop_id, currency) references shop_balance (shop_id, currency),
    foreign key (seller_id, application_id) references application (seller_id, application_id),
    check ((state = 'due') = (file_id is null)),
    check ((file_id is null) = (sent_at is null)),
    check ((state = 'returned') = (returned_at is not null)),
    check ((returned_at is null) = (return_reason is null)),
    check (case state when 'paid' then paid_at is not null when 'returned' then true else paid_at is null end)
);
create unique index payout_by_id on payout (payout_id);
create index payout_by_state on payout (state, payout_id);
create index payout_by_file on payout (file_id) where file_id is not null;
create index payout_of_application on payout (seller_id, application_id) where state = 'returned';

alter table transfer add foreign key (shop_id, payout_id) references payout (shop_id, payout_id);

-- Statements of the operator's bank that were read. The same file is read once.
create table bank_statement (
    statement_id  uuid        primary key,
    digest        bytea       not null check (length(digest) = 32),
    entries       integer     not null check (entries >= 0),
    paid          integer     not null check (paid >= 0),
    returned      integer     not null check (returned >= 0),
    known         integer     not null check (known >= 0),
    read_by       uuid        not null,
    read_at       timestamptz not null,
    constraint bank_statement_once unique (digest)
);

-- Entries of statements that do not fit what was expected; each waits for somebody to look into it.
create table bank_difference (
    difference_id  uuid        primary key,
    statement_id   uuid        not null references bank_statement (statement_id),
    kind           text        not null
        check (kind in ('unknown_debit', 'unknown_credit', 'unknown_payout', 'other_amount', 'never_sent', 'paid_again', 'returned_again')),
    -- As the statement has them.
    end_to_end_id  text        not null check (length(end_to_end_id) <= 140),
    reference      text        not null check (length(reference) <= 140),
    amount_minor   bigint      not null check (amount_minor > 0),
    currency       text        not null check (currency ~ '^[A-Z]{3}$'),
    booked_on      date,
    shop_id        uuid,
    payout_id      uuid,
    found_at       timestamptz not null,
    settled_by     uuid,
    settled_at     timestamptz,
    words          text        check (length(words) between 1 and 1000),
    foreign key (shop_id, payout_id) references payout (shop_id, payout_id),
    check (num_nonnulls(settled_by, settled_at, words) in (0, 3))
);
create index bank_difference_open on bank_difference (difference_id) where settled_at is null;

-- A seller reads who opened the bank account for a payout, as with every document.
alter table identity_access drop constraint identity_access_part_check;
alter table identity_access add constraint identity_access_part_check check (part in ('details', 'picture', 'account'));
alter table identity_access drop constraint identity_access_purpose_check;
alter table identity_access add constraint identity_access_purpose_check
    check (purpose in ('review', 'second_review', 'same_person', 'appeal', 'law_request', 'payout'));
