-- New products of a file may be kept from buyers until their seller has looked at them.
alter table import add column as_drafts boolean not null default false;
