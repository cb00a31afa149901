# How far the work of an engagement has come.

progress-title = Progress
progress-lead = What is accepted, against what was due and what is agreed; and what was promised for which day.
progress-burn-up = Accepted weight by week
progress-accepted-of = { $accepted } of { $agreed } business days are accepted ({ $percent }).
progress-behind = According to the plan { $due } were due by yesterday: { $difference } are missing.
progress-as-planned = That is as much as the plan had due by yesterday.
progress-ahead = Accepted is { $difference } more than the plan had due by yesterday ({ $due }).
progress-closed-behind = According to the plan { $due } were due before it was closed: { $difference } are missing.
progress-closed-as-planned = That is as much as the plan had due before it was closed.
progress-closed-ahead = Accepted is { $difference } more than the plan had due before it was closed ({ $due }).
progress-line-accepted = accepted: { $days } business days
progress-line-due = due by yesterday, as planned: { $days } business days
progress-closed-line-due = due by the plan before it was closed: { $days } business days
progress-line-agreed = agreed: { $days } business days
progress-today = today, { $day }
progress-closed = closed, { $day }
progress-how = Weight is counted in business days of the agreed services, each by the share of its deliverables that are accepted. The plan follows the due dates as they stand now; the agreed line steps where both sides signed another version of the scope.
progress-table = Week by week
progress-week = Week from
progress-accepted = Accepted
progress-due = Due by the plan
progress-agreed = Agreed
progress-timeline = What was promised for which day
progress-nothing = Nothing is promised for a day yet
progress-nothing-text = Deliverables and milestones stand here in the order of their days. The provider plans them once the scope is agreed.
progress-left-out = { $count ->
    [one] One that was done long ago is left out here.
   *[other] { $count } that were done long ago are left out here.
  }
progress-signed = signed
progress-open = not signed yet
progress-item-ahead = due { $due }
progress-item-overdue = due { $due }, overdue
progress-closed-item = due { $due }, not done when it was closed
progress-item-handed-in = due { $due }, handed in { $late ->
    [yes] late on { $kept }
   *[no] { $kept }
  }
progress-item-accepted = due { $due }, handed in { $late ->
    [yes] late on { $kept }
   *[no] { $kept }
  }, done { $done }
progress-item-signed = due { $due }, signed { $late ->
    [yes] late on { $kept }
   *[no] { $kept }
  }
progress-key-promised = planned, and due at its end
progress-key-late = late
progress-key-done = done
