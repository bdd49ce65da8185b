-- When the sandbox bank took the money: it settles some days later.
alter table sandbox_payment add column captured_at timestamptz;
update sandbox_payment set captured_at = updated_at where state = 'captured';
alter table sandbox_payment add constraint sandbox_payment_captured check ((state = 'captured') = (captured_at is not null));
create index sandbox_payment_by_capture on sandbox_payment (captured_at) where captured_at is not null;
create index sandbox_refund_by_day on sandbox_refund (created_at);
