readiness-title = Readiness
readiness-lead = The next handover of each engagement, the ones in danger first.
readiness-none = There is no engagement that you answer for
readiness-none-text = This board shows running engagements to the provider’s managers and to the client’s managers and sponsors.
readiness-client = Client
readiness-consultant = Consultant
readiness-light = Light
readiness-all = All
readiness-show = Show
readiness-show-all = Show all
readiness-no-match = No engagement matches here
readiness-no-match-text = Choose fewer filters.
readiness-beyond = You answer for more than { $most } engagements. Those with the nearest milestones are judged and shown here; choose a client or a consultant to see the others.
readiness-engagement = Engagement
readiness-milestone = Milestone
readiness-gates = Gates
readiness-first = In the way
readiness-turn = Whose turn
readiness-left = Time left
readiness-forecast = Forecast
readiness-gates-count = { $passed } of { $all } pass{ $waived ->
    [0] {""}
    [one] , one of them waived
   *[other] , { $waived } of them waived
  }{ $blocked ->
    [0] {""}
    [one] ; one blocks
   *[other] ; { $blocked } block
  }
readiness-nothing-blocks = Nothing: it can be signed
readiness-forecast-ready = ready now
readiness-forecast-none = none: no level was gained lately
readiness-no-milestone = No milestone is open
readiness-weeks = Passed, 12 weeks
readiness-share-moves = { $from } → { $to }
readiness-side = Your side
readiness-as-provider = As the provider’s manager
readiness-as-client = For the client
readiness-export = Download as a table
readiness-export-means = CSV for spreadsheet programs: all rows of this board, on all its pages, with the filters set now.
readiness-provider = Provider
readiness-milestone-title = Title
readiness-date = Date
readiness-gates-passed = Gates passed
readiness-gates-waived = Of these waived
readiness-gates-blocked = Gates blocked
readiness-address = Address
readiness-danger = In danger after it
readiness-danger-after = In danger after it:
readiness-danger-cell = { $milestone }: { $light } ({ $first })
