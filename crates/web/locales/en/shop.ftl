# The page of a shop.
shop-joined = joined { $month }
shop-described = { $shop }, a shop in { $place }. See everything it sells.
shop-goods = All goods
shop-closed = This shop has closed. It sells nothing any more; orders that were placed stand.
shop-empty-title = Nothing for sale yet
shop-empty-text = This shop has not put anything on show yet.
