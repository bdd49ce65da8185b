# The page of the sandbox bank: here a person plays the bank.
bank-title = Sandbox bank
bank-mark = Sandbox
bank-note = This is not a real bank. The page stands in for your bank’s app while you try things out, and no money moves.
bank-asks = Pasar asks for a payment
bank-order = Order
bank-method = Payment
bank-payment = Payment code
bank-approve = Approve the payment
bank-decline = Decline
bank-leave = Not now
bank-leave-hint = If you leave it, the sandbox bank approves by itself a little later.
bank-answered = The bank has answered this payment. There is nothing more to do here.
bank-to-order = See the order
bank-left = Your payment is waiting for the bank.
bank-approved = The bank said yes. Your order is on its way to the shop.
bank-declined = The bank said no. You can pay in another way.
bank-late = This payment had been answered before. This is how it stands now.
