demo-mails = Mail of the demo
demo-mails-lead = The demo sends nothing. What would have gone out stands here, the latest first.
demo-mails-none = No mail yet
demo-mails-none-text = Mails appear here about a minute after something happened that somebody should know.
demo-mail-to = To { $address }
demo-task-client = Read progress, and accept or return the runbook (D5).
demo-task-consultant = Plan a deliverable and submit it.
demo-task-manager = Open the readiness board and see why a handover is blocked.
