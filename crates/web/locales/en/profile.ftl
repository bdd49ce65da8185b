# A person's own account: name, language, password, leaving.
account-title = Account
account-hello = Hello, { $name }
account-since = Here since { $at }
account-you-title = About you
account-name = Name
account-language = Language
account-language-hint = Our pages and letters speak it.
account-saved = Saved.
account-links-title = More
account-links-orders = Follow your goods
account-links-addresses = Where your goods go
account-links-password-title = Password
account-links-password = Choose a new one
account-links-factor = A code of your app, besides the password
account-links-passkeys = Sign in with finger, face or PIN
account-links-sell = Open a shop, or look after yours
account-links-keys-title = API keys
account-links-keys = For programs and tills
account-links-close-title = Close account
account-links-close = Leaving is as easy as entering
account-wait = { $minutes ->
    [one] Too many attempts. Try again in a minute.
   *[other] Too many attempts. Try again in { $minutes } minutes.
}
password-title = Change password
password-lead = Other devices that are signed in will be signed out.
password-old = Present password
password-new = New password
password-submit = Change password
password-wrong = The present password does not match. Try again.
password-changed = Your password is changed. Other devices are signed out.
close-title = Close account
close-lead = You may leave whenever you like. When you close the account:
close-erased = we erase your name, e-mail address, addresses and cart;
close-ended = all devices are signed out and API keys revoked;
close-kept = past orders stay in the books without your name, because tax law asks for it.
close-password = Your password, so that we know it is you
close-submit = Close the account for good
close-stay = Stay
close-open-orders = { $count ->
    [one] One of your orders is not finished yet. Wait for it or cancel it, then close the account.
   *[other] { $count } of your orders are not finished yet. Wait for them or cancel them, then close the account.
}
close-open-shops = { $count ->
    [one] You own a shop that is open. Close it first, then close the account.
   *[other] You own { $count } shops that are open. Close them first, then close the account.
}
close-done = Your account is closed. Thank you for coming by; the door is always open.
