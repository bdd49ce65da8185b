# Numbers, dates and words that many pages use.
number-group = ,
number-decimal = .
number-thousand = { $number }K
number-million = { $number }M
number-milliard = { $number }B

date-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
date-day = { $day } { date-month } { $year }
date-month-year = { date-month } { $year }
date-minute = { $date }, { $hour }:{ $minute } { $zone }
date-clock = { $hour }:{ $minute }
ago-now = just now
ago-minutes = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
}
ago-hours = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
}
ago-days = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
}

form-required = required
form-optional = optional
form-problems = { $count ->
    [one] One answer needs correcting
   *[other] { $count } answers need correcting
}
form-choose = Choose
form-missing = Fill this in.
form-save = Save
form-cancel = Cancel
form-delete = Delete
form-edit = Edit
form-send = Send
form-continue = Continue
form-back = Back

stepper-less = One fewer
stepper-more = One more
rating-of = Rated { $rating } out of 5
rating-count = { $count ->
    [one] { $count } review
   *[other] { $count } reviews
}
rating-choose = { $count ->
    [one] { $count } star
   *[other] { $count } stars
}
product-sold = { $count } sold
product-gone = Sold out
filters-title = Filter
filters-apply = Apply
filters-clear = Clear filters
pager-next = Next
pager-first = Back to the start
crumbs-label = Path to this page
crumbs-home = Home
gallery-label = Pictures of the product
product-from = from
language-name = English
