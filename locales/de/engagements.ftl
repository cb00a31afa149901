# Listen

engagements-title = Projekte
engagements-open = Projekt eröffnen
engagements-open-for = Projekt für { $organization } eröffnen
engagements-none = Sie haben noch in keinem Projekt einen Platz
engagements-none-text = In einem Projekt arbeiten ein Anbieter und sein Kunde auf demselben Stand. Sie finden es hier, sobald Sie eingeladen wurden und dem Link in der E-Mail gefolgt sind.
engagements-none-manager = In einem Projekt arbeiten Sie und Ihr Kunde auf demselben Stand. Eröffnen Sie eines über die Schaltfläche oben und laden Sie dann die Auftraggeberin oder den Auftraggeber beim Kunden ein.
engagements-my-role = Sie: { $role }
engagements-waits-me = { $count } bei Ihnen
engagements-waits-ours = { $count } auf Ihrer Seite
engagements-waits-theirs = { $count } auf der anderen Seite
engagements-waits-overdue = { $count } überfällig
engagements-next-milestone = Als Nächstes: { $milestone }, { $day }
engagements-next-danger = { $milestone }: { $light }
engagements-first-page = Von vorn
engagements-more-page = Weitere Projekte
engagements-due = fällig { $day }
engagements-overdue = überfällig seit { $day }
engagements-scope-version = Fassung { $version } des Leistungsumfangs

# Phasen

engagements-phase-discovery = Klärung
engagements-phase-scoping = Vereinbarung
engagements-phase-delivery = Umsetzung
engagements-phase-handover = Übergabe
engagements-phase-closed = Abgeschlossen
engagements-next-scoping = Die Vereinbarung beginnt, wenn die Leitung des Anbieters eine erste Fassung des Leistungsumfangs vorlegt.
engagements-next-delivery = Die Umsetzung beginnt, wenn beide Seiten den Leistungsumfang unterschrieben haben.
engagements-next-handover = Die Übergabe beginnt, wenn jemand beim Kunden ein Thema unter Aufsicht erledigt hat, spätestens 20 Arbeitstage vor dem ersten Meilenstein.
engagements-next-closed = Das Projekt ist abgeschlossen, wenn beide Seiten jeden Meilenstein unterschrieben haben; bisher { $milestones ->
    [0] ist keiner geplant.
   *[other] sind { $signed } von { $milestones } unterschrieben.
  }
engagements-next-none = Beide Seiten haben jeden Meilenstein unterschrieben. Der Kunde arbeitet allein; alles bleibt lesbar.

# Überblick

engagements-period = { $from } – { $to }
engagements-next = Als Nächstes:
engagements-danger-after = danach in Gefahr:
engagements-progress-title = Fortschritt
engagements-progress = Abgenommen: { $accepted } / { $days } ({ $percent })
engagements-progress-none = Noch sind keine Leistungen vereinbart
engagements-progress-none-text = Der Fortschritt zählt abgenommene Ergebnisse der vereinbarten Leistungen, gewichtet nach Arbeitstagen. Er beginnt, sobald beide Seiten den Leistungsumfang unterschrieben haben.
engagements-line-empty = noch nichts geplant · { $weight }
engagements-line-progress = { $accepted } von { $deliverables } abgenommen{ $review ->
    [0] {""}
   *[other] , { $review } in Prüfung
  } · { $weight }
engagements-to-progress = Woche für Woche
engagements-to-scope = Zum Leistungsumfang
engagements-latest = Zuletzt
engagements-to-activity = Ganzer Verlauf
engagements-terms-agreed = Worauf sich beide Seiten verlassen
engagements-to-terms = Titel, Daten und Zusagen ändern
engagements-answers = { $party } antwortet
engagements-within = Frist: { $days }
engagements-windows = Prüfung einer Einreichung
engagements-windows-deemed = Frist: { $first }; nach förmlichem Hinweis und einer zweiten Frist ({ $second }) gilt sie als abgenommen
engagements-windows-reminded = Frist: { $first }; nach einer zweiten Frist ({ $second }) wird erinnert, von selbst gilt nichts als abgenommen
engagements-aside = Wer am Zug ist, Stichtage und Beteiligte
engagements-turns = Wer ist am Zug?
engagements-turns-none = Nichts wartet auf jemanden.
engagements-turns-more = und { $count } weitere
engagements-dates = Nächste Stichtage
engagements-dates-none = Noch hat nichts einen Stichtag.
engagements-next-session = Nächster Arbeitstermin
engagements-date-passed = vorbei
engagements-to-people = Alle
engagements-side-empty = Hier sitzt noch niemand.

# Ein Projekt eröffnen, und seine Eckdaten

engagements-new-title = Projekt eröffnen
engagements-new-lead = { $provider } liefert. Als Leitung verpflichten Sie den Anbieter; als Nächstes wird die Auftraggeberin oder der Auftraggeber beim Kunden eingeladen.
engagements-new-means = Bis Sie jemanden einladen, sehen es nur Sie und die anderen Leitungen.
engagements-new-submit = Projekt eröffnen
engagements-cancel = Abbrechen
engagements-field-client = Kunde
engagements-field-client-hint = Eine Organisation, mit der Sie schon gearbeitet haben.
engagements-field-client-none = Ein neuer Kunde
engagements-field-client-name = Name des neuen Kunden
engagements-field-client-name-hint = Bleibt leer, wenn Sie oben einen gewählt haben.
engagements-field-client-only = Kunde
engagements-field-client-only-hint = Der Name der Organisation, wie er auf jeder Seite stehen soll.
engagements-field-title = Titel
engagements-field-title-hint = Wie beide Seiten es nennen, zum Beispiel „Rechnungen mit einem Verantwortlichen“.
engagements-field-starts = Erster Tag
engagements-field-ends = Letzter Tag
engagements-field-client-promise = Antwortfrist des Kunden
engagements-field-provider-promise = Antwortfrist des Anbieters
engagements-field-promise-hint = Arbeitstage, 1 bis 60, gezählt im Kalender dieser Seite.
engagements-field-review = Prüffrist des Kunden für eine Einreichung
engagements-field-review-hint = Arbeitstage, 1 bis 60. Danach folgt ein förmlicher Hinweis.
engagements-field-second-review = Zweite Prüffrist nach dem förmlichen Hinweis
engagements-field-second-review-hint = Arbeitstage, 1 bis 60.
engagements-field-deems = Nach der zweiten Frist gilt eine Einreichung als abgenommen
engagements-field-deems-hint = Das wird gekennzeichnet und bleibt eine Warnung. Andernfalls wird der Kunde nur erinnert.
engagements-deems-yes = gilt nach der zweiten Frist als abgenommen
engagements-deems-no = nach der zweiten Frist wird nur erinnert
engagements-field-currency = Währung
engagements-field-currency-hint = Drei Buchstaben, zum Beispiel EUR. Sie gilt für das ganze Projekt.
engagements-terms-title = Titel, Daten und Zusagen
engagements-terms-lead = Worauf sich beide Seiten verlassen. Die Änderung ist für alle im Verlauf zu sehen.
engagements-terms-means = Was schon fällig gestellt oder in Prüfung ist, behält seine Frist.
engagements-terms-submit = Eckdaten speichern
engagements-terms-changed = Jemand anderes hat die Eckdaten inzwischen geändert.
engagements-terms-changed-text = Von Ihnen wurde noch nichts gespeichert. Diese gelten jetzt und weichen von Ihrer Eingabe ab; erneutes Speichern ersetzt sie:
form-error-ends-before-start = Der letzte Tag liegt vor dem ersten.
form-error-currency = Geben Sie die drei Buchstaben einer Währung ein, zum Beispiel EUR.
form-error-one-client = Wählen Sie einen Kunden oder nennen Sie einen neuen: genau eins von beiden.

# Beteiligte

engagements-people-lead = Alle hier sehen alles in diesem Projekt. Was jemand tun darf, hängt von der Rolle ab.
engagements-wants-sponsor = Noch verpflichtet niemand den Kunden: Laden Sie die Auftraggeberin oder den Auftraggeber ein; von dort werden alle anderen beim Kunden eingeladen.
engagements-since = seit { $day }
engagements-by-organization = als Leitung der Organisation
engagements-invited-title = Eingeladen
engagements-open-invitation = noch nicht angenommen
engagements-expired = abgelaufen
engagements-invited-by = eingeladen von { $name }, bis { $day }
engagements-withdraw = Einladung zurückziehen
engagements-invite-title = Jemanden einladen
engagements-invite-means = Die Person erhält per E-Mail einen Link, der einmal und 14 Tage lang gilt.
engagements-invite-submit = Einladung senden
engagements-invite-means-by-hand = Sie bekommen einen Link zum Weitergeben gezeigt. Er gilt einmal und 14 Tage lang.
engagements-invite-submit-by-hand = Einladung erstellen
engagements-field-name = Voller Name
engagements-field-email = E-Mail-Adresse
engagements-field-email-hint = Niemand sonst kann die Einladung annehmen.
engagements-field-role = Rolle
engagements-field-function = Aufgabe im eigenen Haus
engagements-field-function-hint = Zum Beispiel „Leiterin Finanzen“.
engagements-role-sponsor = Verpflichtet den Kunden: unterschreibt, nimmt ab, lädt ein.
engagements-role-lead = Führt den Prozess beim Kunden: prüft, was eingereicht wird.
engagements-role-member = Arbeitet beim Kunden im Prozess.
engagements-role-observer = Sieht alles, ändert nichts.
engagements-role-manager = Verpflichtet den Anbieter: legt vor, unterschreibt, lädt ein.
engagements-role-consultant = Macht die Arbeit des Anbieters.
engagements-ended-title = Nicht mehr dabei
engagements-ended-row = von { $from } bis { $to }
engagements-seat-change = Ändern
engagements-back-to-people = zurück zu allen
engagements-seat-means = Die neue Rolle gilt sofort.
engagements-seat-submit = Platz speichern
engagements-end-title = Diesen Platz beenden
engagements-end-means = { $name } sieht ab sofort nichts mehr von diesem Projekt. Was getan und gesagt wurde, bleibt; was hier wartet, geht an die anderen auf Ihrer Seite über.
engagements-end-submit = Platz beenden
engagements-end-confirm = Den Platz von { $name } beenden?
engagements-matrix-title = Was jede Rolle darf
engagements-matrix-text = Dieselbe Liste entscheidet auf jeder Seite, welche Schaltflächen es gibt.
engagements-matrix-ability = Handlung
engagements-yes = ja
engagements-no = nein
engagements-ability-read = alles lesen
engagements-ability-give-feedback = Feedback geben, antworten, Eigenes schließen
engagements-ability-state-wish = Wünsche äußern
engagements-ability-restate-need = Wünsche als Bedarf neu formulieren
engagements-ability-confirm-need = Bedarf bestätigen oder berichtigen, Wünsche zurückstellen
engagements-ability-raise-change = um eine Änderung des Leistungsumfangs bitten
engagements-ability-assess-change = Änderungen bewerten, Anfragen einordnen
engagements-ability-offer-change = Änderungen anbieten und den Anbieter damit verpflichten
engagements-ability-accept-change = Änderungen für den Kunden annehmen oder ablehnen
engagements-ability-park-change = Änderungen zurückstellen
engagements-ability-propose-decision = um eine Entscheidung bitten
engagements-ability-decide-what = über ein Was entscheiden, ein Wie überstimmen
engagements-ability-decide-how = über ein Wie entscheiden, zu einem Was raten
engagements-ability-draft-scope = Leistungsumfang entwerfen
engagements-ability-propose-scope = Leistungsumfang zur Unterschrift vorlegen
engagements-ability-sign-scope = Leistungsumfang für die eigene Seite unterschreiben
engagements-ability-plan-deliverable = Ergebnisse planen
engagements-ability-submit-deliverable = Ergebnisse einreichen
engagements-ability-review-submission = eine Einreichung abnehmen oder zurückgeben
engagements-ability-plan-topic = Themen der Übergabe planen
engagements-ability-log-evidence = Arbeitstermine, Beobachtungen und Hilfen festhalten; Niederschriften der anderen Seite bestätigen
engagements-ability-report-effect = Auswirkung auf andere Bereiche melden oder sagen, wie sie erledigt wurde
engagements-ability-acknowledge-effect = Auswirkung auf andere Bereiche anerkennen und sagen, wer zuständig ist
engagements-ability-attest-alone = „allein“ für die eigene Seite bestätigen
engagements-ability-plan-milestone = Meilensteine planen
engagements-ability-sign-milestone = eine Übergabe für die eigene Seite unterschreiben
engagements-ability-waive-gate = auf eine Bedingung einer Übergabe eine Zeit lang verzichten (braucht beide Seiten)
engagements-ability-answer-echo = sagen, ob der Kunde das Übernommene weiterhin allein betreibt
engagements-ability-invite-seats = auf der eigenen Seite einladen, Plätze ändern und beenden
engagements-ability-set-terms = Titel, Daten und Zusagen ändern

# Getan und abgelehnt

flash-engagements-created = Das Projekt ist eröffnet. Laden Sie nun die Auftraggeberin oder den Auftraggeber beim Kunden ein.
flash-engagements-terms-set = Die Eckdaten sind gespeichert.
flash-engagements-invited = Die Einladung ist unterwegs.
flash-engagements-invitation-withdrawn = Die Einladung ist zurückgezogen; ihr Link gilt nicht mehr.
flash-engagements-seat-changed = Der Platz ist gespeichert.
flash-engagements-seat-ended = Der Platz ist beendet.
refused-no-manager = Nur Leitungen dieser Organisation eröffnen Projekte für sie. Ihre Verwaltenden können jemanden zur Leitung machen.
refused-unknown-client = Ihre Organisation hat mit diesem Kunden noch nicht gearbeitet. Geben Sie ihn als neuen Kunden mit Namen ein.
refused-other-sides-seat = Jede Seite entscheidet über ihre eigenen Plätze. Fragen Sie auf der anderen Seite jemanden, der einladen darf.
refused-sponsor-there = Beim Kunden gibt es schon eine Auftraggeberin oder einen Auftraggeber, oder die Einladung läuft; über weitere Plätze entscheidet der Kunde selbst.
refused-seat-ended = Dieser Platz ist inzwischen beendet.
refused-seat-changed = Dieser Platz wurde geändert, seit Sie ihn geöffnet haben. Sehen Sie ihn noch einmal an, bevor Sie ihn ändern.
refused-seat-of-organization = Dieser Platz gehört zur Leitung der Organisation und wird auf der Seite der Organisation geändert.
refused-last-sponsor = Niemand sonst könnte für den Kunden unterschreiben. Laden Sie zuerst noch eine Auftraggeberin oder einen Auftraggeber ein oder machen Sie jemanden dazu.
refused-last-manager = Niemand sonst könnte für den Anbieter unterschreiben. Laden Sie zuerst eine weitere Leitung ein oder machen Sie jemanden dazu.
refused-invitation-over = Diese Einladung wurde inzwischen angenommen oder zurückgezogen.
engagements-gates-block = { $count ->
    [one] 1 Bedingung ist blockiert
   *[other] { $count } Bedingungen sind blockiert
  }
engagements-field-language = Sprache der Texte
engagements-field-language-hint = Was beide Seiten schreiben, wird nach den Wörtern dieser Sprache durchsucht. Tandem selbst liest jede Person in ihrer eigenen.
engagements-language-en = Englisch
engagements-language-de = Deutsch
engagements-field-lapse = „Allein“ verfällt ohne Übung nach
engagements-field-lapse-hint = Tage, 7 bis 730.
engagements-field-assist-free = Kritische Themen laufen vor einer Übergabe ohne Hilfe für
engagements-field-assist-free-hint = Arbeitstage des Kunden, 1 bis 60.
engagements-handover-rules = Übergabe
engagements-handover-rules-text = ohne Hilfe bei kritischen Themen vor der Übergabe: { $free }; was { $lapse } Tage nicht getan wird, fällt auf Stufe 3 zurück
