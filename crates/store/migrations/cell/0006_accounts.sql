-- An account that its owner closed stays as a row without a person, because carts and orders of the past name it.
alter table account add column closed_at timestamptz;
alter table account add check (closed_at is null or disabled_at is not null);

-- Removing a guest's cart clears it from sessions; without this the whole table would be searched each time.
create index session_by_cart on session (cart_id) where cart_id is not null;

-- An address that its owner removes is gone: orders have their own copy, and nobody else needs it.
drop index address_one_default;
alter table address drop column removed_at;
create unique index address_one_default on address (account_id) where is_default;

create index sign_in_throttle_by_age on sign_in_throttle (first_failed_at);
