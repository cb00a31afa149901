demo-mails = Post der Demo
demo-mails-lead = Die Demo verschickt nichts. Was verschickt worden wäre, steht hier, das Neueste zuerst.
demo-mails-none = Noch keine Post
demo-mails-none-text = Etwa eine Minute, nachdem etwas geschehen ist, das jemand wissen sollte, erscheint hier eine Nachricht.
demo-mail-to = An { $address }
demo-task-client = Den Fortschritt lesen und das Handbuch (D5) abnehmen oder zurückgeben.
demo-task-consultant = Ein Ergebnis planen und einreichen.
demo-task-manager = Die Übersicht der Übergaben öffnen und sehen, warum eine blockiert ist.
