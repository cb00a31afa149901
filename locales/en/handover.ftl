# The ladder

handover-level-0 = none
handover-level-1 = watched
handover-level-2 = together
handover-level-3 = supervised
handover-level-4 = alone
handover-level-5 = teaches
handover-mode-watched = Watched
handover-mode-watched-means = Looked on while an expert did it.
handover-mode-together = Together
handover-mode-together-means = Did it together with an expert.
handover-mode-supervised = Supervised
handover-mode-supervised-means = Did it while an expert looked on.
handover-mode-alone = Alone
handover-mode-alone-means = Did it without an expert. Two real cases on different days can be attested as level 4.
handover-mode-taught = Taught
handover-mode-taught-means = Taught it to somebody else.
handover-lapsed = Lapsed from “alone”: not done without help for { $days } days
handover-unaided-days = { $days ->
    [one] An unaided real case on one day; { $needed } are needed
   *[other] Unaided real cases on { $days } days; { $needed } are needed
  }
handover-attested-by = { $party } attests that it is done alone
handover-attestation-missing = { $party } has yet to attest that it is done alone
handover-seat-ended = no seat any more
handover-ladder-rule = Level 4 takes two unaided real cases on different days and an attestation from each side; level 5, that somebody who was taught reached level 3. What is not used for { $days } days falls back to level 3.

# The gates

handover-gate-pass = Passed
handover-gate-warning = Warning
handover-gate-blocked = Blocked
handover-gate-waived = Waived
handover-gate-next = { $party } ({ $who }):
handover-gate-waived-until = Waived by both sides until { $until }
handover-gate-waiver-asked = { $party } asks to waive it until { $until }
handover-days-left = { $days ->
    [0] no business day left
    [1] one business day left
    [2] two business days left
    [3] three business days left
    [4] four business days left
    [5] five business days left
   *[other] { $days } business days left
  }
handover-gate-people-enough = { $ref } has { $have ->
    [1] one person
    [2] two people
    [3] three people
   *[other] { $have } people
  } at level { $level } and needs { $needed ->
    [1] one
    [2] two
    [3] three
   *[other] { $needed }
  }
handover-gate-people-short = { $ref } has { $have ->
    [1] one person
    [2] two people
    [3] three people
   *[other] { $have } people
  } at level { $level } and needs { $needed ->
    [2] two
    [3] three
    [4] four
    [5] five
   *[other] { $needed }
  }
handover-gate-people-nobody = { $ref } has nobody at level { $level }
handover-gate-accepted = { $ref } is accepted
handover-gate-deemed = { $ref } is only deemed accepted
handover-gate-open-due = { $ref } is not accepted ({ $left })
handover-gate-open = { $ref } is not accepted
handover-gate-assist = An assist on { $ref } on { $day }
handover-gate-assist-free = No assist on { $ref } in the last { $days } business days
handover-gate-no-runbook = { $ref } has no runbook
handover-gate-unrehearsed = The runbook of { $ref } has not been rehearsed
handover-gate-rehearsed = The runbook of { $ref } was rehearsed by { $name }
handover-gate-owner = { $name } owns it at { $party }
handover-gate-owner-left = { $name }, who owns it, has no seat any more
handover-gate-no-owner = { $ref } has no owner at { $party }
handover-gate-feedback = { $ref } on { $about } blocks and is open
handover-gate-change = { $ref } is open and touches { $line }
handover-gate-no-change = No open change touches what it covers
handover-next-change = bring { $ref } to an end: agree on it, park it or withdraw it
handover-gate-effect = { $ref } ({ $area }) is not acknowledged
handover-gate-no-effect = No effect elsewhere waits to be acknowledged
handover-next-effect = acknowledge { $ref } and name its owner, or say why it is none
handover-gate-feedback-engagement = { $ref } on the engagement as a whole blocks and is open
handover-gate-no-cover = { $ref } covers no topic and no deliverable: only its text is signed
handover-gate-no-feedback = No blocking feedback is open on what it covers
handover-next-invite = invite somebody who will take it over
handover-next-watch = { $name } watches a case
handover-next-together = { $name } does a case together with an expert
handover-next-supervised = { $name } does a case under supervision
handover-next-unaided = { $cases ->
    [one] { $name } does one more real case unaided, on another day
   *[other] { $name } does { $cases } real cases unaided, on different days
  }
handover-next-attest = attest that { $name } does it alone
handover-next-again = { $name } does a case alone again
handover-next-teach = { $name } teaches it to somebody
handover-next-review = accept { $ref } or return it
handover-next-submit = hand { $ref } in
handover-next-assist-free = do { $ref } without help until { $day }
handover-next-runbook = attach the runbook to { $ref }
handover-next-rehearse = do a case of { $ref } by its runbook, under supervision or alone
handover-next-owner = name an owner at { $party }
handover-next-answer = answer { $ref }
handover-next-cover = choose what { $ref } covers, if it covers anything
handover-next-close = close { $ref } if it is settled

# Light and forecast

handover-light-late = late
handover-light-at-risk = at risk
handover-light-on-track = on track
handover-light-ready = ready
handover-counts = { $passed } of { $all } gates pass{ $warned ->
    [0] {""}
    [one] , one of them with a warning
   *[other] , { $warned } of them with a warning
  }{ $waived ->
    [0] {""}
    [one] , one of them waived
   *[other] , { $waived } of them waived
  }{ $blocked ->
    [0] {""}
    [one] ; one blocks
   *[other] ; { $blocked } block
  }
handover-forecast-steps = { $steps ->
    [0] No step on the ladder is missing on the covered topics.
    [one] One step on the ladder is missing on the covered topics.
   *[other] { $steps } steps on the ladder are missing on the covered topics.
  }
handover-forecast-gains = In the last { $window } business days { $gains ->
    [0] none was gained.
    [one] one was gained.
   *[other] { $gains } were gained.
  }
handover-forecast-pace = At this pace that takes { $days ->
    [one] one business day
   *[other] { $days } business days
  }, until { $day }.
handover-forecast-deliverables = The last covered deliverable that is not accepted is due on { $day }.
handover-forecast-assists = Assists on critical topics count until { $day }.
handover-forecast-date = Forecast: { $day }.
handover-forecast-none = Without a pace there is no forecast.

# Grid and milestones

handover-title = Handover
handover-lead = From when the client does things alone, and how far everybody is on the way there.
handover-milestones = Milestones
handover-milestones-none = No milestone is planned yet
handover-milestones-none-text = A milestone is the agreement from when the client runs which topics alone. The provider’s manager plans it.
handover-plan-milestone = Plan a milestone
handover-grid = Who does what at which level
handover-grid-text = Each cell opens its evidence. The notch marks the level that is needed.
handover-topics-none = No topic is planned yet
handover-topics-none-text = A topic is a business process or a skill that is handed over. The provider plans it under a service line of the agreed scope.
handover-plan-topic = Plan a topic
handover-topic = Topic
handover-critical = critical
handover-unseen = Nothing was recorded yet of: { $names }
handover-log-observation = Record an observation
handover-log-assist = Record an assist
handover-signed = signed
handover-signed-at = Signed by both sides:

# A topic

handover-critical-means = Critical: the client cannot do a day without it.
handover-topic-gates = What this topic takes
handover-people = People
handover-people-none = Nobody at the client has a seat in which topics are taken over.
handover-attest = Attest that { $name } does it alone
handover-attest-confirm = Your side’s word that { $name } does this alone cannot be taken back. Attest it?
handover-evidence = Evidence
handover-evidence-none = Nothing was seen yet
handover-evidence-none-text = Whoever was there records what somebody did, and where an expert had to help.
handover-evidence-link = Where it can be seen
handover-feedback = Feedback
handover-feedback-none = There is no feedback on this.
handover-feedback-open = open
handover-feedback-blocking = blocking
handover-feedback-closed = closed
handover-give-feedback = Give feedback on this
handover-needs = Needs
handover-need = { $people ->
    [one] one person at level { $level } ({ $word })
   *[other] { $people } people at level { $level } ({ $word })
  }
handover-line = Service line
handover-runbook = Runbook
handover-runbook-open = Open the runbook
handover-runbook-there = See the runbook
handover-runbook-attach = Attach the runbook as a file
handover-runbook-none = none attached yet
handover-covered-by-none = covered by none yet
handover-edit-topic = Change this topic
handover-real-case = real case
handover-exercise = exercise
handover-by-runbook = by the runbook
handover-said = { $said }; recorded by { $name }
handover-said-watched = watched on { $day }
handover-said-together = did it together with an expert on { $day }
handover-said-supervised = did it under supervision on { $day }
handover-said-alone = did it alone on { $day }
handover-said-taught = taught { $learner } on { $day }
handover-said-assist = was helped by { $helper } on { $day }, { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
  }

# Forms

handover-choose = Please choose
handover-nobody = Nobody
handover-save = Save
handover-back = Back
handover-plan-topic-lead = A business process or a skill that the client is going to run alone.
handover-no-lines = A topic belongs to a service line of the agreed scope. As soon as both sides have signed a scope version, topics can be planned.
handover-topic-title = Title
handover-topic-title-hint = What is done, in the words of those who do it: “Clear price mismatches”.
handover-line-hint = The agreed service under which it is handed over.
handover-is-critical = Critical
handover-is-critical-hint = The client cannot do a day without it. Two people then have to do it alone, and assists in the last ten business days block the handover.
handover-people-needed = People needed
handover-people-needed-hint = Left empty: two when it is critical, otherwise one.
handover-target-level = Level needed
handover-target-level-hint = Usually 4, alone.
handover-runbook-hint = The address where it is kept.
handover-topic-text = Description
handover-topic-text-hint = What belongs to it and what does not.
handover-observation-lead = What somebody at the client was seen doing. The level on the ladder follows from it.
handover-nothing-to-log = There is nothing to record yet: it takes a topic and somebody at the client with a seat.
handover-person = Who
handover-mode = How
handover-learner = Who was taught
handover-learner-hint = Only for “Taught”.
handover-day = Day
handover-day-hint = The date at the client’s place.
handover-is-real-case = A real case
handover-is-real-case-hint = Not an exercise. Only real cases count towards “alone”.
handover-followed-runbook = By the runbook
handover-followed-runbook-hint = Under supervision or alone, this counts as its rehearsal.
handover-what-was-done = What was done
handover-what-was-done-hint = So that somebody who was not there can follow: “Cleared nine exceptions, two with a credit note.”
handover-evidence-url = Where it can be seen
handover-evidence-url-hint = The address of a case, a recording, a list.
handover-log-means = What was recorded stays: it cannot be changed or removed.
handover-assist-lead = Help that an expert had to give. It shows what is not yet handed over.
handover-helped = Who was helped
handover-helper = Who helped
handover-minutes = Minutes
handover-with-what = With what
handover-with-what-hint = “XML without an order number.”

# A milestone

handover-readiness = How ready it is
handover-gates = Gates
handover-gates-recorded = The gates as they stood when it was signed
handover-signatures = Signatures
handover-signature-open = To be signed by: { $role }
handover-signature-blocked = Can be signed as soon as no gate blocks.
handover-read-and-sign = Read and sign
handover-owner = Owner at the client
handover-owner-none = nobody is named yet
handover-topics = Topics
handover-deliverables = Deliverables
handover-covers-none = none
handover-planned-by = Planned by
handover-edit-milestone = Change this milestone
handover-plan-milestone-lead = From when the client runs what alone: the text that both sides will sign.
handover-signature-falls = One side has signed this text. Changing it removes that signature.
handover-milestone-title = Title
handover-milestone-title-hint = Such as “Handover”.
handover-at = From when
handover-at-hint = Date and time by the client’s clocks ({ $zone }).
handover-agreement = Agreement
handover-agreement-hint = “From 31 July, 18:00, the client runs incoming invoices without assistance. Later requests are new orders.”
handover-owner-hint = Who answers for it at the client. Without an owner it cannot be signed.
handover-milestone-means = It can be changed until both sides have signed it.
handover-sign-title = Sign
handover-sign-lead = You sign for { $party }. In force from:
handover-typed-name = Your full name
handover-typed-name-hint = Typing it is your signature.
handover-sign-means = Signing cannot be taken back. The other side is asked to sign next.
handover-sign-completes = Signing cannot be taken back. With your signature the handover is complete.
handover-sign-closes = This is the last milestone: with your signature the engagement is closed and can only be read from then on.
handover-sign-for = Sign for { $party }

# Answers

flash-handover-topic-planned = The topic is planned.
flash-handover-topic-changed = The topic is changed.
flash-handover-observation-logged = The observation is recorded.
flash-handover-assist-logged = The assist is recorded.
flash-handover-attested = Your side’s attestation is recorded.
flash-handover-milestone-planned = The milestone is planned.
flash-handover-milestone-changed = The milestone is changed.
flash-handover-signed = You have signed.
form-error-handover-future = This day has not come yet.
form-error-handover-learner = Whoever teaches, teaches somebody else.
refused-handover-future = What has not happened yet cannot be recorded.
refused-handover-learner = Teaching takes somebody else who is taught.
refused-handover-no-learner = Only teaching has somebody who is taught.
refused-handover-line = { $line } is no service line of the agreed scope.
refused-handover-seat-ended = { $name } has no seat in this engagement any more.
refused-handover-not-unaided = “Alone” can be attested after two unaided real cases on different days.
refused-handover-topic-changed = Somebody has changed this topic since you opened it. Look at it again before you change it.
refused-milestone-changed = Somebody has changed this milestone since you opened it. Look at it again before you change it.
refused-milestone-under-signature = This milestone bears a signature; its text is not changed under it.
handover-tampered = The stored text no longer matches the digest under which it was signed. Please do not rely on it, and tell the people who run this server.
refused-milestone-signed = Both sides have signed this milestone; it can no longer be changed.
refused-milestone-blocked = Gates still block this handover. Its page says which, and who opens them.
refused-handover-name = Only your own name can stand under your signature. Type it as it stands in your account.
refused-handover-topic-signed = This topic is part of a handover that was signed. Only its wording and its runbook can still be changed.

# Waivers, echoes, weeks

handover-waiver = Waiver of a gate
handover-waivers = Waivers
handover-waiver-new = Ask the other side to waive a gate
handover-waiver-ask = Ask to waive it
handover-waiver-lead = A gate that both sides waive does not hold the handover back for a while. The waiver stands with both names, its reason and its last day in what is signed.
handover-waiver-gate = Gate
handover-waiver-now = Today
handover-waiver-reason = Why can it be waived?
handover-waiver-reason-hint = And what happens until its last day.
handover-waiver-until = Holds through
handover-waiver-asked-until = Asked for through
handover-waiver-until-hint = { $latest } at the latest.
handover-waiver-means = It holds only when { $party } agrees. Until then you can take it back.
handover-waiver-story = What was said
handover-waiver-said-asked = asked for it
handover-waiver-said-ended = took it back
handover-waiver-asked = asked for
handover-waiver-holds = holds
handover-waiver-expired = expired
handover-waiver-declined = declined
handover-waiver-withdrawn = taken back
handover-waiver-ended = ended
handover-waiver-lapsed = lapsed
handover-waiver-answer = Your answer
handover-waiver-answer-text = Remark
handover-waiver-answer-hint = Needed if you decline.
handover-waiver-agree-means = If you agree, this gate does not hold back { $milestone } until { $until }. Either side can end the waiver as long as both have not signed the handover.
handover-waiver-agree = Agree
handover-waiver-decline = Decline
handover-waiver-end = Take it back
handover-waiver-end-confirm = The gate counts again then. Really take it back?
handover-echoes = After the handover
handover-echoes-text = Some time afterwards the client is asked whether it still runs alone what it took over.
handover-echo-on = { $day }, { $days } days after it
handover-echo-ahead = Ahead
handover-echo-asked = Asked
handover-echo-alone = Still run alone
handover-echo-not-alone = No longer run alone
handover-echo-answer = Answer the question
handover-holds-until = Holds without further use until { $day }
handover-evidence-of = What concerns { $name }.
handover-evidence-all = Show all
handover-weeks = Without help, week by week
handover-weeks-text = Real cases of the last { $weeks } weeks: one in which somebody was helped and also seen counts once. Watching does not count.
handover-weeks-none = No real cases were recorded in the last weeks.
handover-week-of = Week of { $day }
handover-week-none = no cases
handover-week-share = { $unaided } of { $cases } without help ({ $share })
handover-week-minutes = { $minutes ->
    [one] one minute of help
   *[other] { $minutes } minutes of help
  }
flash-handover-waiver-asked = the other side is asked.
flash-handover-waiver-agreed = You have agreed to the waiver.
flash-handover-waiver-declined = you have declined the waiver.
flash-handover-waiver-ended = the waiver is taken back.
form-error-waiver-day = Choose a day from today on, 180 days ahead at most.
refused-waiver-not-blocked = There is no blocked gate here that could be waived.
refused-waiver-asked = A waiver of this gate is already asked for.
refused-waiver-day = A waiver holds until a day from today on, 180 days ahead at most.
refused-waiver-own = Your side asked for it; only the other side can answer.
refused-waiver-answered = This waiver was answered or taken back meanwhile.
refused-waiver-over = There is nothing to take back any more.
refused-terms-under-signature = A handover bears one side’s signature. Until the other side has signed it, too, its rules stay as they were signed.
refused-waiver-why = Please say why you decline.

# How the readiness of a milestone has moved.
handover-trend = How that has moved
handover-trend-moves = { $weeks ->
    [one] A week ago { $then } of { $then_all } gates passed, today { $now } of { $now_all }.
   *[other] { $weeks } weeks ago { $then } of { $then_all } gates passed, today { $now } of { $now_all }.
  }
handover-trend-ended = { $weeks ->
    [one] Within a week it went from { $then } of { $then_all } passed gates to { $now } of { $now_all }; then it was signed.
   *[other] Within { $weeks } weeks it went from { $then } of { $then_all } passed gates to { $now } of { $now_all }; then it was signed.
  }
handover-trend-none = There is nothing to compare yet. How it stands is written down once a day; the line begins in a week.
handover-trend-open = { $count ->
    [one] passed: one gate
   *[other] passed: { $count } gates
  }
handover-trend-all = { $count ->
    [one] all: one gate
   *[other] all: { $count } gates
  }
handover-trend-table = Week by week
handover-trend-day = Day
handover-trend-passed = Passed
handover-trend-warned = With a warning
handover-trend-gates = Gates
handover-trend-light = Light
handover-trend-left = Time left
handover-trend-forecast = Forecast
