# Who owns or controls whom, at the staff’s desk.
staff-ownership-title = Ownership
ownership-lede = Who owns or controls whom. What follows for the operator is derived from it, and charters decide by that.
ownership-parties = Parties
ownership-parties-none = No party is recorded yet. Begin with the operator.
ownership-operator = Operator
ownership-controlled = Controlled by the operator
ownership-person = Person
ownership-entity = Entity
ownership-sellers = { $count ->
    [0] no seller
    [one] { $count } seller
   *[other] { $count } sellers
}
ownership-brands-of = brands: { $brands }
ownership-is-operator = { $name } is the operator.
ownership-owns = { $owner } owns { $share } of { $name }.
ownership-own-together = { $owner } together own { $share } of { $name }.
ownership-controls = { $owner } controls { $name } by other means than shares.
ownership-owns-and-controls = { $owner } owns { $share } of { $name } and controls it by other means.
ownership-stretches = Who holds what
ownership-stretches-none = Nothing is recorded yet.
ownership-over = Not in force
ownership-from = First day
ownership-until = Ends on
ownership-until-hint = The first day on which it no longer holds.
ownership-evidence = Evidence
ownership-evidence-hint = Register, number of the extract and its date: where somebody else can look.
ownership-end = End it
ownership-ended = It is ended. What follows from that is in force.
ownership-recorded = It is recorded. What follows from it is in force.
ownership-record-title = Record who holds what
ownership-record = Record
ownership-owner = Who holds
ownership-owned = Of whom
ownership-share = Share
ownership-share-hint = In per cent, such as 50,01. Empty if it is controlled without shares.
ownership-controls-tick = Controls it by contract, through its board, or otherwise
ownership-party-title = Record a party
ownership-party-add = Record the party
ownership-name = Name
ownership-kind = Kind
ownership-country = Country
ownership-brands = Brands that it owns
ownership-brands-hint = With commas between.
ownership-is-operator-tick = It runs this site
ownership-link = Name one of its sellers
ownership-seller-id = The seller’s id
ownership-seller-id-hint = It stands in the address of the seller’s page for staff.
ownership-operator-known = There is an operator already. A site has one.
ownership-linked-before = This seller belongs to a party already.
ownership-not-lasting = It does not hold on that day: it ended before, or begins later.
