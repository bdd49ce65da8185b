-- What sellers show everybody of who they are. It is public while the seller's row says that it is shown; nothing of it comes from documents.
create table seller_disclosure (
    seller_id   uuid        primary key references seller (seller_id),
    name        text        not null check (length(name) between 2 and 150),
    address     text        not null check (length(address) between 5 and 300),
    contact     text        not null check (length(contact) between 5 and 150),
    written_at  timestamptz not null
);

-- When a seller was last asked to certify or to show name and address, so that nobody is asked every day.
create table disclosure_asked (
    seller_id  uuid        primary key references seller (seller_id),
    asked_at   timestamptz not null
);
