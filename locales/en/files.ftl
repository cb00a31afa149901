# Files: what is attached to things

files-title = Files
files-lead = Everything that was attached in this engagement, the newest first. Files are attached where they belong: to a deliverable, a topic, an observation, a session or a feedback entry.
files-none = No files yet
files-none-text = Whoever hands in a submission, keeps a runbook, logs an observation, records a session or gives feedback attaches them there.
files-kept =
    { $count ->
        [one] One version of a file
       *[other] { $count } versions of files
    }, { $bytes } together. An engagement has room for { $most } versions and { $room }.
files-version = Version { $version }
files-earlier =
    { $count ->
        [one] one earlier version
       *[other] { $count } earlier versions
    }
files-download = Download
files-preview = Preview
files-new-window = (opens a new tab)
files-take-away = Remove
files-attach = Attach files
files-attach-them = Attach
files-hint = Up to { $most } at once, { $largest } each. A file of the same name becomes the next version; earlier ones stay.
files-too-large = This file is larger than { $largest }, the most that Tandem takes.
files-sending = Sending
files-storing = Sent; being stored
files-broken = The upload broke off and nothing was kept. Please try again.
files-cancel = Cancel
files-at-deliverable = laid ready for the next submission
files-at-submission = submission { $submission }
files-at-topic = runbook
files-at-observation = observation
files-at-feedback = feedback
files-at-session = working session
flash-files-attached = Attached. The other side sees it, too.
flash-files-taken-away = Taken away.
refused-files-late = The first review window is over, so no more files are added to this submission. What is missing goes with the next one, if it is sent back.
refused-files-locked = This was reviewed, so its files are locked: they stay what they were when it was decided on.
refused-files-added = Files were added to submission { $submission } since you opened the page. Look at them, then decide again.
refused-files-none = Choose at least one file.
refused-files-empty = There is nothing in “{ $name }”.
refused-files-too-large = “{ $name }” is larger than { $largest }, the most that Tandem takes. Nothing was kept.
refused-files-at-once = Attach at most { $most } files at once.
refused-files-same-name = Two of these files are called “{ $name }”. Attach them one after the other if the second is to be the next version.
refused-files-busy = Other uploads of yours are still under way. Wait until they are done.
refused-files-most = This engagement has room for { $most } files, all versions counted, and they would be more.
refused-files-room = This engagement has room for { $room } of files, and this would be more. What is just being sent counts, and what was taken away does so for another day.
refused-files-most-at-place = There is room for { $most } files here, and these would be more.
refused-files-most-versions = “{ $name }” has { $most } versions, the most that are kept. Attach it under another name.
refused-files-swept = The upload took too long and was given up. Please attach the file again.
refused-file-not-ready = This file is no longer laid ready: it was taken away or handed in meanwhile.
