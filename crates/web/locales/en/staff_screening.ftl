# Sellers whose names are like names of the list.
screening-title = Screening
screening-lead = Names that are like names of people and organisations that nobody may trade with. A score decides nothing: compare birthday, place and nationality first. Whoever waits here sells on meanwhile.
screening-no-list = No list was loaded yet, so nobody is compared. An administrator loads one at the machine.
screening-list = The list that counts: { $source }, { $entries } entries, loaded on { $day }.
screening-due = { $count ->
    [one] { $count } seller is still to be compared with it.
   *[other] { $count } sellers are still to be compared with it.
}
screening-empty-title = Nobody waits
screening-empty = No seller’s name is like one of the list, or somebody has decided about it.
screening-since = Waits since { $day }, highest score { $score }
screening-score = Score { $score } of 100: { $kind }
screening-exact = the same name
screening-alias = the same as another name of the entry
screening-near = a similar name
screening-typed = Seller
screening-listed = List
screening-how = How alike
screening-gave = Points
screening-same = the same
screening-one-letter = one letter differs
screening-two-letters = two letters differ
screening-consonants = the same consonants
screening-only-typed = only in the seller’s name
screening-only-listed = only in the list
screening-entry = Entry { $number }, programmes: { $programs }
screening-reason = Reason
screening-reason-hint = What you compared, and what you found. The seller reads it if you decide that the seller is meant.
screening-clear = Somebody else is meant
screening-call-hit = The seller is meant
screening-cleared = Somebody else
screening-hit = The seller
screening-history = Decided
screening-by = { $name }, { $day }
screening-choose = Choose one of the two decisions.
screening-decided = It is decided.
screening-words = Write a reason, with at most 2,000 characters.
screening-changed = Somebody has decided, or something else was found meanwhile. Look again.
screening-moderators = Only moderators may decide this. Ask one of them.
screening-administrators = Only an administrator may overrule this.
screening-verify-refused = This seller is on the list of names that nobody may trade with. An administrator must overrule that first.
