# Versions

scope-title = Scope, version { $version }
scope-version = Version { $version }
scope-versions = All versions
scope-all-versions = All versions of the scope
scope-draft = draft
scope-proposed = proposed
scope-agreed = agreed
scope-superseded = superseded
scope-withdrawn = withdrawn
scope-since-draft = begun by { $by } on { $day }
scope-since-proposed = proposed by { $by } on { $day }
scope-since-agreed = agreed on { $day }
scope-since-superseded = superseded on { $day }
scope-since-withdrawn = withdrawn on { $day }
scope-turn = { $party }’s turn: read and sign,
scope-due = due { $day } ({ $left })
scope-due-now = { $left } ({ $day })
scope-rest-draft = A draft of { $party }: its text still changes, and there is nothing to sign yet.
scope-rest-proposed = Waits for signatures.
scope-rest-agreed = Agreed: this is what counts. A change needs a new version that both sides sign.
scope-rest-superseded = Superseded: a later version counts. This one stays as it was signed.
scope-rest-withdrawn = Withdrawn: this version never counted.
scope-broken-digest = The stored text no longer matches the digest under which it was proposed. Please do not rely on it, and tell the people who run this server.
scope-open-too = { $state ->
    [draft] A draft of the next version is being written.
   *[proposed] The next version is proposed and waits for signatures.
  }
scope-open-version = Open version { $version }
scope-draft-lead = Nothing is agreed yet; this is a draft.

# The index

scope-empty-title = Nothing is agreed yet
scope-empty-text = The scope says what is delivered, what is not, what the client contributes and how both work together. It counts once both sides have signed it.
scope-empty-who = { $party } begins the first draft. You see it here as soon as it exists.
scope-begin = Begin the first draft
scope-next-version = Change what is agreed
scope-next-version-text = A new version begins as a copy of the agreed one, which counts until both sides have signed the new one.
scope-begin-next = Begin the next version

# The document

scope-services = Services
scope-exclusions = Not included
scope-client-duties = What the client contributes
scope-ways-of-working = How we work
scope-services-none = No service is named.
scope-exclusions-none = Nothing is excluded by name.
scope-client-duties-none = No duty of the client is named.
scope-ways-of-working-none = No way of working is agreed.
scope-criteria-lead = Accepted when:
scope-days = Business days
scope-price = Price
scope-due-on = Due
scope-sums = Sums
scope-sum-days = Business days, all services
scope-sum-price = Price of all services (net, without VAT)
scope-without-days = { $count ->
    [one] One service names no days; the sum leaves it out.
   *[other] { $count } services name no days; the sum leaves them out.
  }
scope-without-price = { $count ->
    [one] One service names no price; the sum leaves it out.
   *[other] { $count } services name no price; the sum leaves them out.
  }
scope-signatures = Signatures
scope-unsigned-draft = To be signed once the draft is proposed.
scope-unsigned-withdrawn = Withdrawn before it was signed here.
scope-unsigned-client = Not signed yet. A sponsor of this side can sign.
scope-unsigned-provider = Not signed yet. A manager of this side can sign.
scope-sign-waits-for-you = This signature waits for you.
scope-read-and-sign = Read and sign

# Drafting

scope-add-service = Add a service
scope-add-exclusion = Add an exclusion
scope-add-client-duty = Add a duty of the client
scope-add-way-of-working = Add a way of working
scope-edit = Edit
scope-edit-title = Edit { $ref }
scope-edit-heading = Edit the line
scope-up = Move { $ref } up
scope-down = Move { $ref } down
scope-remove = Remove { $ref }
scope-remove-confirm = Take “{ $title }” out of the draft? Its reference is not used again.
scope-in-draft = In the draft of version { $version }
scope-line-title = Title
scope-line-text = Text
scope-line-text-hint = What it comprises. Markdown is fine.
scope-line-criteria = Acceptance criteria
scope-line-criteria-hint = One in each line, 30 at most. Results are reviewed against these.
scope-line-days = Business days
scope-line-days-hint = Whole days. Progress is weighted by them.
scope-line-price = Price (net, without VAT)
scope-line-price-in = Price in { $currency } (net, without VAT)
scope-line-due = Due date
scope-line-save = Save the line
scope-line-cancel = Back without saving
scope-other-title = Somebody else changed this line while you were writing.
scope-other-text = This is what it says now. Below is what you typed; take over what should stay, and save again.
scope-propose-heading = Propose this draft
scope-warnings = Look at this before you propose:
scope-lacks-criteria = has no acceptance criteria, so nobody can tell when it is done
scope-lacks-due = has no due date
scope-lacks-days = has no business days, so it does not count towards progress
scope-propose-means = Proposing freezes the text. Both sides are then asked to sign it as it stands.
scope-propose = Propose version { $version } for signing
scope-propose-confirm = Propose this version? Its text cannot be changed after that.
scope-propose-who = A manager of { $party } proposes the draft.
scope-withdraw-heading = Give this version up
scope-withdraw-means = A withdrawn version stays readable but never counts. The agreed version, if there is one, is not touched.
scope-withdraw = Withdraw version { $version }
scope-withdraw-confirm = Withdraw this version? This cannot be taken back.

# Signing

scope-sign-title = Sign version { $version } of the scope
scope-sign-lead = Please read the whole text. You sign it for { $party } at its end.
scope-sign-heading = Sign version { $version } for { $party }
scope-sign-means = With your name you commit { $party } to exactly this text, which is identified by its digest. It is agreed as soon as both sides have signed it.
scope-sign-name = Your full name
scope-sign-name-hint = Type your name as it stands in your account: { $name }
scope-sign = Sign version { $version }
scope-sign-consequence = Signing cannot be taken back; a change needs a new version.
scope-back-to = Back to version { $version }

# One line

scope-line-gone = A line that was taken out
scope-line-gone-text = This line was taken out of its draft before anything was agreed. Its reference is not used again.
scope-line-versions = In which versions
scope-line-first = first version with this line
scope-line-unchanged = unchanged
scope-line-changed = changed: { $parts }
scope-deliverables-none = No deliverable is planned under this line.
scope-deliverable-due = due { $day }
scope-deliverable-planned = planned
scope-deliverable-in-work = in work
scope-deliverable-submitted = submitted
scope-deliverable-returned = returned
scope-deliverable-accepted = accepted
scope-deliverable-deemed-accepted = deemed accepted
scope-feedback-none = Nobody has given feedback on this line.
scope-feedback-question = Question
scope-feedback-concern = Concern
scope-feedback-request = Request
scope-feedback-praise = Praise
scope-feedback-open = open
scope-feedback-closed = closed
scope-feedback-blocking = blocking
scope-give-feedback = Give feedback on { $ref }
scope-topics = Topics that are handed over
scope-topic-critical = critical

flash-scope-drafted = The draft is begun. Write its lines section by section.
flash-scope-line-added = The line is in the draft.
flash-scope-line-changed = The line is saved.
flash-scope-line-moved = The line is moved.
flash-scope-line-removed = The line is taken out of the draft.
flash-scope-proposed = The version is proposed. Both sides are asked to sign it.
flash-scope-withdrawn = The version is withdrawn.
flash-scope-signed = You have signed. The other side is still to sign.
flash-scope-agreed = You have signed, and with that the version is agreed.

form-error-scope-price = Enter a price that is not below zero and not beyond all measure.
form-error-scope-criterion = A criterion is longer than 500 characters or contains invisible control characters.
form-error-scope-criteria = There can be at most 30 criteria. Split the service in two.
form-error-scope-lines = A version has at most 300 lines. Put into one line what belongs together.

refused-scope-agreed-meanwhile = Another version was agreed since you opened the page. Look at it before you begin the next one.
refused-scope-withdrawn = This version was withdrawn.
refused-scope-empty = The draft is empty. Add a service before it can be proposed.
refused-scope-no-service = The draft names no service. Add at least one before it can be proposed.
refused-scope-not-proposed = This version is still a draft; there is nothing to sign yet.
refused-scope-agreed = This version was agreed by both sides and cannot be withdrawn. A change needs a new version.
refused-scope-name = The name that was typed is not the signer’s.
refused-scope-line-gone = This line was taken out of the draft meanwhile.
refused-scope-too-many-lines = A version has at most 300 lines.
refused-scope-line-changed = Somebody else has changed this line since you opened the page. Look at it again.
refused-scope-draft-changed = The draft was changed since you opened the page. Read it again before you propose it.
scope-line-needs = Needs it answers
scope-line-needs-hint = Confirmed needs. A service that answers none raises the question what it is for.
scope-needs-none = No need is confirmed yet, so this service cannot name one.
scope-answers = Answers
scope-lacks-need = answers no confirmed need, so it is open what it is for
scope-carries = This version carries
scope-look = See where this belongs
scope-nearest-lead = Nearest in the agreed scope:
scope-nearest-service = What is agreed
scope-nearest-exclusion = What is not included
scope-nearest-nothing = Nothing in the agreed scope is near to this.

# Comparing

scope-print = Print in English
scope-compare-with = Compare with version { $version }
scope-compare = Compare
scope-compare-this = What became of the scope in
scope-compare-against = against
scope-compare-title = Version { $version } against version { $other }
scope-compare-turned = The other way round
scope-compare-same = Both say the same, word for word.
scope-compare-count-changed = { $count ->
    [one] 1 line changed
   *[other] { $count } lines changed
  }
scope-compare-count-added = { $count ->
    [one] 1 line added
   *[other] { $count } lines added
  }
scope-compare-count-removed = { $count ->
    [one] 1 line removed
   *[other] { $count } lines removed
  }
scope-compare-count-moved = { $count ->
    [one] 1 line moved
   *[other] { $count } lines moved
  }
scope-compare-days = { $count ->
    [one] { $days } business day
   *[other] { $days } business days
  }
scope-compare-sums-same = business days and price stay as they were
scope-compare-unchanged = { $count ->
    [one] 1 line says the same:
   *[other] { $count } lines say the same:
  }
scope-compare-added = added
scope-compare-removed = removed
scope-compare-changed = changed
scope-compare-moved = moved
scope-compare-end = until here
scope-compare-difference = Difference
scope-sign-compare = What differs from version { $version }

# On paper

scope-printed-bar = This document
scope-printed-now = Print
scope-printed-draft = Draft of a scope, not agreed
scope-printed-proposed = Proposed scope, not agreed yet
scope-printed-agreed = Agreed scope
scope-printed-superseded = Scope that was agreed, superseded since
scope-printed-withdrawn = Withdrawn scope, never agreed
scope-printed-client = Client
scope-printed-provider = Provider
scope-printed-time = Period
scope-printed-period = { $from } to { $to }
scope-printed-steps = Steps
scope-printed-digest = Both sign exactly this text. Its digest (SHA-256):
scope-printed-address = Kept at
scope-need-aside = Set aside since; without the tick it is no longer named.
