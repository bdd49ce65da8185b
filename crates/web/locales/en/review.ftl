# Reviews of a product.
review-list-title = Reviews of { $product }
review-crumb = Reviews
review-by = { $name } · { $date }
review-from = From the data set { $source }
review-share = { $stars } stars: { $count }
review-all = All
review-which = Which reviews
review-back = See the product
review-none-title = No reviews yet
review-none-text = Nobody has written about this product yet.
