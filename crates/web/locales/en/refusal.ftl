# What the market's rules refuse, for its seller.
refusal-title = What buyers do not see, or cannot buy
refusal-lead = These offers are not shown or cannot be bought, because a rule of the market refuses it. When that changes, they come back by themselves.
refusal-why = Why are there such rules?
refusal-none-title = All of your offers may be shown
refusal-none = No rule of the market refuses any of your offers.
refusal-offers = { $count ->
    [one] { $count } offer is refused
   *[other] { $count } offers are refused
}
refusal-hidden = buyers do not see it
refusal-shown = buyers see it, but cannot buy it
refusal-reason = Why
refusal-remedy = What you can do
refusal-appeal = Appeal
refusal-appeal-text = Why do you think that this is wrong?
refusal-appeal-hint = Staff read it and answer by e-mail. Nobody can step around the rule, but facts that are wrong can be put right.
refusal-appeal-send = Send the appeal
refusal-appeal-opened = Your appeal has arrived. The answer comes by e-mail.
refusal-appeal-words = Write your appeal, in at most 2,000 characters.
refusal-appeal-not-refused = That rule does not refuse this product. It may be shown already.
refusal-appeal-already = There is an appeal about this already, and staff are reading it.
refusal-appeal-waits = Staff are reading your appeal of { $day }.
refusal-appeal-answered = Staff answered on { $day }
refusal-banner-title = Buyers do not see this product
refusal-banner-link = See everything that is refused, or appeal
refusal-list-banner = { $count ->
    [one] Buyers do not see { $count } product, because a rule of the market refuses it.
   *[other] Buyers do not see { $count } products, because rules of the market refuse them.
}
refusal-badge = Refused by a rule
refusal-staff-title = Appeals of sellers
refusal-staff-lead = Sellers object to refusals. An answer does not change the rule: if a fact is wrong, put it right first, and say so here.
refusal-staff-empty-title = No appeals
refusal-staff-empty = Appeals of sellers show here.
refusal-staff-of = { $shop }, since { $day }
refusal-staff-said = What the seller says
refusal-staff-answer = Answer
refusal-staff-answer-hint = The seller reads it by e-mail and in the seller centre.
refusal-staff-send = Send the answer
refusal-staff-answered = The answer was sent.
refusal-staff-words = Write the answer, in at most 2,000 characters.
refusal-staff-not-open = This appeal has been answered.
refusal-staff-own-case = This appeal is about what you decided yourself. Somebody else answers it.
refusal-staff-moderators = Only moderators and administrators may answer appeals.
refusal-staff-version = Rule { $rule }, version { $version }
