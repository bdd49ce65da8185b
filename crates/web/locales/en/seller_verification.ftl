# What a seller reads about being verified.
seller-verification-title = Your verification
seller-verification-good = You are verified until { $date }. Nothing to do now.
seller-verification-soon = You are verified until { $date } only. Bring new evidence before that day, so that your goods stay in sight.
seller-verification-none = We have not checked yet who you are. Buyers see your goods as soon as we have.
seller-verification-ended = What we had checked counts no longer. Your goods may stay out of sight until we have checked new evidence.
seller-verification-checked = What was checked
seller-verification-until = Last day
seller-verification-reason = Why it counts no longer
seller-verification-how-title = How to be verified
seller-verification-how = Apply step by step. Our staff check what you show, and you read their answer here and by e-mail.
seller-verification-what = A person shows an identity card, a passport or a driving licence. A business shows its entry in the public register. The rules of this market say which of them it takes.
seller-verification-orders = Orders that you have already got stay valid whatever happens here: please send them.
