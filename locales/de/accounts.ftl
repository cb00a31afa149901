# Anmelden, Konten, Einladungen.

accounts-sign-in = Anmelden
accounts-sign-out = Abmelden
accounts-email = E-Mail-Adresse
accounts-password = Passwort
accounts-name = Ihr Name
accounts-name-hint = So, wie ihn die andere Seite lesen soll, zum Beispiel unter einer Unterschrift.
accounts-forgotten = Passwort vergessen oder noch keines?
accounts-demo = Mit einem Klick anmelden
accounts-demo-others = Alle anderen in der Geschichte
accounts-demo-password = Oder wie im Alltag
accounts-back-to-sign-in = Zur Anmeldung
accounts-new-password = Neues Passwort
accounts-new-password-hint = Mindestens 10 Zeichen. Drei oder vier Wörter, die nichts miteinander zu tun haben, sind leicht zu merken und schwer zu erraten.
accounts-current-password = Bisheriges Passwort
accounts-set-password = Passwort festlegen

accounts-reset = Neues Passwort festlegen
accounts-reset-lead = Geben Sie Ihre Adresse ein. Wenn es hier ein Konto dazu gibt, kommt in wenigen Minuten ein Link, mit dem Sie ein neues Passwort festlegen.
accounts-reset-send = Link senden
accounts-reset-no-mail = Dieser Server verschickt keine E-Mails. Bitte wenden Sie sich an die Personen, die ihn betreiben: Von ihnen bekommen Sie einen Link.
accounts-reset-for = Für { $name }, { $email }.
accounts-reset-means = Danach sind Sie hier angemeldet und überall sonst abgemeldet.
accounts-reset-gone = Dieser Link führt nirgends mehr hin
accounts-reset-gone-text = Er gilt einmal und zwei Stunden lang. Lassen Sie sich einen neuen schicken, oder melden Sie sich an, wenn Sie Ihr Passwort schon festgelegt haben.
accounts-reset-again = Neuen Link anfordern

accounts-invitation = Sie sind eingeladen
accounts-invitation-lead = { $inviter } lädt Sie ein, gemeinsam an „{ $title }“ zu arbeiten.
accounts-invitation-engagement = Projekt
accounts-invitation-client = Kunde
accounts-invitation-provider = Anbieter
accounts-invitation-seat = Ihr Platz
accounts-invitation-until = Anzunehmen bis
accounts-invitation-means = Alle, die auf einer der beiden Seiten einen Platz haben, sehen dieselben Seiten und auch Ihren Namen.
accounts-invitation-take = Platz einnehmen
accounts-invitation-known = Zu dieser Adresse gibt es schon ein Konto. Melden Sie sich an, dann kommen Sie hierher zurück.
accounts-invitation-other = Diese Einladung gilt für { $email }, Sie sind hier aber als { $other } angemeldet. Melden Sie sich ab und öffnen Sie den Link noch einmal.
accounts-invitation-gone = Diese Einladung führt nirgends hin
accounts-invitation-open = Diese Einladung kann angenommen werden.
accounts-invitation-taken = Sie wurde schon benutzt. Wenn Sie das waren, melden Sie sich an.
accounts-invitation-withdrawn = Die Seite, die sie verschickt hat, hat sie zurückgezogen.
accounts-invitation-expired = Sie wurde nicht rechtzeitig benutzt.
accounts-invitation-ask = Wenn Sie eine neue brauchen, wenden Sie sich an { $inviter }:

accounts-unsubscribe = Keine E-Mails mehr?
accounts-unsubscribe-text = Tandem schickt dann nichts mehr an { $email } außer Links, die Sie selbst anfordern. Was auf Sie wartet, steht weiterhin auf Ihrer Startseite.
accounts-unsubscribe-do = E-Mails abbestellen
accounts-unsubscribed = Keine E-Mails mehr
accounts-unsubscribed-text = An { $email } geht nichts mehr außer Links, die Sie selbst anfordern.
accounts-unsubscribed-account = In Ihrem Konto können Sie E-Mails wieder einschalten.

accounts-account = Ihr Konto
accounts-you = Sie
accounts-language = Sprache
accounts-time-zone = Zeitzone
accounts-time-zone-hint = In ihr werden alle Zeiten angezeigt. Fristen richten sich nach dem Kalender Ihrer Organisation.
accounts-mail = E-Mail
accounts-mail-at-once = Sofort
accounts-mail-at-once-means = Wenn Sie an der Reihe sind und wenn etwas geschehen ist, das Ihre Seite wissen sollte. Was innerhalb einer Minute geschieht, kommt in einer E-Mail.
accounts-mail-never = Nie
accounts-mail-never-means = Auf Ihrer Startseite steht weiterhin alles.
accounts-save = Speichern
accounts-password-means = Alle anderen Browser werden abgemeldet.
accounts-sign-ins = Wo Sie angemeldet sind
accounts-sign-ins-lead = Eine Anmeldung endet von selbst, wenn sie 14 Tage nicht benutzt wurde, spätestens aber nach 90 Tagen. Wenn Sie eine davon nicht kennen, beenden Sie sie und legen Sie ein neues Passwort fest.
accounts-sign-in-this = dieser Browser
accounts-sign-in-end = Beenden
accounts-sign-in-seen = Zuletzt benutzt
accounts-sign-out-everywhere = Überall abmelden
accounts-sign-out-everywhere-means = Sie werden in jedem Browser abgemeldet, auch in diesem.
accounts-browser = { $browser } unter { $system }
accounts-browser-unknown = Unbekannter Browser

form-error-accounts-password-missing = Geben Sie Ihr Passwort ein.
form-error-accounts-no-match = Adresse und Passwort passen nicht zusammen. Bitte prüfen Sie beides, oder lassen Sie sich einen Link schicken, um ein neues Passwort festzulegen.
form-error-accounts-too-many = Zu viele Versuche. Warten Sie ein paar Minuten, oder lassen Sie sich einen Link schicken, um ein neues Passwort festzulegen: Das geht sofort.
form-error-accounts-not-current = Das ist nicht Ihr bisheriges Passwort.
form-error-accounts-password-short = Dieses Passwort ist zu kurz. Es braucht mindestens 10 Zeichen.
form-error-accounts-password-long = Dieses Passwort ist zu lang. Höchstens 200 Zeichen haben Platz.
form-error-accounts-password-guessable = Dieses Passwort ist leicht zu erraten. Wählen Sie eines ohne allbekannte Wörter, Zeichenreihen oder Ihre eigene Adresse.

refused-accounts-reset-gone = Dieser Link wurde inzwischen benutzt oder ist abgelaufen. Lassen Sie sich einen neuen schicken.
refused-accounts-invitation-gone = Diese Einladung wurde inzwischen benutzt, zurückgezogen oder ist abgelaufen. Wenden Sie sich an die Person, die Sie eingeladen hat.
refused-accounts-other-address = Diese Einladung gilt für eine andere E-Mail-Adresse als die Ihres Kontos.

flash-accounts-signed-out = Sie sind abgemeldet.
flash-accounts-signed-out-everywhere = Sie sind überall abgemeldet.
flash-accounts-reset-sent = Wenn es zu der Adresse hier ein Konto gibt, ist ein Link dorthin unterwegs.
flash-accounts-password-set = Ihr neues Passwort ist festgelegt. Alle anderen Browser sind abgemeldet.
flash-accounts-seat-taken = Willkommen. Sie haben Ihren Platz eingenommen.
flash-accounts-saved = Gespeichert.
flash-accounts-sign-in-ended = Diese Anmeldung ist beendet.
