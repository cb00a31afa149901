# Lists

engagements-title = Engagements
engagements-open = Open an engagement
engagements-open-for = Open an engagement for { $organization }
engagements-none = You have no seat in any engagement yet
engagements-none-text = An engagement is where a provider and its client work on the same page. You will find it here as soon as you are invited and follow the link in the mail.
engagements-none-manager = An engagement is where you and your client work on the same page. Open one with the button above, then invite the client’s sponsor.
engagements-my-role = you: { $role }
engagements-waits-me = { $count } waiting on you
engagements-waits-ours = { $count } waiting on your side
engagements-waits-theirs = { $count } waiting on the other side
engagements-waits-overdue = { $count } overdue
engagements-next-milestone = Next: { $milestone }, { $day }
engagements-next-danger = { $milestone }: { $light }
engagements-first-page = From the beginning
engagements-more-page = More engagements
engagements-due = due { $day }
engagements-overdue = overdue since { $day }
engagements-scope-version = Version { $version } of the scope

# Phases

engagements-phase-discovery = Discovery
engagements-phase-scoping = Scoping
engagements-phase-delivery = Delivery
engagements-phase-handover = Handover
engagements-phase-closed = Closed
engagements-next-scoping = Scoping begins when the provider’s manager proposes a first version of the scope.
engagements-next-delivery = Delivery begins when the client’s sponsor and the provider’s manager have both signed the scope.
engagements-next-handover = The handover begins when somebody at the client has done a topic under supervision, at the latest 20 business days before the first milestone.
engagements-next-closed = The engagement closes when both sides have signed every milestone; so far { $milestones ->
    [0] none is planned.
   *[other] { $signed } of { $milestones } are signed.
  }
engagements-next-none = Both sides have signed every milestone. The client runs the result alone; everything stays readable.

# Overview

engagements-period = { $from } – { $to }
engagements-next = Next:
engagements-danger-after = in danger after it:
engagements-progress-title = Progress
engagements-progress = { $accepted } of { $days } accepted ({ $percent })
engagements-progress-none = No services are agreed yet
engagements-progress-none-text = Progress counts accepted deliverables of the agreed services, weighed by business days. It begins once both sides have signed the scope.
engagements-line-empty = nothing planned yet · { $weight }
engagements-line-progress = { $accepted } of { $deliverables } accepted{ $review ->
    [0] {""}
   *[other] , { $review } in review
  } · { $weight }
engagements-to-progress = Week by week
engagements-to-scope = The scope
engagements-latest = Latest
engagements-to-activity = All activity
engagements-terms-agreed = What both sides rely on
engagements-to-terms = Change title, dates and promises
engagements-answers = { $party } answers
engagements-within = within { $days }
engagements-windows = A submission is reviewed
engagements-windows-deemed = within { $first }; after a formal notice and { $second } more it counts as accepted
engagements-windows-reminded = within { $first }; after { $second } more a reminder goes out, nothing counts as accepted by itself
engagements-aside = Turns, dates and people
engagements-turns = Whose turn
engagements-turns-none = Nothing waits for anybody.
engagements-turns-more = and { $count } more
engagements-dates = Next dates
engagements-dates-none = Nothing has a date yet.
engagements-next-session = Next session
engagements-date-passed = passed
engagements-to-people = Everybody
engagements-side-empty = Nobody sits here yet.

# Opening an engagement, and its terms

engagements-new-title = Open an engagement
engagements-new-lead = { $provider } delivers. As its manager you commit the provider; the client’s sponsor is invited next.
engagements-new-means = Only you and the other managers see it until you invite somebody.
engagements-new-submit = Open the engagement
engagements-cancel = Cancel
engagements-field-client = Client
engagements-field-client-hint = An organization with which you have worked before.
engagements-field-client-none = A new client
engagements-field-client-name = Name of the new client
engagements-field-client-name-hint = Leave empty when you chose one above.
engagements-field-client-only = Client
engagements-field-client-only-hint = The name of the organization, as it should stand on every page.
engagements-field-title = Title
engagements-field-title-hint = What both sides call it, for example “Invoices with one owner”.
engagements-field-starts = First day
engagements-field-ends = Last day
engagements-field-client-promise = The client answers within
engagements-field-provider-promise = The provider answers within
engagements-field-promise-hint = Business days, 1 to 60, counted in the calendar of that side.
engagements-field-review = The client reviews a submission within
engagements-field-review-hint = Business days, 1 to 60. Then a formal notice goes out.
engagements-field-second-review = Second window after the formal notice
engagements-field-second-review-hint = Business days, 1 to 60.
engagements-field-deems = After the second window a submission counts as accepted
engagements-field-deems-hint = It is marked as such and stays a warning. Otherwise the client is only reminded.
engagements-deems-yes = counts as accepted after the second window
engagements-deems-no = is only reminded of after the second window
engagements-field-currency = Currency
engagements-field-currency-hint = Three letters, for example EUR. It stays for the whole engagement.
engagements-terms-title = Title, dates and promises
engagements-terms-lead = What both sides rely on. The change is seen by everybody in the activity.
engagements-terms-means = Turns that are open and reviews that have begun keep their dates.
engagements-terms-submit = Save the terms
engagements-terms-changed = Somebody else changed the terms meanwhile.
engagements-terms-changed-text = Nothing of yours was saved yet. These stand now and differ from what you typed; saving again replaces them:
form-error-ends-before-start = The last day is before the first.
form-error-currency = Enter the three letters of a currency, such as EUR.
form-error-one-client = Choose a client, or name a new one: exactly one of the two.

# People

engagements-people-lead = Everybody here sees everything in this engagement. What somebody may do depends on the role.
engagements-wants-sponsor = Nobody commits the client yet: invite its sponsor, who then invites everybody else at the client.
engagements-since = since { $day }
engagements-by-organization = as manager of the organization
engagements-invited-title = Invited
engagements-open-invitation = not taken yet
engagements-expired = expired
engagements-invited-by = invited by { $name }, until { $day }
engagements-withdraw = Withdraw the invitation
engagements-invite-title = Invite somebody
engagements-invite-means = They get a link by e-mail that works once, for 14 days.
engagements-invite-submit = Send the invitation
engagements-invite-means-by-hand = You are shown a link to hand over. It works once, for 14 days.
engagements-invite-submit-by-hand = Make the invitation
engagements-field-name = Full name
engagements-field-email = E-mail address
engagements-field-email-hint = Nobody else can take the seat.
engagements-field-role = Role
engagements-field-function = Role in the firm
engagements-field-function-hint = For example “Head of Finance”.
engagements-role-sponsor = Commits the client: signs, accepts, invites.
engagements-role-lead = Runs the process at the client: reviews what is handed in.
engagements-role-member = Works in the process at the client.
engagements-role-observer = Sees everything, changes nothing.
engagements-role-manager = Commits the provider: proposes, signs, invites.
engagements-role-consultant = Does the work for the provider.
engagements-ended-title = No longer here
engagements-ended-row = from { $from } to { $to }
engagements-seat-change = Change
engagements-back-to-people = back to everybody
engagements-seat-means = The new role holds at once.
engagements-seat-submit = Save the seat
engagements-end-title = End this seat
engagements-end-means = { $name } will see nothing of this engagement any more, from this moment. What they did and said stays, and what waits on them passes to the others on your side.
engagements-end-submit = End the seat
engagements-end-confirm = End the seat of { $name }?
engagements-matrix-title = What each role may do
engagements-matrix-text = The same list decides on every page which buttons there are.
engagements-matrix-ability = To
engagements-yes = yes
engagements-no = no
engagements-ability-read = read everything
engagements-ability-give-feedback = give feedback, reply, close what one’s side raised
engagements-ability-state-wish = state a wish
engagements-ability-restate-need = restate a wish as a need
engagements-ability-confirm-need = confirm or correct a need, set a wish aside
engagements-ability-raise-change = ask for a change to the scope
engagements-ability-assess-change = assess a change, say where a request belongs
engagements-ability-offer-change = offer a change, committing the provider
engagements-ability-accept-change = accept or decline a change for the client
engagements-ability-park-change = park a change
engagements-ability-propose-decision = ask for a decision
engagements-ability-decide-what = decide a What, overrule a How
engagements-ability-decide-how = decide a How, advise on a What
engagements-ability-draft-scope = draft the scope
engagements-ability-propose-scope = propose the scope for signing
engagements-ability-sign-scope = sign the scope for one’s side
engagements-ability-plan-deliverable = plan deliverables
engagements-ability-submit-deliverable = submit deliverables
engagements-ability-review-submission = accept or return a submission
engagements-ability-plan-topic = plan topics of the handover
engagements-ability-log-evidence = log working sessions, observations and assists; confirm a session that the other side recorded
engagements-ability-report-effect = report an effect elsewhere, or say how it was settled
engagements-ability-acknowledge-effect = acknowledge an effect elsewhere and name its owner
engagements-ability-attest-alone = attest “alone” for one’s side
engagements-ability-plan-milestone = plan milestones
engagements-ability-sign-milestone = sign a handover for one’s side
engagements-ability-waive-gate = let a gate of a handover pass for a while (takes both sides)
engagements-ability-answer-echo = say whether the client still runs alone what it took over
engagements-ability-invite-seats = invite people to one’s side, change and end their seats
engagements-ability-set-terms = change title, dates and promises

# Done, and refused

flash-engagements-created = The engagement is open. Now invite the client’s sponsor.
flash-engagements-terms-set = The terms are saved.
flash-engagements-invited = The invitation is on its way.
flash-engagements-invitation-withdrawn = The invitation is withdrawn; its link no longer works.
flash-engagements-seat-changed = The seat is saved.
flash-engagements-seat-ended = The seat has ended.
refused-no-manager = Only managers of this organization open engagements for it. Its admins can make somebody a manager.
refused-unknown-client = Your organization has not worked with this client before. Enter it as a new client, by name.
refused-other-sides-seat = Each side decides about its own seats. Ask somebody on the other side who may invite people.
refused-sponsor-there = The client has a sponsor, or one is invited; further seats of the client are the sponsor’s to give.
refused-seat-ended = This seat has ended meanwhile.
refused-seat-changed = Somebody has changed this seat since you opened it. Look at it again before you change it.
refused-seat-of-organization = This seat comes with being a manager of the organization, and is changed on the organization’s page.
refused-last-sponsor = Nobody else could sign for the client. Invite another sponsor first, or make somebody one.
refused-last-manager = Nobody else could sign for the provider. Invite another manager first, or make somebody one.
refused-invitation-over = This invitation was taken or withdrawn meanwhile.
engagements-gates-block = { $count ->
    [one] 1 gate blocks
   *[other] { $count } gates block
  }
engagements-field-language = Language you write in
engagements-field-language-hint = What both sides write is searched by the words of this language. Each person still reads Tandem in their own.
engagements-language-en = English
engagements-language-de = German
engagements-field-lapse = “Alone” lapses without use after
engagements-field-lapse-hint = Days, 7 to 730.
engagements-field-assist-free = Critical topics go without help before a handover for
engagements-field-assist-free-hint = Business days of the client, 1 to 60.
engagements-handover-rules = Handover
engagements-handover-rules-text = critical topics go without help for { $free }; what is not used for { $lapse } days lapses
