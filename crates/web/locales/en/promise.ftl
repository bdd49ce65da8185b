# What a market promises: for anybody, without a word of computing.
promise-list-title = What this market promises
promise-list-described = What this market promises, to whom, since when, and how you can know that it is kept.
promise-list-lead = { $count ->
    [one] This market makes one promise. This page says to whom, since when, and how you can know that it is kept.
   *[other] This market makes { $count } promises. This page says to whom, since when, and how you can know that they are kept.
}
promise-one = One promise
promise-why-title = Why you may believe it
promise-why-written = It is written exactly.
promise-why-written-text = Every promise is written twice: once for people, and once as rules that a computer follows. Both are open here.
promise-why-proved = It is proved, not just tried.
promise-why-proved-text = A proving program looks for one single situation that would break the promise, among all sellers, goods, prices and dates there could ever be. As with a sum, the answer is certain: there is no such situation. Rules that are not proved may not come into force.
promise-why-kept = It is kept at every door.
promise-why-kept-text = The same rules decide about everything that is shown, every order, and all money that is paid out. Staff cannot step around them either. How often they refused something is written here.
promise-why-checked = Anybody can check it.
promise-why-checked-text = Rules and promises are open, and whoever wants to can prove them again on their own computer, without asking us.
promise-all-proved = { $count ->
    [one] The promise is proved.
   *[other] All { $count } promises are proved.
}
promise-some-proved = Only { $proved } of { $count } promises are proved. Those that are not are marked.
promise-to-regulator = To the state
promise-to-sellers = To sellers
promise-to-buyers = To buyers
promise-to-public = To everybody
promise-never = Never
promise-always = Always
promise-since = Since { $day }
promise-since-name = Promised since
promise-source = Source
promise-refused = { $count ->
    [0] Nothing was refused this month
    [one] Refused once this month
   *[other] Refused { $count } times this month
}
promise-proved-on = Proved on { $day }
promise-not-proved = Not proved yet
promise-not-proved-text = This promise is not proved for the rules that are in force now. Until it is, take it for an intention.
promise-proof-title = The proof
promise-proved-never = { $solver } went through every situation there could be, and proved that the rules permit none of those that this promise rules out.
promise-proved-always = { $solver } went through every situation there could be, and proved that the rules permit everything that is promised here.
promise-seconded = { $solver }, another program by other people, went through it again and came to the same answer.
promise-seconded-partly = { $solver }, another program by other people, went through it again and gave the same answer to { $seconded } of { $questions } questions.
promise-not-seconded = No other program has gone through it yet.
promise-proof-what = What does “proved” mean?
promise-proof-what-text = Trying a thousand examples shows only that those thousand are fine. A proving program does not use examples. Promise and rules are turned into one sum: is there any seller, any goods, any price and any date for which the rules permit what the promise rules out? If there is, the program shows it. If there is not, that is the proof, and whoever does the sum again gets the same answer.
promise-proof-limits = What is proved is the rules. That what is known of sellers and goods is true, such as where a seller comes from, is a matter of checking identities, not of sums.
promise-cases-never = What would break it
promise-cases-always = Examples
promise-cases-text = These examples are put to the rules in force, and the answer is always the one that stands here.
promise-case-allowed = Allowed.
promise-case-refused = Refused.
promise-nothing-permits = No rule permits it.
promise-rules-title = The rules that keep it
promise-rules-text = These rules refuse whatever would break the promise, whoever tries it.
promise-rule-text = The rule as the computer reads it
promise-check-title = Check it yourself
promise-check-text = With the program Pasar and the proving program cvc5, the first command proves it again on your computer, and the second puts all examples to the rules:
promise-check-files = The questions that were asked when these rules were adopted, to be given to any proving program. The answer that proves this promise is “unsat”: there is no situation that breaks it. The first command makes the same questions from the rules; the same question has the same SHA-256.
promise-check-download = Download the question (SMT-LIB)
promise-check-none = seen from the rules themselves, without a proving program
promise-meaning-text = The promise as the computer reads it
promise-versions = Versions of the rules
promise-versions-text = Every order stays under the version that was in force when it was placed.
promise-version = { $name }, from { $day }
promise-version-now = In force now
promise-version-next = Comes next
promise-version-before = Before
promise-act-publish = Offering goods
promise-act-show = Showing goods
promise-act-sell = Selling goods
promise-act-pay = Paying
promise-act-pay-out = Paying a seller out
promise-act-admit = Opening a shop
promise-act-advance-stage = Moving the stage of Programme S
promise-act-claim = What a buyer asks for
promise-fact-seller = Seller
promise-fact-goods = Goods
promise-fact-place = Place
promise-fact-day = Day
promise-fact-stage = Programme S
promise-fact-shops = Shops so far
promise-fact-approvals = Agreed by
promise-fact-claim = Asks to
promise-fact-order = Order
promise-fact-amount = Amount
promise-standing-micro = a person
promise-standing-business = a registered business
promise-standing-merchant = a merchant of Programme S
promise-standing-platform = the operator of the market
promise-seller = { $standing } from { $country }
promise-verified = verified with { $evidence } ({ $country })
promise-verified-until = whose verification ended on { $day }
promise-unverified = not verified
promise-controlled = owned or controlled by the operator
promise-goods = sent from { $country }, { $price }
promise-goods-listed = on the positive list
promise-goods-own = of the operator’s own brand
promise-goods-down = taken down by staff
promise-evidence-national-id = an identity card
promise-evidence-passport = a passport
promise-evidence-driving-licence = a driving licence
promise-evidence-business-register = an entry in the business register
promise-place-feed = on the feed
promise-place-trade = in the trade system
promise-stage-closed = closed
promise-stage-pilot = pilot
promise-stage-open = open
promise-stage-paused = paused
promise-stage-move = from { $from } to { $to }
promise-claim-cancel = cancel the order
promise-claim-return = return the goods
promise-claim-refund = have the money back
promise-claim-complaint = complain
promise-order-waits = not sent yet
promise-order-sent = sent, not arrived
promise-order-arrived = { $days ->
    [0] arrived today
    [one] arrived { $days } day ago
   *[other] arrived { $days } days ago
}
promise-country = { $code ->
    [AU] Australia
    [CN] China
    [DE] Germany
    [FR] France
    [GB] Great Britain
    [HK] Hong Kong
    [ID] Indonesia
    [IN] India
    [JP] Japan
    [KR] South Korea
    [MY] Malaysia
    [SG] Singapore
    [TH] Thailand
    [US] the United States
    [VN] Vietnam
   *[other] the country { $code }
}
promise-gap-never = Every minute a program that shares nothing with the rest looks for goods that are shown although nothing verifies their seller. It has not run yet.
promise-gap-checked = Goods that are shown although nothing verifies their seller: checked { $runs } times in 30 days, last on { $last }, { $gaps } found.
