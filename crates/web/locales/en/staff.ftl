# The office of the operator's staff.
staff-sign-in-title = Staff sign-in
staff-sign-in-lead = For people who work for this market. You stay signed in for one working day.
staff-oidc = Sign in with { $name }
staff-oidc-leaving = { $name } says who you are. You go there and come back by yourself.
staff-oidc-go = Go to { $name }
staff-oidc-failed = That did not work. Try again; if it goes on, tell whoever runs the site.
staff-oidc-expired = That took too long, or began in another browser. Please begin again.
staff-oidc-unverified = Your e-mail address is not confirmed there. Confirm it, then try again.
staff-oidc-not-staff = This identity belongs to nobody of the staff. An administrator can add you.
staff-title = The market at a glance
staff-greeting = Hello, { $name }.
staff-live-products = Products on sale
staff-jobs-failed = Failed jobs
staff-jobs-waiting = { $count ->
    [one] { $count } job is waiting
   *[other] { $count } jobs are waiting
}
staff-jobs-failed-note = { $count ->
    [one] { $count } job was given up. Ask whoever runs the server to look at it.
   *[other] { $count } jobs were given up. Ask whoever runs the server to look at them.
}
staff-all = All
staff-see-all = Show all
staff-see-page = Buyers’ page
staff-state = State
staff-shop = Shop
staff-place = Place
staff-opened = Opened
staff-price = Price
staff-changed = Changed
staff-product = Product
staff-order = Order

staff-shops-title = Shops
staff-shops-empty-title = No shops yet
staff-shops-empty = Shops appear here as soon as somebody opens one.
staff-shop-open = Open
staff-shop-closed = Closed

staff-products-title = Products
staff-products-search = Title, address or SKU
staff-products-empty-title = No such products
staff-products-empty = Nothing fits these words in this state.
staff-product-draft = Draft
staff-product-active = On sale
staff-product-taken-down = Taken down
staff-product-entered = What the seller entered
staff-product-category = Category
staff-product-brand = Brand
staff-product-tags = Tags
staff-product-variants = Variants
staff-product-variant = Variant
staff-product-single = Single variant
staff-product-stock = In stock
staff-product-versions = Earlier versions
staff-product-versions-none = It has never been changed.
staff-product-version = Version
staff-product-title = Title
staff-product-until = Until

staff-take-down-title = Take it down
staff-take-down-text = Buyers will no longer see it. The seller reads the reason and your note.
staff-take-down-reason = Reason
staff-take-down-note = Note to the seller
staff-take-down-note-hint = What is wrong, and what to do so that it may come back.
staff-take-down = Take it down
staff-taken-down = The product is taken down. Its seller sees why.
staff-lift-title = Let buyers see it again
staff-lift-text = The product comes back if its seller still offers it.
staff-lift = Lift the takedown
staff-lifted = The takedown is lifted.
staff-moderators-only = Only moderators may take products down. Ask one of them.
staff-already-down = This product is already taken down.
staff-not-down = This product is not taken down.
staff-takedowns = Decisions
staff-takedown-since = Since { $date }
staff-takedown-lifted = Lifted { $date }

staff-orders-title = Orders
staff-orders-empty-title = No such orders
staff-orders-empty = There is no order in this state.
staff-order-title = Order { $number }
staff-order-awaiting-payment = Awaiting payment
staff-order-awaiting-shipment = Awaiting shipment
staff-order-in-transit = In transit
staff-order-delivered = Delivered
staff-order-completed = Completed
staff-order-cancelled = Cancelled
staff-order-made = Made
staff-order-placed = Binding
staff-order-due = To be paid by
staff-order-release = Money leaves escrow
staff-order-lines = Goods
staff-order-quantity = Pieces
staff-order-amount = Amount
staff-order-shipments = Parcels
staff-order-times = What happened
staff-order-money = Money
staff-order-goods = Goods
staff-order-shipping = Shipping
staff-order-total = Buyer pays
staff-order-commission = Commission
staff-order-fee = Order fee
staff-order-net = Shop gets

staff-shortcuts = Keyboard shortcuts
staff-shortcuts-move = Next and previous row
staff-shortcuts-open = Open the row
staff-shortcuts-search = Go to the search box
staff-shortcuts-close = Close
