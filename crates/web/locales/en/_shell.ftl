# The frame of every page.
shell-name = Pasar
shell-skip = Skip to content
shell-search = Search for goods
shell-search-label = Search Pasar
shell-search-submit = Search
shell-search-suggestions = Search suggestions
shell-nav-main = Main
shell-home = Home
shell-search-short = Search
shell-cart = Cart
shell-cart-count = { $count ->
    [one] { $count } item in the cart
   *[other] { $count } items in the cart
}
shell-orders = Orders
shell-me = Me
shell-account = Account
shell-account-of = { $name }’s account
shell-sign-in = Sign in
shell-sign-up = Sign up
shell-sign-out = Sign out
shell-addresses = Addresses
shell-sell = Sell on Pasar
shell-my-shop = My shop
shell-about = About Pasar
shell-api = API for developers
shell-market = Country
shell-language = Language
shell-theme = Appearance
shell-theme-auto = As the device
shell-theme-light = Light
shell-theme-dark = Dark
shell-preferences-save = Apply
shell-preferences = Display choices
shell-promises = The price you see is the price you pay. You know the total before the last step.
shell-shop-title = Shopping
shell-pasar-title = Pasar
shell-to-top = To the market

shell-seller = Seller centre
shell-seller-today = Today
shell-seller-orders = Orders
shell-seller-products = Products
shell-seller-files = Import & export
shell-seller-money = Money
shell-seller-shop = Shop
shell-staff = Staff
shell-staff-today = Overview
shell-staff-shops = Shops
shell-staff-products = Products
shell-staff-orders = Orders
shell-staff-sellers = Sellers
shell-staff-programme = Programme S
shell-staff-ownership = Ownership
shell-categories = Categories
