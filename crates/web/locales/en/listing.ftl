# The page of a product.
listing-described = { $title }, { $price }, from { $shop } in { $place }.
listing-before = Price before
listing-choose = Choose { $option }
listing-quantity = Quantity
listing-gone = sold out
listing-few = { $count } left
listing-stock = { $count } in stock
listing-buy = Buy
listing-add = Add to cart
listing-add-short = Add to cart
listing-buy-now = Buy now
listing-delivered = At your door, from
listing-with-shipping = with shipping, from
listing-goods = Goods
listing-shipping = shipping
listing-days = { $days ->
    [one] Shipping takes { $days } day
   *[other] Shipping takes { $days } days
}
listing-days-between = Shipping takes { $low } to { $high } days
listing-money-held = Your money is held until you have the goods.
listing-gone-title = Sold out for now
listing-gone-text = Nothing is left of this product. See what else the shop sells, or come back later.
listing-not-sent-title = Cannot be sent at present
listing-not-sent-text = This shop does not send anything at present, so nothing can be ordered.
listing-facts = Details
listing-description = Description
listing-brand = Brand
listing-weight = Weight
listing-grams = { $grams } g
listing-grams-between = { $low }–{ $high } g
listing-sent-from = Sent from
listing-tags = The seller’s words
listing-reviews = Reviews
listing-all-reviews = { $count ->
    [one] Read the review
   *[other] All { $count } reviews
}
listing-no-reviews = No reviews yet.
listing-others = More from this shop
listing-all-of-shop = See the shop
listing-buy-in-shop = Buy in the shop
listing-buy-in-shop-hint = There is no cart and no payment here. Only this product’s address goes along to the shop, nothing about you.
