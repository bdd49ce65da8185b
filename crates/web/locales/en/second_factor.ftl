# Two-step sign-in: a code of an app besides the password.
factor-title = Two-step sign-in
factor-lead = With it, nobody who only knows your password gets in: signing in also takes a code that an app on your telephone shows.
factor-step-app = Install an authenticator app, if you have none: any that shows six digits will do.
factor-step-scan = Scan a picture with it, and type the first code.
factor-step-codes = Keep the ten recovery codes that you get, for the day when the telephone is lost.
factor-wanted = Everybody who works here has a second factor. Add yours; then you can go on.
factor-password = Your password, so that we know it is you
factor-start = Begin
factor-scan-title = Scan this with your app
factor-scan = In the app, add an account and point the camera at the picture. Nobody else should see it.
factor-picture = QR code for your authenticator app; the key below says the same.
factor-secret = Or type this key
factor-secret-hint = Time-based, six digits.
factor-confirm-title = Type the first code
factor-first-code = Code of the app
factor-first-code-hint = Six digits, as the app shows them now.
factor-confirm = Turn on
factor-begin-again = Begin again with another key
factor-begin-again-what = Should the app have lost it, or somebody seen it.
factor-on = On since { $at }. Signing in takes a code as well as your password.
factor-codes-left = { $count } recovery codes are left.
factor-codes-few = { $count ->
    [0] You have no recovery codes left. Turn it off and on again to get new ones.
    [one] Only one recovery code is left. Turn it off and on again to get new ones.
   *[other] Only { $count } recovery codes are left. Turn it off and on again to get new ones.
}
factor-remove-title = Turn off
factor-remove-what = Then your password alone is enough to sign in, and the recovery codes are void.
factor-remove = Turn off
factor-removed = Two-step sign-in is off.
factor-changed = This has changed meanwhile. Look at it again, and try once more if you need to.
factor-codes-title = It is on. Keep these recovery codes
factor-codes-once = { $count ->
    [one] This code replaces the app once. Write it down: it is shown only now.
   *[other] Each of these { $count } codes replaces the app once. Print them or write them down, and keep them away from the telephone: they are shown only now. Other devices were signed out.
}
factor-codes = Recovery codes
factor-codes-kept = I have kept them
factor-code-title = One more step
factor-code-lead = Your password is right. Now we need a code.
factor-code = Code
factor-code-hint = The six digits of your app, or a recovery code.
factor-code-wrong = This code is not right, or was used before. Wait for the next one in your app.
factor-code-over = That took longer than ten minutes, or something has changed. Please begin again.
factor-code-again = Sign in again from the start
