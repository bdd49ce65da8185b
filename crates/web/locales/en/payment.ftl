# Ways to pay, and where a payment stands. Those of the sandbox bank move no real money.
payment-sandbox-success = Test card that is accepted
payment-sandbox-success-hint = The sandbox bank says yes at once.
payment-sandbox-decline = Test card that is declined
payment-sandbox-decline-hint = The sandbox bank says no, so that you can try paying again.
payment-sandbox-later = Test transfer
payment-sandbox-later-hint = The sandbox bank answers later; you can answer for it on its page.
payment-sandbox-note = This is a trial: no real money moves.
payment-state-requested = The bank is being asked
payment-state-pending = Waiting for the bank
payment-state-authorised = Approved by the bank
payment-state-captured = Paid
payment-state-declined = Declined by the bank
payment-state-voided = Called off
payment-declined-funds = There is not enough money in the account.
payment-declined-other = The bank gave no reason.
