# About Pasar: only what is true today.
about-title = About Pasar
about-lead = Pasar is software for an online market: shops sell and send, buyers order, the operator keeps the rules. This page says only what works today.
about-money-title = How your money is kept safe
about-money-total = You see everything it costs, shipping included, before you pay. Nothing is added afterwards.
about-money-held = What you pay does not belong to the shop yet. The ledger keeps it apart, in an account of your order.
about-money-released = { $days ->
    [one] Once you have the goods, the money is held for { $days } more day. Then the shop’s part becomes the shop’s.
   *[other] Once you have the goods, the money is held for { $days } more days. Then the shop’s part becomes the shop’s.
}
about-money-assumed = { $days ->
    [one] You say yourself that you have the goods. Without word from you they count as received { $days } day after they were sent.
   *[other] You say yourself that you have the goods. Without word from you they count as received { $days } days after they were sent.
}
about-money-back = If an order is cancelled before it is sent, all of your money comes back.
about-money-sandbox = Payments here go through a practice bank: everything is booked as if it were real, but no money moves.
about-sellers-title = How sellers are checked
about-sellers-open = Anyone with an account can open a shop, with its name and the place it sends from. Both are shown with everything it sells.
about-sellers-unchecked = Today nobody checks who a seller is. That is why nothing here is marked “verified”.
about-sellers-takedown = Staff can take down goods that break the rules, with a reason in writing for the seller.
about-fees-title = What it costs a shop
about-fees-text = A shop pays a commission on the price of its goods and one fee for each order. The rate depends on the category, and stays what it was when the order was placed.
about-fees-commission = Commission
about-fees-tax-on-top = { $rate }, added to the commission
about-fees-tax-inside = { $rate }, included in the commission
about-fees-order = Fee per order
about-fees-version = Version of the rules
about-fees-since = { $version }, from { $date } on
about-pictures-title = Pictures of goods
about-pictures-text = Goods without a photograph get a picture drawn by the program: a patterned cloth with the kind of thing it is. It does not show the thing itself.
about-data-title = Demo data
about-data-text = The demo goods and reviews here come from:
about-promises-text = This market makes promises to the state, to sellers and to buyers, and proves each of them before it comes into force.
about-promises-link = Read the promises, the proof, and how to check it yourself.
