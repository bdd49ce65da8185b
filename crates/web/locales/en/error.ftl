# Errors: what happened, what to do.
error-not-found-title = There is no such page
error-not-found = The address may be mistyped, or the goods are no longer sold. Try the search box.
error-forbidden-title = This page is not for this account
error-forbidden = Sign in with an account that may open it, then open the page again.
error-sign-in-title = Please sign in first
error-sign-in = This page opens once you have signed in.
error-expired-form-title = The form has expired
error-expired-form = For safety, an old form cannot be sent again. Reload the page before this one and send it once more.
error-conflict-title = Things have changed
error-conflict = Somebody changed this first. Reload the page before this one to see how it stands, then try again.
error-invalid-title = Some answers are not right yet
error-invalid = Go back to the page before this one and check the answers.
error-too-large-title = That was too large
error-too-large = Send a smaller file and try again.
error-too-many-title = Too many attempts
error-too-many = Wait a moment, then try again.
error-internal-title = Something went wrong on our side
error-internal = Your request was not carried out. Try again shortly; if it keeps failing, tell us the code below.
error-unavailable-title = Pasar is taking a short rest
error-unavailable = We are restoring the service. Try again in a few minutes; your cart is safe.
error-operation = Event code
error-go-home = To the home page
error-refused-title = The rules of this market do not allow this
error-refused = { $count ->
    [0] Nothing in the market’s charter permits it.
    [one] A rule of the market’s charter says no.
   *[other] { $count } rules of the market’s charter say no.
}
error-refused-promises = What this market promises, and why
