# Signing in, accounts, invitations.

accounts-sign-in = Sign in
accounts-sign-out = Sign out
accounts-email = E-mail address
accounts-password = Password
accounts-name = Your name
accounts-name-hint = As the other side should read it, for example under a signature.
accounts-forgotten = Password forgotten, or none yet?
accounts-demo = Sign in at a click
accounts-demo-others = Everybody else in the story
accounts-demo-password = Or as in real use
accounts-back-to-sign-in = Go to the sign-in page
accounts-new-password = New password
accounts-new-password-hint = At least 10 characters. Three or four words that do not belong together are easy to remember and hard to guess.
accounts-current-password = Present password
accounts-set-password = Set password

accounts-reset = Set a new password
accounts-reset-lead = Enter your address. If it has an account here, a link to set a new password arrives within a few minutes.
accounts-reset-send = Send the link
accounts-reset-no-mail = This server sends no mail. Please ask the people who run it: they can give you a link.
accounts-reset-for = For { $name }, { $email }.
accounts-reset-means = You are signed in here afterwards, and signed out everywhere else.
accounts-reset-gone = This link opens nothing any more
accounts-reset-gone-text = It can be used once and for two hours. Have a new one sent, or sign in if you have already set your password.
accounts-reset-again = Have a new link sent

accounts-invitation = You are invited
accounts-invitation-lead = { $inviter } invites you to work together on “{ $title }”.
accounts-invitation-engagement = Engagement
accounts-invitation-client = Client
accounts-invitation-provider = Provider
accounts-invitation-seat = Your seat
accounts-invitation-until = To be taken by
accounts-invitation-means = Everybody with a seat, on both sides, sees the same pages and can see your name.
accounts-invitation-take = Take the seat
accounts-invitation-known = This address already has an account. Sign in, and you come back here.
accounts-invitation-other = This invitation is for { $email }, but you are signed in here as { $other }. Sign out, then open the link again.
accounts-invitation-gone = This invitation opens nothing
accounts-invitation-open = This invitation can be taken.
accounts-invitation-taken = It has already been used. If it was you, sign in.
accounts-invitation-withdrawn = It was withdrawn by the side that sent it.
accounts-invitation-expired = It was not used in time.
accounts-invitation-ask = If you need a new one, ask { $inviter }:

accounts-unsubscribe = No more mail?
accounts-unsubscribe-text = Tandem then sends nothing to { $email } but links that you ask for yourself. What waits on you still stands on your home page.
accounts-unsubscribe-do = Stop the mails
accounts-unsubscribed = No more mail
accounts-unsubscribed-text = Nothing is sent to { $email } any more but links that you ask for yourself.
accounts-unsubscribed-account = You can turn mail on again in your account.

accounts-account = Your account
accounts-you = You
accounts-language = Language
accounts-time-zone = Time zone
accounts-time-zone-hint = All times are shown in it. Due dates follow the calendar of your organization.
accounts-mail = E-mail
accounts-mail-at-once = At once
accounts-mail-at-once-means = When it becomes your turn, and when something happened that your side should know. What happens within a minute comes in one mail.
accounts-mail-never = Never
accounts-mail-never-means = Everything still stands on your home page.
accounts-save = Save
accounts-password-means = All other browsers are signed out.
accounts-sign-ins = Where you are signed in
accounts-sign-ins-lead = A sign-in ends by itself after 14 days without use, and after 90 days in any case. If you do not know one of these, end it and set a new password.
accounts-sign-in-this = this browser
accounts-sign-in-end = End
accounts-sign-in-seen = Last used
accounts-sign-out-everywhere = Sign out everywhere
accounts-sign-out-everywhere-means = You will be signed out in every browser, this one too.
accounts-browser = { $browser } on { $system }
accounts-browser-unknown = Unknown browser

form-error-accounts-password-missing = Enter your password.
form-error-accounts-no-match = Address and password do not match. Please check both, or have a link sent to set a new password.
form-error-accounts-too-many = Too many tries. Wait a few minutes, or have a link sent to set a new password: that works at once.
form-error-accounts-not-current = This is not your present password.
form-error-accounts-password-short = This password is too short. It takes at least 10 characters.
form-error-accounts-password-long = This password is too long. At most 200 characters fit.
form-error-accounts-password-guessable = This password is easy to guess. Choose one without well-known words, rows of characters or your own address.

refused-accounts-reset-gone = This link was used or ran out meanwhile. Have a new one sent.
refused-accounts-invitation-gone = This invitation was used, withdrawn or ran out meanwhile. Ask the person who invited you.
refused-accounts-other-address = This invitation is for another e-mail address than that of your account.

flash-accounts-signed-out = You are signed out.
flash-accounts-signed-out-everywhere = You are signed out everywhere.
flash-accounts-reset-sent = If the address has an account here, a link is on its way to it.
flash-accounts-password-set = Your new password is set. All other browsers are signed out.
flash-accounts-seat-taken = Welcome. You have taken your seat.
flash-accounts-saved = Saved.
flash-accounts-sign-in-ended = That sign-in has ended.
