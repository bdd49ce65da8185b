-- What the program read from the pictures of a document, sealed; and pictures from which a form was filled in and whose document is not saved yet.
alter table identity_document add column reading_sealed bytea;
alter table identity_document add check (erased_at is null or reading_sealed is null);

create table waiting_picture (
    seller_id       uuid        not null,
    application_id  uuid        not null,
    step            text        not null check (step in ('document', 'director')),
    -- The document that it will be a picture of: what is sealed is sealed for it.
    document_id     uuid        not null,
    -- A random name in the object store.
    picture         text        not null,
    reading_sealed  bytea,
    taken_at        timestamptz not null,
    primary key (seller_id, application_id, step),
    foreign key (seller_id, application_id) references application (seller_id, application_id)
);
create index waiting_picture_by_time on waiting_picture (taken_at);
