-- Lists of names that nobody may trade with, as staff loaded them. The last one counts; rows are only added.
create table screening_list (
    list_no     bigserial   primary key,
    -- The name of the file.
    source      text        not null check (length(source) between 1 and 200),
    -- SHA-256 of the file.
    digest      bytea       not null check (length(digest) = 32),
    entries     integer     not null check (entries > 0),
    -- Rows of the file that could not be read.
    left_out    integer     not null check (left_out >= 0),
    loaded_by   uuid        not null references staff (staff_id),
    loaded_at   timestamptz not null
);

create table screening_entry (
    list_no   bigint  not null references screening_list (list_no),
    entry_no  bigint  not null check (entry_no >= 0),
    entry     jsonb   not null check (jsonb_typeof(entry) = 'object'),
    primary key (list_no, entry_no)
);
