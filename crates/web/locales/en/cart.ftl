# The cart: what somebody means to buy, shop by shop.
cart-title = Cart
cart-added = It is in your cart.
cart-removed = It is out of your cart.
cart-choose-variant = Choose a size, colour or variant first, then add it to the cart again.
cart-empty-title = Your cart is empty
cart-empty-text = What you choose waits for you here, from any shop.
cart-empty-action = Find something
cart-quantity = How many: { $title }
cart-change = Change quantity
cart-remove = Remove
cart-remove-what = Remove { $title } from the cart
cart-take = Take { $available }
cart-each = { $price } each
cart-price-risen = The price has gone up. It was { $former } when you added it.
cart-price-fallen = The price has come down. It was { $former } when you added it.
cart-obstacle-gone = No longer sold. Remove it, or leave it here: it will not be ordered.
cart-obstacle-sold-out = Sold out for now. It may wait here; it will not be ordered.
cart-obstacle-too-few = { $available ->
    [one] Only one is left. Take one, and it will be ordered.
   *[other] Only { $available } are left. Take fewer, and they will be ordered.
}
cart-lost = The shop has removed this.
cart-lost-what = Remove what is no longer there
cart-sum-title = Summary
cart-sum-shop = { $count ->
    [one] { $count } item
   *[other] { $count } items
}
cart-sum-shipping = Delivery
cart-sum-shipping-note = you choose it in the next step
cart-sum-shipping-amount = later
cart-sum-total = Goods
cart-stay-total = Goods, before delivery
cart-order = Go to checkout
cart-order-some = Marked things are not ordered and stay in your cart.
cart-order-none = Nothing here can be ordered yet. Each thing says what to do.
cart-safe = We hold your money until you have your goods.
cart-gone = This is no longer sold.
cart-sold-out = This is sold out for now.
cart-too-few = { $available ->
    [one] Only one is left. Choose one.
   *[other] Only { $available } are left. Choose that many or fewer.
}
cart-quantity-too-large = You can order at most { $max } of one thing at a time.
cart-too-many-lines = Your cart holds { $max } different things, which is the most. Order some of them first, then add more.
cart-too-large = The sum is too large to work out. Take something out of the cart and try again.
cart-nothing-to-order = Nothing can be ordered yet. Look through your cart.
