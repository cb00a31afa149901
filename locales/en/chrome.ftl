# The frame of every page: header, footer, and the words of shared forms and pieces.

chrome-skip = Skip to the content
chrome-demo = Demo.
chrome-demo-clock = It runs on its own clock: { $instant }.
chrome-demo-mail = Mail sent here
chrome-nav = Main
chrome-home = Home
chrome-waiting = waiting on you
chrome-engagements = Engagements
chrome-readiness = Readiness
chrome-organizations = Organizations
chrome-language = Language
chrome-account = Your account
chrome-sign-in = Sign in
chrome-sign-out = Sign out
chrome-closed = Closed
chrome-with = with
chrome-engagement-nav = This engagement
chrome-updated = This page has just been updated.
chrome-footer = Tandem: both sides, on the same page.
chrome-theme = Appearance
chrome-theme-auto = Automatic
chrome-theme-light = Light
chrome-theme-dark = Dark

form-problems = Please look at this again
form-optional = (optional)
form-error = Error:

ui-pages = Pages
ui-newer = Newer
ui-older = Older
ui-phases = Phases of the engagement
ui-phase-done = (done)
ui-signed = Signed
ui-digest = Digest of the text:

# A link where no mail is sent

hand-over-title = Hand over this link
hand-over-lead = This server sends no mail. Give the link to { $name } yourself, in a way that nobody else can read. It is for { $email }.
hand-over-copy = Copy the link
hand-over-once = It works once, until { $until }, and is shown only now. If it gets lost, withdraw the invitation and make a new one.
hand-over-back = I have the link: go on
