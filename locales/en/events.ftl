event-engagement-created = { $who } opened the engagement “{ $title }”
event-terms-changed = { $who } changed the terms of the engagement
event-seat-invited = { $who } invited { $name } ({ $role })
event-invitation-withdrawn = { $who } withdrew the invitation of { $name }
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
