# Charters at the staff’s desk.
charter-title = Charters
charter-lede = The rules of this market, version by version. One administrator proposes a version, another adopts it, and only what is proved can be proposed.
charter-none = There is no version yet.
charter-one = Charter { $version }
charter-in-force = In force
charter-coming = Coming
charter-waiting = Waiting for adoption
charter-waits = Waits
charter-lapsed = Too late
charter-free = In the folder, not proposed
charter-past = Past
charter-withdrawn = Withdrawn
charter-from = In force from { $day }
charter-from-at-the-earliest = In force from { $day } at the earliest
charter-came = Came with the program, { $day }
charter-proposed-by = Proposed by { $name }, { $day }
charter-adopted-by = Adopted by { $name }, { $day }
charter-withdrawn-by = Withdrawn by { $name }, { $day }
charter-loosens = Permits more
charter-tightens = Refuses more

charter-propose-title = Propose a version
charter-propose-text = All of its promises are proved first, which takes some seconds. Then another administrator reads what it changes, and adopts it.
charter-propose-none = Every version of the market’s folder is adopted, or waits to be. To propose another one, put it into the folder and start the program again.
charter-version = Version
charter-on = In force from
charter-on-hint = A day to come. The version begins when that day begins here.
charter-propose = Prove and propose
charter-proposed = Everything is proved. Now another administrator must adopt it.
charter-too-early = The version says itself that it is in force from { $day } at the earliest. Choose that day or a later one.
charter-same-day = Another version begins on that day. Choose another day.
charter-name-taken = A version of this name was adopted already, and stays what it is. Give the new one another name.
charter-wrong = Its files are not in order. { $problem }
charter-case = Its case “{ $name }” is not decided as it expects. The command “pasar charter check” says more.
charter-not-proved = It does not keep all of its promises, so it cannot be proposed. These are not proved:
charter-broken-unknown = No solver could say whether anything breaks it. What is not known counts as not proved.
charter-broken-acts = It is about: { $acts }
charter-no-errors = No policy ends in an error.
charter-not-asked = The solver cannot be asked. { $problem }
charter-no-solver = The proving program cvc5 is not on this server, so nothing can be proved. Ask whoever runs the server to install it, for example with “apt-get install cvc5”, or to name its program under [prover] in the configuration.
charter-busy = Another proof is being made. Try again in a moment; what you chose is still here.
charter-administrators-only = Only administrators propose, adopt and withdraw charters. Your role may read.
charter-same-person = You proposed this version. Another administrator must adopt it.
charter-decided = This version was decided about already.
charter-overtaken = Another version was adopted since this one was proposed, so that it changes something else than is said here. It must be withdrawn, and proposed again.
charter-lapsed-text = Its day has come without anybody having adopted it. It must be withdrawn, and proposed for a day to come.

charter-loosened = What it newly permits
charter-loosened-none = Nothing: it is proved that it permits nothing that the version before refuses.
charter-tightened = What it newly refuses
charter-tightened-none = Nothing: it is proved that it refuses nothing that the version before permits.
charter-compared = Compared with version { $version } by proof. Each sentence is one example.
charter-not-compared = It was not compared with another version by proof.
charter-change-unknown = No solver could say whether anything changes here. Take it for a change.
charter-figures = Figures that differ from { $version }
charter-figures-none = All figures stay as they are.
charter-figure-change = { $before } → { $after }
charter-figure-none = none
charter-figure-commission = Commission
charter-figure-commission-of = Commission on { $category }
charter-figure-commission-cap = The most that commission on a line may be
charter-figure-order-fee = Fee per order
charter-figure-payment-due = Time to pay an order
charter-figure-reservation = Time for which goods are kept while somebody pays
charter-figure-days-to-ship = Working days to hand a paid order to a carrier
charter-figure-delivered-assumed = Days without news after which a parcel counts as delivered
charter-figure-escrow-release = Days after delivery until the seller’s money leaves escrow
charter-figure-cart-lines = Lines in a cart, at most
charter-figure-line-quantity = Pieces in a line, at most
charter-figure-shop-products = Products of a shop, at most
charter-figure-product-variants = Variants of a product, at most
charter-figure-product-pictures = Pictures of a product, at most
charter-figure-identity-retention = Identity data is kept after selling ends
charter-figure-identity-verification = A verification counts at most
charter-figure-owner-shops = Shops of one owner, at most
charter-figure-certify-sales = Orders in twelve months from which on sellers certify
charter-figure-certify-revenue = Sales in twelve months from which on sellers certify
charter-figure-disclose-revenue = Sales in twelve months from which on sellers show name and address
charter-figure-certified = What a seller certified counts
charter-figure-ask-at = Part of these figures at which sellers are asked
charter-figure-ask = Sellers are asked again before it ends
charter-figure-dollar = What a US dollar is
charter-figure-import-tax = Tax in the price of goods from abroad
charter-figure-payout-weekday = Sellers are paid on
charter-figure-payout-day = Sellers are paid on this day of the month
charter-figure-payout-minimum = The least that is paid out
charter-monday = Mondays
charter-tuesday = Tuesdays
charter-wednesday = Wednesdays
charter-thursday = Thursdays
charter-friday = Fridays
charter-saturday = Saturdays
charter-sunday = Sundays
charter-figure-listed = { $category } may be imported directly whatever it costs
charter-figure-surfaces = Watching and buying are two addresses
charter-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
charter-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
charter-promises-changed = Promises that differ from { $version }
charter-promises-same = All promises stay as they are.
charter-promise-made = New
charter-promise-dropped = No longer promised
charter-promise-changed = Changed
charter-promise-was = Before: { $sentence }
charter-promise-is = Now: { $sentence }
charter-promise-reworded = Its words are others; what it means to the solver is the same.
charter-promise-means-otherwise = It means something else, in the same words.
charter-promises = What it promises
charter-policies = Its policies

charter-adopt-title = Adopt it?
charter-adopt-text = Once adopted, a version stays what it is, and nobody takes it back: another version can take its place. Orders keep the version that they were placed under.
charter-read = I have read what it newly permits.
charter-read-first = Read what it newly permits, and say so here.
charter-adopt = Adopt
charter-adopted-flash = Adopted. It is in force from its day on.
charter-withdraw-text = A version that was withdrawn can be proposed again.
charter-withdraw = Withdraw
charter-withdrawn-flash = Withdrawn.
charter-proof = Proof
charter-proved = Every promise is proved.
charter-proved-on = Proved on
charter-solver = Proved by
charter-questions-name = Questions
charter-questions = { $count ->
    [one] { $count } question, { $asked } of them put to the solver; the rules answer the others by themselves
   *[other] { $count } questions, { $asked } of them put to the solver; the rules answer the others by themselves
}
charter-seconded-name = Second opinion
charter-seconded = { $solver } agrees with { $seconded } of { $asked } answers
charter-no-second = No other program was asked
