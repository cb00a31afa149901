# Results promised by a scope line, submitted and reviewed.

deliverables-title = Deliverables
deliverables-lead = What was promised under each service line, how far it is, and whose turn it is.
deliverables-state-planned = planned
deliverables-state-in-work = in work
deliverables-state-submitted = in review
deliverables-state-returned = returned
deliverables-state-accepted = accepted
deliverables-state-deemed-accepted = deemed accepted

deliverables-no-scope = No scope is agreed yet
deliverables-no-scope-text = Deliverables are promised under the service lines of the agreed scope. As soon as both sides have signed it, the provider plans the first one here.
deliverables-to-scope = Go to the scope
deliverables-none = Nothing is planned yet
deliverables-none-text = A deliverable is a result promised under a service line, with a due date and acceptance criteria. The provider plans the first one; the client reviews what is handed in.
deliverables-progress = Progress by service line
deliverables-accepted-of = { $finished } of { $planned } accepted
deliverables-nothing-planned = nothing planned yet
deliverables-all-of-line = All { $count } of { $line }
deliverables-due-on = Promised for { $day }

deliverables-plan = Plan a deliverable
deliverables-plan-lead = A deliverable is promised under one service line of the agreed scope and answers for its acceptance criteria.
deliverables-which-line = Which service line does it belong to?
deliverables-go-on = Continue
deliverables-under-line = Under the service line
deliverables-other-line = Choose another line
deliverables-name = Title
deliverables-name-hint = The result in a few words, such as “Runbook for accounts payable”.
deliverables-text = What it will be
deliverables-text-hint = What is handed over, and what is not. Markdown works.
deliverables-due = Due
deliverables-line-due = { $line } as a whole is due on { $day }.
deliverables-which-criteria = Which criteria of the line does it answer for?
deliverables-which-criteria-hint = The client reviews it against these. They are copied as they are agreed now.
deliverables-line-without-criteria = This line has no acceptance criteria. The client will accept or return the deliverable as a whole.
deliverables-plan-it = Plan this deliverable
deliverables-plan-means = Both sides see it at once; it becomes the provider’s turn to hand it in by the due date.

deliverables-promise = What is promised
deliverables-criteria = Acceptance criteria
deliverables-without-criteria = Its line has no acceptance criteria; it is accepted or returned as a whole.
deliverables-story = What happened
deliverables-facts = At a glance
deliverables-line = Service line
deliverables-planned-by = Planned by
deliverables-started = Work began
deliverables-feedback = Feedback
deliverables-no-feedback = Nobody has said anything on this deliverable yet.
deliverables-give-feedback = Give feedback on { $ref }
deliverables-feedback-blocking = blocking
deliverables-feedback-open = open
deliverables-feedback-closed = closed

deliverables-handed-in = handed in submission { $submission }
deliverables-files-ready = Files for submission { $submission }
deliverables-files-none-ready = None are laid ready yet. Attach them first; handing in takes them along.
deliverables-files-add = Add files to this submission
deliverables-files-locked = The files are locked since the review.
deliverables-said-accepted = accepted submission { $submission }
deliverables-said-returned = returned submission { $submission }
deliverables-said-deemed = Submission { $submission } is deemed accepted: both review windows ran out.
deliverables-clock-ahead = Review within { $first } of a submission{ $reminds ->
    [yes] {", with a reminder one business day before the end"}
   *[no] {""}
  }; then formal notice and a second window of { $second }; then it is deemed accepted.
deliverables-clock-ahead-remind = Review within { $first } of a submission{ $reminds ->
    [yes] {", with a reminder one business day before the end"}
   *[no] {""}
  }; then a formal reminder and a second window of { $second }. Nothing is accepted without a review.
deliverables-clock = Review until { $first }{ $reminds ->
    [yes] {", with a reminder on "}{ $remind }
   *[no] {""}
  }; then formal notice and a second window until { $second }; then it is deemed accepted.
deliverables-clock-remind = Review until { $first }{ $reminds ->
    [yes] {", with a reminder on "}{ $remind }
   *[no] {""}
  }; then a formal reminder and a second window until { $second }. Nothing is accepted without a review.
deliverables-reminded = Reminder to the reviewers: the first review window ends on { $first }.
deliverables-noticed = Formal notice: the first review window ran out. Second window until { $second }; then it is deemed accepted.
deliverables-noticed-remind = Formal reminder: the first review window ran out. Second window until { $second }. Nothing is accepted without a review.
deliverables-at-rest = Nobody’s turn: accepted, nothing left to do.
deliverables-at-rest-deemed = Nobody’s turn: deemed accepted, because no review came in. It stays a warning for the handover.
deliverables-waits-for-review = A sponsor or lead of { $party } can accept or return this submission.
deliverables-waits-for-submission = A manager or consultant of { $party } can hand in a submission.

deliverables-hand-in = Hand it in
deliverables-start = Work has begun
deliverables-notes = What was done, and how
deliverables-notes-hint = What should the client look at, and what changed since the last submission? Markdown works.
deliverables-links = Links
deliverables-links-hint = One a line, ten at most: where the result can be seen.
deliverables-submit = Submit submission { $submission }
deliverables-review = Review submission { $submission }
deliverables-met = met
deliverables-not-met = not met
deliverables-remark-on = Remark on criterion { $position }
deliverables-remark-on-hint = What is missing? Needed when it is not met.
deliverables-remark = Remark on the whole
deliverables-review-means = Accepting takes every criterion met and ends the review. Returning asks for a better submission and names the criteria that are not met.
deliverables-accept = Accept submission { $submission }
deliverables-return = Return it

flash-deliverables-planned = The deliverable is planned.
flash-deliverables-started = Work on it has begun.
flash-deliverables-submitted = The submission is handed in. It is now the client’s turn to review it.
flash-deliverables-accepted = The submission is accepted.
flash-deliverables-returned = The submission is returned. It is now the provider’s turn.

form-error-no-criterion = Choose at least one criterion.
form-error-links = Each line must be a web address that starts with https:// or http://.
form-error-too-many-links = At most ten links go with a submission.
form-error-no-verdict = Accept the submission or return it.
form-error-unjudged = Say whether this criterion is met.
form-error-unmet-without-remark = Say what is missing.
form-error-accepted-unmet = A submission is accepted when all criteria are met. Return it, or look at this criterion again.
form-error-returned-met = Returning a submission takes at least one criterion that is not met.
form-error-returned-without-reason = Say why you return it.

refused-deliverable-begun = Work on this deliverable has begun already.
refused-under-review = Submission { $submission } is under review. A new one can be handed in when it is returned.
refused-deliverable-finished = Submission { $submission } was accepted; nothing more can be handed in.
refused-newer-submission = Submission { $newer } has come in meanwhile; you reviewed submission { $submission }. Please look at the newer one and decide again.
refused-deemed-accepted = Both review windows ran out meanwhile; submission { $submission } is deemed accepted.
refused-verdict-unfounded = A submission is accepted when every criterion is met, and returned when one is not, with a remark on it.
refused-line-not-agreed = { $line } is not a service line of the agreed scope.
refused-scope-moved-on = Version { $version } of the scope was agreed meanwhile. Please choose the criteria as they are now.
refused-no-criterion = A deliverable answers for at least one criterion of its line.
refused-too-many-links = At most ten links go with a submission.
