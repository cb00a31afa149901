activity-title = Activity
activity-lead = Everything that happened in this engagement, the newest first. Nothing is ever removed.
activity-filter = Only about
activity-filter-hint = A reference, such as D5, F3 or M1.
activity-filter-show = Show
activity-filter-all = Show everything
activity-none = Nothing has happened yet
activity-none-text = Every step of either side will stand here, with who took it and when.
activity-none-on = Nothing has happened to { $ref }
activity-none-on-text = Either there is no such thing in this engagement, or nobody has touched it yet.
activity-chain-link = Check the record
activity-chain-title = Is the record complete and unchanged?
activity-chain-lead = Every entry carries a hash of its content and of the entry before it. Whoever changes, removes or slips in an entry later breaks every hash that follows.
activity-chain-holds = Yes, the record holds.
activity-chain-links = { $links ->
    [0] There is no entry yet.
    [one] One entry was checked just now.
   *[other] { $links } entries were checked just now, each against the one before it.
  }
activity-chain-broken = No, the record was tampered with.
activity-chain-missing = Entry { $number } is missing.
activity-chain-unlinked = Entry { $number } does not follow on the one before it.
activity-chain-altered = Entry { $number } was changed after it was written.
activity-chain-tail = The record ends at entry { $number }, but not where it should.
activity-chain-head = Hash of the latest entry
activity-chain-keep = Note it down elsewhere: with it you can show later that everything up to here is unchanged.
activity-chain-back = Back to the activity
form-error-reference = Enter a reference as it stands on the pages, such as D5.
