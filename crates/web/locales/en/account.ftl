# Signing in, up and out, and the account.
sign-in-title = Sign in
sign-in-email = E-mail
sign-in-password = Password
sign-in-submit = Sign in
sign-in-no-account = No account yet?
sign-in-sign-up = Sign up, it is free
sign-in-for-checkout = Sign in to check out. Your cart comes along.
sign-in-wrong = E-mail and password do not go together. Check both and try again.
sign-in-throttled = { $minutes ->
    [one] Too many attempts. Try again in a minute.
   *[other] Too many attempts. Try again in { $minutes } minutes.
}
sign-up-title = Create an account
sign-up-lead = A name and an e-mail address will do. We ask for your address when you buy something.
sign-up-for-checkout = A name and an e-mail address will do. Your cart comes along, and you write your address in a moment.
sign-up-name = Name
sign-up-email = E-mail
sign-up-password = Password
sign-up-password-hint = At least 10 characters. A few random words are safer, and easier to remember.
sign-up-submit = Create account
sign-up-has-account = Already have an account?
sign-up-sign-in = Sign in
sign-up-done = Welcome, { $name }.
sign-out-done = You have signed out.
