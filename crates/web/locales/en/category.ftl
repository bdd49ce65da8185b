# Categories.
category-list-title = Categories
category-list-lead = Everything that is sold here, by kind.
category-below = Categories within
category-described = { $category } from shops in { $market }: compare prices, ratings and shipping, and buy with money that is held until the goods arrive.
