# Fassungen

scope-title = Leistungsumfang, Fassung { $version }
scope-version = Fassung { $version }
scope-versions = Alle Fassungen
scope-all-versions = Alle Fassungen des Leistungsumfangs
scope-draft = Entwurf
scope-proposed = vorgelegt
scope-agreed = vereinbart
scope-superseded = abgelöst
scope-withdrawn = zurückgezogen
scope-since-draft = begonnen von { $by } am { $day }
scope-since-proposed = vorgelegt von { $by } am { $day }
scope-since-agreed = vereinbart am { $day }
scope-since-superseded = abgelöst am { $day }
scope-since-withdrawn = zurückgezogen am { $day }
scope-turn = { $party } ist am Zug: lesen und unterschreiben,
scope-due = fällig { $day } ({ $left })
scope-due-now = { $left } ({ $day })
scope-rest-draft = Ein Entwurf von { $party }: Der Text ändert sich noch, zu unterschreiben ist noch nichts.
scope-rest-proposed = Wartet auf Unterschriften.
scope-rest-agreed = Vereinbart: Das gilt. Wer etwas ändern will, braucht eine neue Fassung, die beide Seiten unterschreiben.
scope-rest-superseded = Abgelöst: Es gilt eine spätere Fassung. Diese bleibt stehen, wie sie unterschrieben wurde.
scope-rest-withdrawn = Zurückgezogen: Diese Fassung hat nie gegolten.
scope-broken-digest = Der gespeicherte Text passt nicht mehr zu der Prüfsumme, unter der er vorgelegt wurde. Bitte verlassen Sie sich nicht auf ihn und sagen Sie denen Bescheid, die diesen Server betreiben.
scope-open-too = { $state ->
    [draft] An der nächsten Fassung wird geschrieben.
   *[proposed] Die nächste Fassung liegt vor und wartet auf Unterschriften.
  }
scope-open-version = Fassung { $version } öffnen
scope-draft-lead = Noch ist nichts vereinbart; das ist ein Entwurf.

# Die Übersicht

scope-empty-title = Noch ist nichts vereinbart
scope-empty-text = Der Leistungsumfang sagt, was geliefert wird und was nicht, was der Kunde beiträgt und wie beide zusammenarbeiten. Er gilt, sobald beide Seiten ihn unterschrieben haben.
scope-empty-who = { $party } beginnt den ersten Entwurf. Sobald es ihn gibt, sehen Sie ihn hier.
scope-begin = Ersten Entwurf beginnen
scope-next-version = Vereinbartes ändern
scope-next-version-text = Eine neue Fassung beginnt als Kopie der vereinbarten; diese gilt, bis beide Seiten die neue unterschrieben haben.
scope-begin-next = Nächste Fassung beginnen

# Das Dokument

scope-services = Leistungen
scope-exclusions = Nicht enthalten
scope-client-duties = Was der Kunde beiträgt
scope-ways-of-working = Wie wir arbeiten
scope-services-none = Es ist keine Leistung genannt.
scope-exclusions-none = Es ist nichts ausdrücklich ausgeschlossen.
scope-client-duties-none = Es ist kein Beitrag des Kunden genannt.
scope-ways-of-working-none = Es ist keine Arbeitsweise vereinbart.
scope-criteria-lead = Abgenommen, wenn:
scope-days = Arbeitstage
scope-price = Preis
scope-due-on = Fällig
scope-sums = Summen
scope-sum-days = Arbeitstage, alle Leistungen
scope-sum-price = Preis aller Leistungen (netto, zzgl. USt.)
scope-without-days = { $count ->
    [one] Eine Leistung nennt keine Tage; in der Summe fehlt sie.
   *[other] { $count } Leistungen nennen keine Tage; in der Summe fehlen sie.
  }
scope-without-price = { $count ->
    [one] Eine Leistung nennt keinen Preis; in der Summe fehlt sie.
   *[other] { $count } Leistungen nennen keinen Preis; in der Summe fehlen sie.
  }
scope-signatures = Unterschriften
scope-unsigned-draft = Wird unterschrieben, sobald der Entwurf vorgelegt ist.
scope-unsigned-withdrawn = Zurückgezogen, bevor hier unterschrieben wurde.
scope-unsigned-client = Noch nicht unterschrieben. Das kann auf dieser Seite die Auftraggeberin oder der Auftraggeber.
scope-unsigned-provider = Noch nicht unterschrieben. Das kann auf dieser Seite die Leitung.
scope-sign-waits-for-you = Diese Unterschrift wartet auf Sie.
scope-read-and-sign = Lesen und unterschreiben

# Entwerfen

scope-add-service = Leistung hinzufügen
scope-add-exclusion = Ausschluss hinzufügen
scope-add-client-duty = Beitrag des Kunden hinzufügen
scope-add-way-of-working = Arbeitsweise hinzufügen
scope-edit = Bearbeiten
scope-edit-title = { $ref } bearbeiten
scope-edit-heading = Zeile bearbeiten
scope-up = { $ref } nach oben
scope-down = { $ref } nach unten
scope-remove = { $ref } entfernen
scope-remove-confirm = „{ $title }“ aus dem Entwurf nehmen? Das Kürzel wird nicht wieder vergeben.
scope-in-draft = Im Entwurf der Fassung { $version }
scope-line-title = Titel
scope-line-text = Text
scope-line-text-hint = Was dazugehört. Markdown ist möglich.
scope-line-criteria = Abnahmekriterien
scope-line-criteria-hint = Eines je Zeile, höchstens 30. Daran werden Ergebnisse geprüft.
scope-line-days = Arbeitstage
scope-line-days-hint = Ganze Tage. Sie gewichten den Fortschritt.
scope-line-price = Preis (netto, zzgl. USt.)
scope-line-price-in = Preis in { $currency } (netto, zzgl. USt.)
scope-line-due = Fälligkeit
scope-line-save = Zeile speichern
scope-line-cancel = Zurück, ohne zu speichern
scope-other-title = Jemand anderes hat diese Zeile geändert, während Sie geschrieben haben.
scope-other-text = So lautet sie jetzt. Darunter steht, was Sie geschrieben haben; übernehmen Sie, was bleiben soll, und speichern Sie noch einmal.
scope-propose-heading = Diesen Entwurf vorlegen
scope-warnings = Bitte ansehen, bevor Sie vorlegen:
scope-lacks-criteria = hat keine Abnahmekriterien; niemand kann sagen, wann das fertig ist
scope-lacks-due = hat keine Fälligkeit
scope-lacks-days = hat keine Arbeitstage und zählt beim Fortschritt nicht mit
scope-propose-means = Mit dem Vorlegen steht der Text fest. Beide Seiten werden dann gebeten, ihn so zu unterschreiben.
scope-propose = Fassung { $version } zur Unterschrift vorlegen
scope-propose-confirm = Diese Fassung vorlegen? Der Text kann danach nicht mehr geändert werden.
scope-propose-who = Die Leitung von { $party } legt den Entwurf vor.
scope-withdraw-heading = Diese Fassung aufgeben
scope-withdraw-means = Eine zurückgezogene Fassung bleibt lesbar, gilt aber nie. Die vereinbarte Fassung, wenn es eine gibt, bleibt unberührt.
scope-withdraw = Fassung { $version } zurückziehen
scope-withdraw-confirm = Diese Fassung zurückziehen? Das lässt sich nicht rückgängig machen.

# Unterschreiben

scope-sign-title = Fassung { $version } des Leistungsumfangs unterschreiben
scope-sign-lead = Bitte lesen Sie den ganzen Text. An seinem Ende unterschreiben Sie ihn für { $party }.
scope-sign-heading = Fassung { $version } für { $party } unterschreiben
scope-sign-means = Mit Ihrem Namen verpflichten Sie { $party } auf genau diesen Text, den seine Prüfsumme bezeichnet. Er ist vereinbart, sobald beide Seiten ihn unterschrieben haben.
scope-sign-name = Ihr voller Name
scope-sign-name-hint = Schreiben Sie Ihren Namen, wie er in Ihrem Konto steht: { $name }
scope-sign = Fassung { $version } unterschreiben
scope-sign-consequence = Eine Unterschrift lässt sich nicht zurücknehmen; eine Änderung braucht eine neue Fassung.
scope-back-to = Zurück zu Fassung { $version }

# Eine Zeile

scope-line-gone = Eine Zeile, die herausgenommen wurde
scope-line-gone-text = Diese Zeile wurde aus ihrem Entwurf genommen, bevor etwas vereinbart war. Ihr Kürzel wird nicht wieder vergeben.
scope-line-versions = In welchen Fassungen
scope-line-first = erste Fassung mit dieser Zeile
scope-line-unchanged = unverändert
scope-line-changed = geändert: { $parts }
scope-deliverables-none = Unter dieser Zeile ist kein Ergebnis geplant.
scope-deliverable-due = fällig { $day }
scope-deliverable-planned = geplant
scope-deliverable-in-work = in Arbeit
scope-deliverable-submitted = eingereicht
scope-deliverable-returned = zurückgegeben
scope-deliverable-accepted = abgenommen
scope-deliverable-deemed-accepted = gilt als abgenommen
scope-feedback-none = Zu dieser Zeile hat noch niemand Feedback gegeben.
scope-feedback-question = Frage
scope-feedback-concern = Bedenken
scope-feedback-request = Anfrage
scope-feedback-praise = Lob
scope-feedback-open = offen
scope-feedback-closed = geschlossen
scope-feedback-blocking = blockiert
scope-give-feedback = Feedback zu { $ref } geben
scope-topics = Themen, die übergeben werden
scope-topic-critical = kritisch

flash-scope-drafted = Der Entwurf ist begonnen. Schreiben Sie ihn Abschnitt für Abschnitt.
flash-scope-line-added = Die Zeile steht im Entwurf.
flash-scope-line-changed = Die Zeile ist gespeichert.
flash-scope-line-moved = Die Zeile ist verschoben.
flash-scope-line-removed = Die Zeile ist aus dem Entwurf genommen.
flash-scope-proposed = Die Fassung liegt vor. Beide Seiten werden gebeten, sie zu unterschreiben.
flash-scope-withdrawn = Die Fassung ist zurückgezogen.
flash-scope-signed = Sie haben unterschrieben. Die andere Seite muss noch unterschreiben.
flash-scope-agreed = Sie haben unterschrieben; damit ist die Fassung vereinbart.

form-error-scope-price = Geben Sie einen Preis ein, der nicht unter null und nicht jenseits aller Maße liegt.
form-error-scope-criterion = Ein Kriterium ist länger als 500 Zeichen oder enthält unsichtbare Steuerzeichen.
form-error-scope-criteria = Höchstens 30 Kriterien sind möglich. Teilen Sie die Leistung auf.
form-error-scope-lines = Eine Fassung hat höchstens 300 Zeilen. Fassen Sie zusammen, was zusammengehört.

refused-scope-agreed-meanwhile = Seit Sie die Seite geöffnet haben, wurde eine andere Fassung vereinbart. Sehen Sie diese an, bevor Sie die nächste beginnen.
refused-scope-withdrawn = Diese Fassung wurde zurückgezogen.
refused-scope-empty = Der Entwurf ist leer. Fügen Sie eine Leistung hinzu, bevor er vorgelegt werden kann.
refused-scope-no-service = Der Entwurf nennt keine Leistung. Fügen Sie mindestens eine hinzu, bevor er vorgelegt werden kann.
refused-scope-not-proposed = Diese Fassung ist noch ein Entwurf; zu unterschreiben ist noch nichts.
refused-scope-agreed = Diese Fassung haben beide Seiten vereinbart; sie lässt sich nicht zurückziehen. Eine Änderung braucht eine neue Fassung.
refused-scope-name = Der eingegebene Name ist nicht der Name der Person, die unterschreibt.
refused-scope-line-gone = Diese Zeile wurde inzwischen aus dem Entwurf genommen.
refused-scope-too-many-lines = Eine Fassung hat höchstens 300 Zeilen.
refused-scope-line-changed = Jemand anderes hat diese Zeile geändert, seit Sie die Seite geöffnet haben. Sehen Sie sie noch einmal an.
refused-scope-draft-changed = Der Entwurf wurde geändert, seit Sie die Seite geöffnet haben. Lesen Sie ihn noch einmal, bevor Sie ihn vorlegen.
scope-line-needs = Bedarf, den sie erfüllt
scope-line-needs-hint = Bestätigter Bedarf. Bei einer Leistung, die keinen erfüllt, fragt sich, wofür sie da ist.
scope-needs-none = Noch ist kein Bedarf bestätigt, den diese Leistung nennen könnte.
scope-answers = Erfüllt Bedarf
scope-lacks-need = erfüllt keinen bestätigten Bedarf; wofür sie da ist, bleibt offen
scope-carries = Diese Fassung trägt
scope-look = Nachsehen, wohin das gehört
scope-nearest-lead = Am nächsten im vereinbarten Leistungsumfang:
scope-nearest-service = Vereinbart
scope-nearest-exclusion = Nicht enthalten
scope-nearest-nothing = Nichts im vereinbarten Leistungsumfang ist dem nahe.

# Vergleichen

scope-print = Auf Deutsch drucken
scope-compare-with = Mit Fassung { $version } vergleichen
scope-compare = Vergleichen
scope-compare-this = Was sich ändert in
scope-compare-against = gegenüber
scope-compare-title = Fassung { $version } gegenüber Fassung { $other }
scope-compare-turned = Umgekehrt vergleichen
scope-compare-same = Beide lauten Wort für Wort gleich.
scope-compare-count-changed = { $count ->
    [one] 1 Zeile geändert
   *[other] { $count } Zeilen geändert
  }
scope-compare-count-added = { $count ->
    [one] 1 Zeile hinzugekommen
   *[other] { $count } Zeilen hinzugekommen
  }
scope-compare-count-removed = { $count ->
    [one] 1 Zeile entfallen
   *[other] { $count } Zeilen entfallen
  }
scope-compare-count-moved = { $count ->
    [one] 1 Zeile verschoben
   *[other] { $count } Zeilen verschoben
  }
scope-compare-days = { $count ->
    [one] { $days } Arbeitstag
   *[other] { $days } Arbeitstage
  }
scope-compare-sums-same = Arbeitstage und Preis bleiben, wie sie waren
scope-compare-unchanged = { $count ->
    [one] 1 Zeile lautet gleich:
   *[other] { $count } Zeilen lauten gleich:
  }
scope-compare-added = neu
scope-compare-removed = entfallen
scope-compare-changed = geändert
scope-compare-moved = verschoben
scope-compare-end = bis hier
scope-compare-difference = Unterschied
scope-sign-compare = Was sich gegenüber Fassung { $version } ändert

# Auf Papier

scope-printed-bar = Dieses Dokument
scope-printed-now = Drucken
scope-printed-draft = Entwurf eines Leistungsumfangs, nicht vereinbart
scope-printed-proposed = Vorgelegter Leistungsumfang, noch nicht vereinbart
scope-printed-agreed = Vereinbarter Leistungsumfang
scope-printed-superseded = Vereinbarter, inzwischen abgelöster Leistungsumfang
scope-printed-withdrawn = Zurückgezogener Leistungsumfang, nie vereinbart
scope-printed-client = Kunde
scope-printed-provider = Anbieter
scope-printed-time = Zeitraum
scope-printed-period = { $from } bis { $to }
scope-printed-steps = Verlauf
scope-printed-digest = Beide unterschreiben genau diesen Text. Seine Prüfsumme (SHA-256):
scope-printed-address = Hinterlegt unter
scope-need-aside = Ruht inzwischen; ohne Haken wird er nicht mehr genannt.
