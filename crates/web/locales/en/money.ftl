# Why what was typed is no amount.
money-empty = Write an amount, for example { $example }.
money-not-an-amount = “{ $text }” is not an amount. Write it like { $example }.
money-ambiguous = “{ $text }” could mean { $whole } or { $fraction }. Write one of the two.
money-too-fine = “{ $text }” is too precise. Write { $nearest }.
money-too-large = “{ $text }” is too large. Check the number of zeros.
