event-engagement-created = { $who } opened the engagement “{ $title }”
event-terms-changed = { $who } changed the terms of the engagement{ $lapse }{ $free }
event-seat-invited = { $who } invited { $name } ({ $role })
event-invitation-withdrawn = { $who } withdrew the invitation of { $name }
event-invitation-sent-again = { $who } sent the invitation of { $name } again
event-seat-taken = { $name } took a seat ({ $role })
event-seat-changed = { $who } changed the seat of { $name } ({ $role })
event-seat-lapsed = { $name } no longer belongs to { $party }; the seat ended with that
event-management-ended = { $name } no longer manages { $party }; the seat that came with that has ended
event-management-ended-stays = { $name } no longer manages { $party }, and stays here as { $role }
event-seat-ended = { $who } ended the seat of { $name }
event-scope-drafted = { $who } began version { $version } of the scope
event-scope-line-added = { $who } added { $ref } { $title } to version { $version }
event-scope-line-changed = { $who } changed { $ref } { $title } in version { $version }
event-scope-line-removed = { $who } took { $ref } { $title } out of version { $version }
event-scope-proposed = { $who } proposed version { $version } of the scope for signing
event-scope-signed = { $who } signed version { $version } of the scope for { $party }
event-scope-agreed = { $who } signed version { $version } of the scope for { $party }; it is agreed
event-scope-withdrawn = { $who } withdrew version { $version } of the scope
event-deliverable-planned = { $who } planned { $ref } { $title } under { $line }, due { $due }
event-deliverable-started = { $who } began work on { $ref } { $title }
event-deliverable-submitted = { $who } submitted { $ref } { $title } (submission { $submission })
event-submission-returned = { $who } returned submission { $submission } of { $ref } { $title }, citing { $count ->
    [one] criterion { $criteria }
   *[other] criteria { $criteria }
  }
event-submission-accepted = { $who } accepted submission { $submission } of { $ref } { $title }
event-review-reminded = Reminder: submission { $submission } of { $ref } { $title } is to be reviewed until { $due }
event-review-noticed = The review window of submission { $submission } of { $ref } { $title } ran out; formal notice, second window until { $due }
event-submission-deemed-accepted = Submission { $submission } of { $ref } { $title } is deemed accepted: both review windows ran out
event-about-engagement = the engagement
event-feedback-question = { $who } asked about { $about }{ $blocking ->
    [yes] {" "}(blocking)
   *[no] {""}
  }: { $ref } “{ $excerpt }”
event-feedback-concern = { $who } raised a concern about { $about }{ $blocking ->
    [yes] {" "}(blocking)
   *[no] {""}
  }: { $ref } “{ $excerpt }”
event-feedback-request = { $who } made a request about { $about }{ $blocking ->
    [yes] {" "}(blocking)
   *[no] {""}
  }: { $ref } “{ $excerpt }”
event-feedback-praise = { $who } praised { $about }: { $ref } “{ $excerpt }”
event-feedback-replied = { $who } replied to { $ref } “{ $excerpt }”
event-feedback-closed = { $who } closed { $ref } “{ $excerpt }”
event-feedback-reopened = { $who } reopened { $ref } “{ $excerpt }”
event-topic-planned = { $who } planned the handover of { $ref } { $title }
event-topic-changed = { $who } changed { $ref } { $title }
event-observed-watched = { $who } recorded: { $person } watched { $ref } { $title }
event-observed-together = { $who } recorded: { $person } did { $ref } { $title } together with an expert
event-observed-supervised = { $who } recorded: { $person } did { $ref } { $title } under supervision
event-observed-alone = { $who } recorded: { $person } did { $ref } { $title } alone
event-observed-taught = { $who } recorded: { $person } taught { $ref } { $title }
event-assist-logged = { $who } logged an assist on { $ref } { $title }: { $person } was helped for { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
  }
event-alone-attested = { $who } attested for { $party } that { $person } does { $ref } { $title } alone
event-milestone-planned = { $who } planned { $ref } { $title } for { $due }
event-milestone-changed = { $who } changed { $ref } { $title }
event-milestone-signed = { $who } signed { $ref } { $title } for { $party }
event-milestone-complete = { $who } signed { $ref } { $title } for { $party }; both sides have signed
event-milestone-ready = { $ref } { $title } can be signed: nothing blocks it any more
event-milestone-at-risk = { $ref } { $title } is at risk: at the pace of the last weeks it would be ready on { $day }
event-milestone-at-risk-no-pace = { $ref } { $title } is at risk: no level was gained lately, so nobody can say when it would be ready
event-milestone-late = { $ref } { $title } is late: its date has passed, and something still blocks it
event-milestone-blocked = { $ref } { $title } is blocked anew: { $gates }
event-wishes-stated = { $who } recorded { $count ->
    [one] a wish
   *[other] { $count } wishes
  } of { $said_by }: { $wishes }
event-wish = { $ref } “{ $excerpt }”
event-need-restated = { $who } restated { $ref } “{ $excerpt }” (round { $round })
event-need-confirmed = { $who } confirmed { $ref } “{ $excerpt }”
event-need-corrected = { $who } corrected the restatement of { $ref } “{ $excerpt }”
event-need-refused = { $who } said that { $ref } “{ $excerpt }” was not understood
event-need-parked = { $who } parked { $ref } “{ $excerpt }”
event-need-withdrawn = { $who } withdrew { $ref } “{ $excerpt }”
event-need-resumed = { $who } took up { $ref } “{ $excerpt }” again
event-request-within = { $who } placed { $ref } “{ $excerpt }” within { $line }
event-request-change = { $who } placed { $ref } “{ $excerpt }” outside the scope, as { $change }
event-request-client = { $who } placed { $ref } “{ $excerpt }” outside the scope, as the client’s own matter with { $owner }
event-request-parked = { $who } placed { $ref } “{ $excerpt }” outside the scope and parked it
event-change-raised = { $who } asked for a change: { $ref } { $title }
event-change-adds = { $who } wrote { $line } into the edits of { $ref } { $title }
event-change-changes = { $who } wrote what { $ref } { $title } changes in { $line }
event-change-removes = { $who } wrote that { $ref } { $title } takes out { $line }
event-change-keeps = { $who } took back the edit of { $line } in { $ref } { $title }
event-change-assessed = { $who } assessed { $ref } { $title }: { $days } business days, { $price }
event-change-offered = { $who } offered { $ref } { $title } as version { $version } of the scope
event-change-offer-withdrawn = { $who } took back the offer of { $ref } { $title }
event-change-accepted = { $who } accepted { $ref } { $title }; version { $version } of the scope is agreed
event-change-declined = { $who } declined { $ref } { $title }
event-change-withdrawn = { $who } withdrew { $ref } { $title }
event-change-parked = { $who } parked { $ref } { $title }
event-change-resumed = { $who } took up { $ref } { $title } again
event-decision-what = { $who } asked for a What: { $ref } “{ $question }”
event-decision-how = { $who } asked for a How: { $ref } “{ $question }”
event-decision-advised = { $who } advised “{ $option }” on { $ref } “{ $question }”
event-decision-made = { $who } decided { $ref } “{ $question }”: { $option }
event-decision-overruled = { $who } overruled the expert on { $ref } “{ $question }”: { $option }
event-decision-withdrawn = { $who } withdrew { $ref } “{ $question }”
event-echo-asked = { $days } days after the handover of { $ref } { $title }: does the client still run it alone?
event-echo-alone = { $who } says that { $ref } { $title } is still run alone
event-echo-not-alone = { $who } says that { $ref } { $title } is no longer run alone ({ $feedback })
event-session-planned = { $who } planned { $ref } { $title } for { $when }
event-session-changed = { $who } changed the plan of { $ref } { $title }: { $when }
event-session-begun = { $who } began { $ref } { $title }
event-session-cancelled = { $who } cancelled { $ref } { $title } of { $when }
event-session-recorded = { $who } recorded { $ref } { $title }{ $count ->
    [0] {""}
    [one] , with one next step
   *[other] , with { $count } next steps
  }
event-session-amended = { $who } recorded { $ref } { $title } once more{ $count ->
    [0] {""}
    [one] , with one new next step
   *[other] , with { $count } new next steps
  }
event-session-confirmed = { $who } confirmed { $ref } { $title }: that is how it was
event-session-corrected = { $who } corrected the record of { $ref } { $title }
event-step-done = { $who } did { $ref }: { $text }
event-step-dropped = { $who } said that { $ref } is no longer agreed: { $text }
event-effect-reported = { $who } reported an effect on { $area }: { $ref } “{ $excerpt }”
event-effect-acknowledged = { $who } acknowledged { $ref } “{ $excerpt }”; { $owner } owns it
event-effect-handed-on = { $who } named another owner of { $ref } “{ $excerpt }”: { $owner }
event-effect-settled = { $who } said how { $ref } “{ $excerpt }” was settled
event-effect-withdrawn = { $who } took back { $ref } “{ $excerpt }”
event-effect-declined = { $who } said that { $ref } “{ $excerpt }” is no effect of this work
event-files-laid-ready = { $who } laid { $names } ready for { $ref } { $title }
event-files-to-submission = { $who } attached { $names } to submission { $submission } of { $ref } { $title }
event-files-to-topic = { $who } attached { $names } to { $ref } { $title }
event-files-to-observation = { $who } attached { $names } to an observation on { $ref } { $title }
event-files-to-feedback = { $who } attached { $names } to { $ref } “{ $title }”
event-files-to-session = { $who } attached { $names } to { $ref } { $title }
event-file-taken-away = { $who } took { $name } away from { $ref } { $title }
event-gate-people = people at the level of { $about }
event-gate-deliverable = acceptance of { $about }
event-gate-assists = time without assists on { $about }
event-gate-runbook = runbook of { $about }
event-gate-owner = owner of { $about }
event-gate-feedback = blocking feedback { $about }
event-gate-change = open change { $about }
event-gate-effect = effect { $about }
event-gate-cover = cover of { $about }
event-waiver-asked = { $who } asked to waive a gate of { $milestone } until { $until } ({ $gate }; { $ref }): “{ $reason }”
event-waiver-agreed = { $who } agreed to { $ref }: a gate of { $milestone } is waived until { $until } ({ $gate })
event-waiver-declined = { $who } declined { $ref }: a gate of { $milestone } is not waived until { $until } ({ $gate })
event-waiver-ended = { $who } ended { $ref }: a gate of { $milestone } counts again ({ $gate })
event-waiver-withdrawn = { $who } took back { $ref }, the waiver of a gate of { $milestone } ({ $gate })
event-waiver-lapsed = { $ref } lapsed: nobody answered whether a gate of { $milestone } is waived ({ $gate })
event-terms-lapse = ; “alone” lapses after { $is } days without use instead of { $was }
event-terms-assist-free = ; critical topics go without help for { $is } business days instead of { $was }
event-unknown = Something happened that this version of Tandem cannot put into words yet ({ $about })
event-unknown-by = { $who } did something that this version of Tandem cannot put into words yet ({ $about })
