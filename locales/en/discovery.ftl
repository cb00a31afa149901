needs-lead = What the client wishes, in its own words, and what both sides understand by it.
needs-figures = { $wishes ->
    [one] One wish,
   *[other] { $wishes } wishes,
  } { $confirmed } confirmed.
needs-figures-took = Half of them were confirmed within { $rounds } rounds and { $days } days.
needs-empty = No wishes yet
needs-empty-text = This is where the work begins: anyone on the client’s side says in their own words what should be better. The provider restates each wish until the client says: yes, that is it.
needs-state = Say what should be better
needs-record = Record wishes that you heard
needs-turn = { $party }’s turn
needs-said-by = { $who }, { $day }
needs-ask = In your own words, what should be better?
needs-ask-text = One field for each thing. It need not be precise: that comes later, together. Your words are kept exactly as you write them.
needs-record-text = Write down what somebody of the client said, in their words and not in yours. It is kept exactly as you write it.
needs-wish-number = Wish { $place }
needs-wish-hint = For example: “Can’t the system send reminders?”
needs-one-more = One more wish
needs-who-said = Who says so?
needs-choose = Choose somebody
needs-said-on = When?
needs-said-where = Where?
needs-said-where-hint = In a working session, on the phone …
needs-state-send = Record
needs-state-means = Wishes are never edited. The provider now says what it understood.
needs-cancel = Cancel
needs-one = Wish and need
needs-wish = The wish
needs-need = What we understood
needs-recorded = Recorded by { $who }, { $when }
needs-restated-by = Round { $round }, { $who }, { $when }
needs-not-restated = Not restated yet.
needs-why = Why it matters
needs-measure = How both will know that it is met
needs-measure-hint = Something to count or to look at, such as “95% have an owner within one business day”.
needs-baseline = Where that stands today
needs-target = Where it is to stand
needs-is-it = Is this what you mean?
needs-correction = What is missing or wrong
needs-correction-hint = Needed unless it is exactly that.
needs-answer-yes = Yes, that is it
needs-answer-partly = Partly
needs-answer-no = No
needs-answer-means = “Yes” confirms the need: services of the scope are agreed on that ground. Anything else makes it the provider’s turn to restate it.
needs-said-yes = confirmed: yes, that is it
needs-said-partly = answered: partly
needs-said-no = answered: no
needs-restate = Say what you understood
needs-understanding = The need in your words
needs-understanding-hint = One or two sentences the client can say yes or no to. Markdown is understood.
needs-restate-send = Ask for confirmation
needs-restate-means = It becomes the client’s turn to confirm or correct it.
needs-earlier = Earlier rounds
needs-round = restated it (round { $round })
needs-took = { $rounds ->
    [one] one round
   *[other] { $rounds } rounds
  }, { $days ->
    [one] one day
   *[other] { $days } days
  }
needs-stated = stated
needs-restated = restated
needs-confirmed = confirmed
needs-parked = parked
needs-withdrawn = withdrawn
needs-rest-confirmed = Nobody’s turn: confirmed
needs-rest-parked = Nobody’s turn: parked by { $who }, { $day }
needs-rest-withdrawn = Nobody’s turn: withdrawn by { $who }, { $day }
needs-why-set-aside = Why it was set aside:
needs-set-aside = Park or withdraw this wish
needs-reason = Why?
needs-reason-hint = Everyone with a seat reads it.
needs-set-aside-means = It stays visible and can be taken up again.
needs-park = Park for later
needs-withdraw = Withdraw
needs-resume = Take up again
needs-traces = What answers it
needs-traces-none = No service of the scope names this need yet.
needs-feedback = Feedback on this
flash-wish-stated = The wish is recorded.
flash-wishes-stated = The wishes are recorded.
flash-need-restated = The client is asked to confirm it.
flash-need-confirmed = Confirmed: both sides now mean the same.
flash-need-answered = The provider will restate it.
flash-need-set-aside = Set aside.
flash-need-resumed = Taken up again.
form-error-wish-empty = Write at least one wish.
form-error-wish-in-future = A wish cannot have been said in the future.
form-error-need-correction = Say what is missing or wrong, so that it can be restated.
refused-wish-of-nobody = Who said it has no seat on the client’s side any more.
refused-need-set-aside = This wish was set aside. It can be taken up again.
refused-need-not-set-aside = This wish does not rest; it was taken up again.
refused-need-confirmed = This need is confirmed. A different wish is stated anew.
refused-need-already-restated = This wish was restated meanwhile; the client has to answer first.
refused-need-answered = This restatement was answered meanwhile.
