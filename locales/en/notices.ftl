# Mails

notices-greeting = Hello { $name },
notices-greeting-unknown = Hello,
notices-subject-many = { $count } things happened · { $title }
notices-more =
    { $count ->
        [one] And one thing more.
       *[other] And { $count } things more.
    }
notices-asked = Your turn on { $ref }: { $ask }, by { $due }.
notices-asked-more =
    { $count ->
        [one] One thing more waits on you.
       *[other] { $count } things more wait on you.
    }
notices-open = Open it in Tandem
notices-why = You get this because you have a seat in “{ $title }”.
notices-unsubscribe = No more mails
notices-invitation-subject = { $inviter } invites you to “{ $engagement }”
notices-invitation = { $inviter } invites you to “{ $engagement }”, on which { $client } and { $provider } work together in Tandem. Your role: { $role }.
notices-invitation-asked = Please accept within 14 days; the link works once.
notices-invitation-button = Accept the invitation
notices-invitation-unasked = If you do not know what this is about, you need not do anything.
notices-membership-subject = { $inviter } invites you to { $organization } in Tandem
notices-membership = { $inviter } invites you to belong to { $organization } in Tandem. Your role: { $role }.
notices-password-subject = Set a new password
notices-password = Somebody, probably you, asked for a new password for your account in Tandem.
notices-password-asked = Please set it within two hours; the link works once.
notices-password-button = Set the password
notices-password-unasked = If it was not you, you need not do anything: your password stays as it is.

# Mails that did not arrive
notices-undelivered = Not delivered
notices-failure-address = Nothing can be delivered to this address.
notices-failure-refused = The mail server did not take the invitation.
notices-failure-away = The mail server could not be reached.
notices-failure-slow = The mail server did not answer in time.
notices-failure-broken = Tandem could not write the invitation; its operator finds the reason in the log.
notices-server-said = It said: “{ $said }”
notices-tries-on = Tandem tries again by itself for some hours.
notices-given-up = Tandem has stopped trying.
notices-send-again = Send again
flash-notices-sent-again = The invitation is on its way again, with a new link; the earlier one no longer works.
