# Ergebnisse, die eine Leistung verspricht, eingereicht und geprüft.

deliverables-title = Ergebnisse
deliverables-lead = Was zu jeder Leistung zugesagt ist, wie weit es ist und wer am Zug ist.
deliverables-state-planned = geplant
deliverables-state-in-work = in Arbeit
deliverables-state-submitted = in Prüfung
deliverables-state-returned = zurückgegeben
deliverables-state-accepted = abgenommen
deliverables-state-deemed-accepted = gilt als abgenommen

deliverables-no-scope = Noch ist kein Leistungsumfang vereinbart
deliverables-no-scope-text = Ergebnisse werden zu den Leistungen des vereinbarten Umfangs zugesagt. Sobald beide Seiten ihn unterschrieben haben, plant der Anbieter hier das erste.
deliverables-to-scope = Zum Leistungsumfang
deliverables-none = Noch ist nichts geplant
deliverables-none-text = Ein Ergebnis wird zu einer Leistung zugesagt, mit Stichtag und Abnahmekriterien. Der Anbieter plant das erste; der Kunde prüft, was eingereicht wird.
deliverables-progress = Fortschritt je Leistung
deliverables-accepted-of = { $finished } von { $planned } abgenommen
deliverables-nothing-planned = noch nichts geplant
deliverables-all-of-line = Alle { $count } zu { $line }
deliverables-due-on = Zugesagt für { $day }

deliverables-plan = Ergebnis planen
deliverables-plan-lead = Ein Ergebnis gehört zu einer Leistung des vereinbarten Umfangs und muss deren Abnahmekriterien erfüllen.
deliverables-which-line = Zu welcher Leistung gehört es?
deliverables-go-on = Weiter
deliverables-under-line = Zur Leistung
deliverables-other-line = Andere Leistung wählen
deliverables-name = Titel
deliverables-name-hint = Das Ergebnis in wenigen Worten, zum Beispiel „Betriebshandbuch Kreditorenbuchhaltung“.
deliverables-text = Was es sein wird
deliverables-text-hint = Was übergeben wird und was nicht. Markdown ist möglich.
deliverables-due = Fällig
deliverables-line-due = { $line } insgesamt ist am { $day } fällig.
deliverables-which-criteria = Welche Kriterien der Leistung muss es erfüllen?
deliverables-which-criteria-hint = Daran prüft es der Kunde. Sie werden übernommen, wie sie jetzt vereinbart sind.
deliverables-line-without-criteria = Diese Leistung hat keine Abnahmekriterien. Der Kunde nimmt das Ergebnis als Ganzes ab oder gibt es zurück.
deliverables-plan-it = Dieses Ergebnis planen
deliverables-plan-means = Beide Seiten sehen es sofort; der Anbieter ist am Zug, es bis zum Stichtag einzureichen.

deliverables-promise = Was zugesagt ist
deliverables-criteria = Abnahmekriterien
deliverables-without-criteria = Die Leistung hat keine Abnahmekriterien; das Ergebnis wird als Ganzes abgenommen oder zurückgegeben.
deliverables-story = Was geschah
deliverables-facts = Auf einen Blick
deliverables-line = Leistung
deliverables-planned-by = Geplant von
deliverables-started = Arbeit begonnen
deliverables-feedback = Feedback
deliverables-no-feedback = Zu diesem Ergebnis hat noch niemand etwas gesagt.
deliverables-give-feedback = Feedback zu { $ref } geben
deliverables-feedback-blocking = blockierend
deliverables-feedback-open = offen
deliverables-feedback-closed = geschlossen

deliverables-handed-in = hat Einreichung { $submission } eingereicht
deliverables-files-ready = Dateien für Einreichung { $submission }
deliverables-files-none-ready = Noch liegen keine bereit. Hängen Sie sie zuerst an; beim Einreichen gehen sie mit.
deliverables-files-add = Dateien zu dieser Einreichung hinzufügen
deliverables-files-locked = Die Dateien sind seit der Prüfung gesperrt.
deliverables-said-accepted = hat Einreichung { $submission } abgenommen
deliverables-said-returned = hat Einreichung { $submission } zurückgegeben
deliverables-said-deemed = Einreichung { $submission } gilt als abgenommen: Beide Prüffristen sind abgelaufen.
deliverables-clock-ahead = Prüffrist nach einer Einreichung: { $first }{ $reminds ->
    [yes] {", mit einer Erinnerung einen Arbeitstag vor dem Ende"}
   *[no] {""}
  }; danach förmlicher Hinweis und eine zweite Frist: { $second }; danach gilt sie als abgenommen.
deliverables-clock-ahead-remind = Prüffrist nach einer Einreichung: { $first }{ $reminds ->
    [yes] {", mit einer Erinnerung einen Arbeitstag vor dem Ende"}
   *[no] {""}
  }; danach förmliche Erinnerung und eine zweite Frist von { $second }. Ohne Prüfung gilt nichts als abgenommen.
deliverables-clock = Prüfung bis { $first }{ $reminds ->
    [yes] {", mit einer Erinnerung am "}{ $remind }
   *[no] {""}
  }; danach förmlicher Hinweis und eine zweite Frist bis { $second }; danach gilt sie als abgenommen.
deliverables-clock-remind = Prüfung bis { $first }{ $reminds ->
    [yes] {", mit einer Erinnerung am "}{ $remind }
   *[no] {""}
  }; danach förmliche Erinnerung und eine zweite Frist bis { $second }. Ohne Prüfung gilt nichts als abgenommen.
deliverables-reminded = Erinnerung an die Prüfenden: Die erste Prüffrist endet am { $first }.
deliverables-noticed = Förmlicher Hinweis: Die erste Prüffrist ist abgelaufen. Zweite Frist bis { $second }; danach gilt die Einreichung als abgenommen.
deliverables-noticed-remind = Förmliche Erinnerung: Die erste Prüffrist ist abgelaufen. Zweite Frist bis { $second }. Ohne Prüfung gilt nichts als abgenommen.
deliverables-at-rest = Ruht: abgenommen, es ist nichts mehr zu tun.
deliverables-at-rest-deemed = Ruht: gilt als abgenommen, weil keine Prüfung kam. Für die Übergabe bleibt es eine Warnung.
deliverables-waits-for-review = Bei { $party } können Auftraggeber/in und Prozessverantwortliche/r diese Einreichung abnehmen oder zurückgeben.
deliverables-waits-for-submission = Bei { $party } können Leitung und Berater/innen einreichen.

deliverables-hand-in = Einreichen
deliverables-start = Die Arbeit hat begonnen
deliverables-notes = Was getan wurde und wie
deliverables-notes-hint = Worauf soll der Kunde achten, was ist neu seit der letzten Einreichung? Markdown ist möglich.
deliverables-links = Links
deliverables-links-hint = Einer je Zeile, höchstens zehn: wo das Ergebnis zu sehen ist.
deliverables-submit = Einreichung { $submission } absenden
deliverables-review = Einreichung { $submission } prüfen
deliverables-met = erfüllt
deliverables-not-met = nicht erfüllt
deliverables-remark-on = Anmerkung zu Kriterium { $position }
deliverables-remark-on-hint = Was fehlt? Nötig, wenn es nicht erfüllt ist.
deliverables-remark = Anmerkung zum Ganzen
deliverables-review-means = Abnehmen setzt voraus, dass alle Kriterien erfüllt sind, und beendet die Prüfung. Zurückgeben bittet um eine bessere Einreichung und nennt die Kriterien, die nicht erfüllt sind.
deliverables-accept = Einreichung { $submission } abnehmen
deliverables-return = Zurückgeben

flash-deliverables-planned = Das Ergebnis ist geplant.
flash-deliverables-started = Die Arbeit daran hat begonnen.
flash-deliverables-submitted = Die Einreichung ist abgegeben. Jetzt ist der Kunde am Zug, sie zu prüfen.
flash-deliverables-accepted = Die Einreichung ist abgenommen.
flash-deliverables-returned = Die Einreichung ist zurückgegeben. Jetzt ist der Anbieter am Zug.

form-error-no-criterion = Wählen Sie mindestens ein Kriterium.
form-error-links = Jede Zeile muss eine Web-Adresse sein, die mit https:// oder http:// beginnt.
form-error-too-many-links = Zu einer Einreichung gehören höchstens zehn Links.
form-error-no-verdict = Nehmen Sie die Einreichung ab oder geben Sie sie zurück.
form-error-unjudged = Geben Sie an, ob dieses Kriterium erfüllt ist.
form-error-unmet-without-remark = Schreiben Sie, was fehlt.
form-error-accepted-unmet = Abgenommen wird, wenn alle Kriterien erfüllt sind. Geben Sie die Einreichung zurück oder sehen Sie sich dieses Kriterium noch einmal an.
form-error-returned-met = Zum Zurückgeben muss mindestens ein Kriterium nicht erfüllt sein.
form-error-returned-without-reason = Schreiben Sie, warum Sie zurückgeben.

refused-deliverable-begun = Die Arbeit an diesem Ergebnis hat schon begonnen.
refused-under-review = Einreichung { $submission } wird gerade geprüft. Eine neue ist möglich, wenn sie zurückgegeben wird.
refused-deliverable-finished = Einreichung { $submission } ist abgenommen; es kann nichts mehr eingereicht werden.
refused-newer-submission = Inzwischen ist Einreichung { $newer } eingegangen; Sie haben Einreichung { $submission } geprüft. Bitte sehen Sie sich die neuere an und entscheiden Sie noch einmal.
refused-deemed-accepted = Beide Prüffristen sind inzwischen abgelaufen; Einreichung { $submission } gilt als abgenommen.
refused-verdict-unfounded = Abgenommen wird, wenn jedes Kriterium erfüllt ist; zurückgegeben, wenn eines es nicht ist, mit einer Anmerkung dazu.
refused-line-not-agreed = { $line } ist keine Leistung des vereinbarten Umfangs.
refused-scope-moved-on = Inzwischen ist Fassung { $version } des Leistungsumfangs vereinbart. Bitte wählen Sie die Kriterien, wie sie jetzt lauten.
refused-no-criterion = Ein Ergebnis muss mindestens ein Kriterium seiner Leistung erfüllen.
refused-too-many-links = Zu einer Einreichung gehören höchstens zehn Links.
