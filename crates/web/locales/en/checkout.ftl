# The checkout: address, delivery, payment, and a total that explains itself.
checkout-title = Checkout
checkout-address-title = Where to?
checkout-address = Address
checkout-address-new = New address
checkout-address-first = You write it once. We keep it for next time, and you can change it whenever you like.
checkout-address-default = default
checkout-address-missing = Choose an address.
checkout-shipping-title = How should it travel?
checkout-shipping = Delivery from { $shop }
checkout-days = { $min } to { $max } working days
checkout-day = { $max ->
    [one] { $max } working day
   *[other] { $max } working days
}
checkout-payment-title = How will you pay?
checkout-payment = Payment
checkout-payment-missing = Choose how to pay.
checkout-line = { $options }, { $count ->
    [one] { $count } piece
   *[other] { $count } pieces
}
checkout-line-plain = { $count ->
    [one] { $count } piece
   *[other] { $count } pieces
}
checkout-line-price = { $price } each
checkout-again = Work out delivery again
checkout-again-hint = After choosing another delivery, press this to see the new total.
checkout-sum-title = What you pay
checkout-sum-goods = Goods from { $shop }
checkout-sum-goods-note = { $count ->
    [one] { $count } piece
   *[other] { $count } pieces
}
checkout-sum-shipping = Delivery, { $service }
checkout-sum-shipping-note = { $weight }, { $days }
checkout-sum-total = Total
checkout-stay-total = Total with delivery
checkout-place = Place order
checkout-safe = We pass your money on to the shop only when you have your goods.
checkout-aside-title = Not part of this order
checkout-aside-text = These stay in your cart. You can order the rest now.
checkout-aside-cart = Open the cart
checkout-gone = No longer sold.
checkout-sold-out = Sold out for now.
checkout-too-few = Only { $available } left; you asked for { $wanted }.
checkout-shared = Shares its stock with something else in your cart. Only { $available } left.
checkout-quantity = Choose 1 to { $max } pieces.
checkout-no-shipping = This shop cannot send at present.
checkout-new-shop-full = This shop is new and has taken all the orders that it may take today. Order again on { $day }.
checkout-problem-price = The price of { $title } has changed from { $seen } to { $now }. We have worked out the total again. If you agree, press “Place order” once more.
checkout-problem-sold-out = { $title } has just sold out and is not part of this order. Look at the total, then order the rest.
checkout-problem-too-few = Only { $available } of { $title } are left; you asked for { $wanted }. Take fewer, or order the rest first.
checkout-problem-gone = { $title } is no longer sold and is not part of this order. Look at the total, then order the rest.
checkout-problem-refused = The rules of this market do not let { $title } be sold to you. { $why }
checkout-problem-quantity = Choose 1 to { $max } pieces of { $title }. You can change it in the cart.
checkout-problem-shipping = The delivery you chose for { $title } is no longer offered. Choose another, then press “Place order” once more.
checkout-problem-twice = { $title } is there twice. Reload this page.
checkout-problem-new-shop-full = The shop of { $title } is new and has taken all the orders that it may take today. It stays in your cart; order it again on { $day }, and the rest now.
checkout-problem-total = The total has changed from { $seen } to { $now }. Look at its lines. If you agree, press “Place order” once more.
checkout-problem-lines = Order 1 to { $max } different things at once.
checkout-problem-used = The order of this page was placed a moment ago; you find it under Orders. If you do want to order again, press “Place order” once more.
checkout-problem-busy = It is very busy: many people are ordering at the same time. Your order was not made and no money was taken. Wait a few seconds, then press “Place order” once more.
checkout-this = This
checkout-placed = Thank you! Your order is on its way to the shop.
checkout-grams = { $grams } g
checkout-kilograms = { $kilograms } kg
