# The seller centre: today, opening a shop, the shop.
seller-welcome-title = Sell on Pasar
seller-welcome-lead = A phone is all it takes. Open a shop, photograph what you make, and sell to buyers across the country.
seller-welcome-open = Open a shop, free
seller-welcome-fees-title = What does it cost?
seller-welcome-fees-range = Opening a shop is free. We take a commission of { $low } to { $high } of what is sold, depending on its category.
seller-welcome-fees-one = Opening a shop is free. We take a commission of { $rate } of what is sold.
seller-welcome-fees-order = And { $fee } for each order.
seller-welcome-fees-nothing = Nothing sold, nothing to pay.
seller-welcome-example = An example
seller-welcome-example-price = The buyer pays for the goods
seller-welcome-example-commission = Commission of { $rate }
seller-welcome-example-fee = Order fee
seller-welcome-example-net = You get
seller-welcome-how-title = How it works
seller-welcome-how-verify = Show who you are
seller-welcome-how-verify-text = A photo of your identity card or passport is enough, or your number in the register of businesses. About three minutes; buyers see your goods as soon as we have checked it.
seller-welcome-how-list = List your goods
seller-welcome-how-list-text = Name, photo, price, stock. A catalogue somewhere else? Upload its file.
seller-welcome-how-ship = Ship them
seller-welcome-how-ship-text = Once the buyer has paid, hand the parcel to a carrier within { $days } working days and write down its number.
seller-welcome-how-paid = Get paid
seller-welcome-how-paid-text = We hold the buyer’s money. { $days } days after the parcel has arrived, it is yours.

seller-open-title = Open a shop
seller-open-lead = Three answers, one minute. Everything but the address can be changed later.
seller-open-handle-hint = Small letters, digits and hyphens. Leave it empty and we make one of the name. This address cannot be changed later.
seller-open-submit = Open the shop
seller-open-done = { $name } is open. Two things are left: show who you are, and list your first product.
seller-open-too-many = You own { $max } already, the most that is allowed here.

seller-shop-title = Shop
seller-shop-look = See it as buyers do
seller-shop-about = About the shop
seller-shop-name = Name
seller-shop-name-hint = The name your customers know.
seller-shop-handle = Address
seller-shop-handle-fixed = It cannot be changed, so that links people have shared go on working.
seller-shop-place = Sends from
seller-shop-place-hint = A town or city. Type, then choose from the list.
seller-shop-place-moves = Products that were sent from the former town move along.
seller-shop-description = The shop’s story
seller-shop-description-hint = What you sell, who makes it, when you send.
seller-shop-saved = The shop is up to date.
seller-shop-closed = This shop is closed, so it cannot get new products.
seller-shipping-title = Shipping
seller-shipping-lead = Choose the services you use and what buyers pay for them.
seller-shipping-days = { $min }–{ $max } days
seller-shipping-offer = Offer it
seller-shipping-base = First kilogram
seller-shipping-per-kg = Each further kilogram
seller-shipping-none = Choose at least one service. Without one nobody can buy.
seller-shipping-saved = Shipping is up to date.
seller-switch = Shop
seller-switch-submit = Switch

seller-today-title = Today
seller-today-calm = Nothing is waiting for you. Take a break.
seller-today-new-title = Your shelf is still empty
seller-today-new = List your first product: name, photo, price, stock. A few minutes are enough.
seller-today-verify = Buyers do not see your goods yet.
seller-today-verify-begin = Here every seller is known. Show who you are: take a photo of your document, add your bank account, and send it in. About three minutes.
seller-today-verify-begin-action = Begin
seller-today-verify-go-on = Your application is begun and saved. Complete it, and send it in.
seller-today-verify-go-on-action = Go on
seller-today-verify-wait = We are checking your document.
seller-today-verify-wait-text = Buyers see your goods as soon as that is done, and you get an e-mail. You can list goods meanwhile.
seller-today-verify-mend = Something is to be put right before buyers see your goods.
seller-today-verify-mend-text = Our staff wrote what is missing. Put it right, and send it in again.
seller-today-verify-mend-action = See what it is
seller-today-to-ship = { $count ->
    [one] One order to ship
   *[other] { $count } orders to ship
}
seller-today-all-orders = All
seller-today-taken-down = Taken down by our staff
seller-today-taken-down-note = Buyers do not see it. Read why, and mend it.
seller-today-sold-out = { $count ->
    [one] One product is sold out
   *[other] { $count } products are sold out
}
seller-today-all-sold-out = All
seller-today-sold-out-note = Nothing left · { $count } sold
seller-today-imports = Imports to look at
seller-today-import-running = Being read
seller-today-import-refused = The file could not be read
seller-today-import-findings = { $count ->
    [one] One row or product was left out
   *[other] { $count } rows or products were left out
}
seller-today-import-tried = Only tried, not in the shop yet
seller-today-figures = How the shop is doing
seller-today-week = Sold in 7 days
seller-today-week-orders = { $count ->
    [one] one order
   *[other] { $count } orders
}
seller-today-in-transit = On their way
seller-today-active = Products on show
seller-today-drafts = Drafts
seller-today-days = Orders of the last 14 days
seller-today-days-label = Orders of the last 14 days, from { $first } to { $last } a day
seller-probation-title = Your shop is new
seller-probation-text = New shops begin small. These limits end by themselves; you need not ask for it.
seller-probation-full = Your shop has taken all the orders that it may take today. It takes orders again from midnight.
seller-probation-orders = Orders of today
seller-probation-products = Products on show
seller-probation-of = { $count } of { $max } at most
seller-probation-until-both = They end on { $day }, if { $orders ->
        [one] one order is
       *[other] { $orders } orders are
    } complete by then, otherwise with the last of them. So far: { $completed }.
seller-probation-until-day = They end on { $day }. You have completed enough orders.
seller-probation-until-orders = They end as soon as { $orders ->
        [one] one order is
       *[other] { $orders } orders are
    } complete. So far: { $completed }.
