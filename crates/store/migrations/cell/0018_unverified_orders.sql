-- A checkout comes to nothing when a seller of it was not verified any more when the money came.
alter table order_group drop constraint order_group_failure_check;
alter table order_group add constraint order_group_failure_check
    check (failure in ('payment_declined', 'payment_overdue', 'cancelled', 'seller_unverified'));
