# The home page.
home-title = Buy from people with names
home-welcome = Buy from people with names.
home-lead = Goods from shops in many towns. The price is clear from the start, and your money is held until you have the goods.
home-see-all = See all goods
home-how-money = How your money is kept safe
home-all-categories = All categories
home-see-more = See all
home-sold = Most bought
home-liked = Liked by buyers
home-newest = Just arrived
home-empty-title = This market has just opened
home-empty-text = There are no goods yet. Open the first shop, or come back in a little while.
home-open-shop = Open a shop
home-empty-feed = Goods will show here as soon as the first shop sells.
