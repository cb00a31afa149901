# Die Leiter

handover-level-0 = noch nicht
handover-level-1 = zugesehen
handover-level-2 = gemeinsam
handover-level-3 = begleitet
handover-level-4 = allein
handover-level-5 = lehrt
handover-mode-watched = Zugesehen
handover-mode-watched-means = Hat zugesehen, während eine Fachkraft es tat.
handover-mode-together = Gemeinsam
handover-mode-together-means = Hat es zusammen mit einer Fachkraft getan.
handover-mode-supervised = Begleitet
handover-mode-supervised-means = Hat es getan, während eine Fachkraft zusah.
handover-mode-alone = Allein
handover-mode-alone-means = Hat es ohne Fachkraft getan. Zwei echte Fälle an verschiedenen Tagen können als Stufe 4 bestätigt werden.
handover-mode-taught = Gelehrt
handover-mode-taught-means = Hat es jemand anderem beigebracht.
handover-lapsed = Von „allein“ zurückgefallen: seit { $days } Tagen nicht mehr ohne Hilfe getan
handover-unaided-days = { $days ->
    [one] Ein echter Fall ohne Hilfe an einem Tag; nötig sind { $needed }
   *[other] Echte Fälle ohne Hilfe an { $days } Tagen; nötig sind { $needed }
  }
handover-attested-by = { $party } bestätigt, dass es allein geht
handover-attestation-missing = { $party } muss noch bestätigen, dass es allein geht
handover-seat-ended = nicht mehr dabei
handover-ladder-rule = Stufe 4 braucht zwei echte Fälle ohne Hilfe an verschiedenen Tagen und die Bestätigung beider Seiten, Stufe 5, dass jemand, den die Person angelernt hat, Stufe 3 erreicht hat. Was { $days } Tage nicht getan wurde, fällt auf Stufe 3 zurück.

# Die Bedingungen

handover-gate-pass = Erfüllt
handover-gate-warning = Warnung
handover-gate-blocked = Blockiert
handover-gate-waived = Ausgesetzt
handover-gate-next = { $party } ({ $who }):
handover-gate-waived-until = Beide Seiten verzichten darauf bis { $until }
handover-gate-waiver-asked = { $party } bittet, bis { $until } darauf zu verzichten
handover-days-left = { $days ->
    [0] kein Arbeitstag mehr
    [1] noch ein Arbeitstag
    [2] noch zwei Arbeitstage
    [3] noch drei Arbeitstage
    [4] noch vier Arbeitstage
    [5] noch fünf Arbeitstage
   *[other] noch { $days } Arbeitstage
  }
handover-gate-people-enough = { $ref } hat { $have ->
    [1] eine Person
    [2] zwei Personen
    [3] drei Personen
   *[other] { $have } Personen
  } auf Stufe { $level } und braucht { $needed ->
    [1] eine
    [2] zwei
    [3] drei
   *[other] { $needed }
  }
handover-gate-people-short = { $ref } hat { $have ->
    [1] eine Person
    [2] zwei Personen
    [3] drei Personen
   *[other] { $have } Personen
  } auf Stufe { $level } und braucht { $needed ->
    [2] zwei
    [3] drei
    [4] vier
    [5] fünf
   *[other] { $needed }
  }
handover-gate-people-nobody = { $ref } hat niemanden auf Stufe { $level }
handover-gate-accepted = { $ref } ist abgenommen
handover-gate-deemed = { $ref } gilt nur als abgenommen
handover-gate-open-due = { $ref } ist nicht abgenommen ({ $left })
handover-gate-open = { $ref } ist nicht abgenommen
handover-gate-assist = Eine Hilfe bei { $ref } am { $day }
handover-gate-assist-free = Keine Hilfe bei { $ref } in den letzten { $days } Arbeitstagen
handover-gate-no-runbook = { $ref } hat keine Anleitung
handover-gate-unrehearsed = Die Anleitung von { $ref } ist nicht erprobt
handover-gate-rehearsed = Die Anleitung von { $ref } hat { $name } erprobt
handover-gate-owner = Verantwortlich bei { $party }: { $name }
handover-gate-owner-left = { $name } ist verantwortlich, aber nicht mehr dabei
handover-gate-no-owner = { $ref } hat bei { $party } niemanden, der verantwortlich ist
handover-gate-feedback = { $ref } zu { $about } blockiert und ist offen
handover-gate-change = { $ref } ist offen und betrifft { $line }
handover-gate-no-change = Keine offene Änderung betrifft, was er umfasst
handover-next-change = { $ref } zu Ende bringen: vereinbaren, zurückstellen oder zurückziehen
handover-gate-effect = { $ref } ({ $area }) ist nicht anerkannt
handover-gate-no-effect = Keine Auswirkung auf andere Bereiche wartet auf Anerkennung
handover-next-effect = { $ref } anerkennen und sagen, wer zuständig ist, oder warum es keine ist
handover-gate-feedback-engagement = { $ref } zum Projekt insgesamt blockiert und ist offen
handover-gate-no-cover = { $ref } umfasst kein Thema und kein Ergebnis: Unterschrieben wird nur der Text
handover-gate-no-feedback = Kein blockierendes Feedback ist dazu offen
handover-next-invite = jemanden einladen, der es übernimmt
handover-next-watch = { $name } sieht bei einem Fall zu
handover-next-together = { $name } bearbeitet einen Fall zusammen mit einer Fachkraft
handover-next-supervised = { $name } bearbeitet einen Fall unter Begleitung
handover-next-unaided = { $cases ->
    [one] { $name } bearbeitet noch einen echten Fall ohne Hilfe, an einem anderen Tag
   *[other] { $name } bearbeitet { $cases } echte Fälle ohne Hilfe, an verschiedenen Tagen
  }
handover-next-attest = bestätigen, dass { $name } es allein kann
handover-next-again = { $name } bearbeitet wieder einen Fall allein
handover-next-teach = { $name } bringt es jemandem bei
handover-next-review = { $ref } abnehmen oder zurückgeben
handover-next-submit = { $ref } einreichen
handover-next-assist-free = { $ref } bis { $day } ohne Hilfe tun
handover-next-runbook = die Anleitung zu { $ref } angeben
handover-next-rehearse = einen Fall von { $ref } nach der Anleitung bearbeiten, begleitet oder allein
handover-next-owner = jemanden bei { $party } benennen
handover-next-answer = { $ref } beantworten
handover-next-cover = auswählen, was { $ref } umfasst, falls es etwas umfasst
handover-next-close = { $ref } schließen, wenn es geklärt ist

# Ampel und Prognose

handover-light-late = überfällig
handover-light-at-risk = gefährdet
handover-light-on-track = im Plan
handover-light-ready = bereit
handover-counts = { $passed } von { $all } Bedingungen erfüllt{ $warned ->
    [0] {""}
    [one] , eine davon mit Warnung
   *[other] , { $warned } davon mit Warnung
  }{ $waived ->
    [0] {""}
    [one] , auf eine wird verzichtet
   *[other] , auf { $waived } wird verzichtet
  }{ $blocked ->
    [0] {""}
    [one] ; eine ist blockiert
   *[other] ; { $blocked } sind blockiert
  }
handover-forecast-steps = { $steps ->
    [0] Bei den übergebenen Themen fehlt keine Stufe mehr.
    [one] Bei den übergebenen Themen fehlt noch eine Stufe.
   *[other] Bei den übergebenen Themen fehlen noch { $steps } Stufen.
  }
handover-forecast-gains = In den letzten { $window } Arbeitstagen { $gains ->
    [0] kam keine hinzu.
    [one] kam eine hinzu.
   *[other] kamen { $gains } hinzu.
  }
handover-forecast-pace = In diesem Tempo dauert das { $days ->
    [one] einen Arbeitstag
   *[other] { $days } Arbeitstage
  }, bis { $day }.
handover-forecast-deliverables = Das letzte noch nicht abgenommene Ergebnis ist fällig: { $day }.
handover-forecast-assists = Hilfen bei kritischen Themen zählen bis { $day }.
handover-forecast-date = Prognose: { $day }.
handover-forecast-none = Ohne Tempo gibt es keine Prognose.

# Raster und Meilensteine

handover-title = Übergabe
handover-lead = Ab wann der Kunde etwas allein tut, und wie weit alle auf dem Weg dorthin sind.
handover-milestones = Meilensteine
handover-milestones-none = Noch ist kein Meilenstein geplant
handover-milestones-none-text = Ein Meilenstein ist die Vereinbarung, ab wann der Kunde welche Themen allein betreibt. Die Leitung des Anbieters plant ihn.
handover-plan-milestone = Meilenstein planen
handover-grid = Wer was auf welcher Stufe kann
handover-grid-text = Jede Zelle führt zu ihren Nachweisen. Die Kerbe zeigt die Stufe, die nötig ist.
handover-topics-none = Noch ist kein Thema geplant
handover-topics-none-text = Ein Thema ist ein Geschäftsprozess oder eine Fertigkeit, die übergeben wird. Der Anbieter plant es unter einer vereinbarten Leistung.
handover-plan-topic = Thema planen
handover-topic = Thema
handover-critical = kritisch
handover-unseen = Noch nichts festgehalten von: { $names }
handover-log-observation = Beobachtung festhalten
handover-log-assist = Hilfe festhalten
handover-signed = unterschrieben
handover-signed-at = Von beiden Seiten unterschrieben:

# Ein Thema

handover-critical-means = Kritisch: Der Kunde kommt keinen Tag ohne aus.
handover-topic-gates = Was dieses Thema braucht
handover-people = Personen
handover-people-none = Beim Kunden hat niemand einen Platz, an dem Themen übernommen werden.
handover-attest = Bestätigen, dass { $name } es allein kann
handover-attest-confirm = Das Wort Ihrer Seite, dass { $name } das allein kann, lässt sich nicht zurücknehmen. Bestätigen?
handover-evidence = Nachweise
handover-evidence-none = Noch wurde nichts gesehen
handover-evidence-none-text = Wer dabei war, hält fest, was jemand getan hat und wo eine Fachkraft helfen musste.
handover-evidence-link = Wo es zu sehen ist
handover-feedback = Feedback
handover-feedback-none = Hierzu gibt es kein Feedback.
handover-feedback-open = offen
handover-feedback-blocking = blockierend
handover-feedback-closed = geschlossen
handover-give-feedback = Feedback dazu geben
handover-needs = Braucht
handover-need = { $people ->
    [one] eine Person auf Stufe { $level } ({ $word })
   *[other] { $people } Personen auf Stufe { $level } ({ $word })
  }
handover-line = Leistung
handover-runbook = Anleitung
handover-runbook-open = Anleitung öffnen
handover-runbook-there = Zur Anleitung
handover-runbook-attach = Anleitung als Datei anhängen
handover-runbook-none = noch keine angegeben
handover-covered-by-none = noch in keinem
handover-edit-topic = Thema ändern
handover-real-case = echter Fall
handover-exercise = Übung
handover-by-runbook = nach Anleitung
handover-said = { $said }; festgehalten von { $name }
handover-said-watched = hat zugesehen: { $day }
handover-said-together = hat es zusammen mit einer Fachkraft getan: { $day }
handover-said-supervised = hat es unter Begleitung getan: { $day }
handover-said-alone = hat es allein getan: { $day }
handover-said-taught = hat es { $learner } beigebracht: { $day }
handover-said-assist = bekam Hilfe von { $helper }: { $day }, { $minutes ->
    [one] eine Minute
   *[other] { $minutes } Minuten
  }

# Formulare

handover-choose = Bitte wählen
handover-nobody = Niemand
handover-save = Speichern
handover-back = Zurück
handover-plan-topic-lead = Ein Geschäftsprozess oder eine Fertigkeit, die der Kunde allein betreiben wird.
handover-no-lines = Ein Thema gehört zu einer Leistung des vereinbarten Leistungsumfangs. Sobald beide Seiten eine Fassung unterschrieben haben, können Themen geplant werden.
handover-topic-title = Titel
handover-topic-title-hint = Was getan wird, in den Worten derer, die es tun: „Preisabweichungen klären“.
handover-line-hint = Die vereinbarte Leistung, unter der es übergeben wird.
handover-is-critical = Kritisch
handover-is-critical-hint = Der Kunde kommt keinen Tag ohne aus. Dann müssen zwei Personen es allein können, und Hilfen in den letzten zehn Arbeitstagen halten die Übergabe auf.
handover-people-needed = Nötige Personen
handover-people-needed-hint = Leer gelassen: zwei, wenn es kritisch ist, sonst eine.
handover-target-level = Nötige Stufe
handover-target-level-hint = Meist 4, allein.
handover-runbook-hint = Die Adresse, unter der sie liegt.
handover-topic-text = Beschreibung
handover-topic-text-hint = Was dazugehört und was nicht.
handover-observation-lead = Was jemand beim Kunden nachweislich getan hat. Die Stufe auf der Leiter folgt daraus.
handover-nothing-to-log = Noch gibt es nichts festzuhalten: Dazu braucht es ein Thema und jemanden beim Kunden mit einem Platz.
handover-person = Wer
handover-mode = Wie
handover-learner = Wem es beigebracht wurde
handover-learner-hint = Nur bei „Gelehrt“.
handover-day = Tag
handover-day-hint = Der Kalendertag beim Kunden.
handover-is-real-case = Ein echter Fall
handover-is-real-case-hint = Keine Übung. Nur echte Fälle zählen für „allein“.
handover-followed-runbook = Nach Anleitung
handover-followed-runbook-hint = Begleitet oder allein zählt das als ihre Erprobung.
handover-what-was-done = Was getan wurde
handover-what-was-done-hint = So, dass es jemand versteht, der nicht dabei war: „Neun Ausnahmen geklärt, zwei mit Gutschrift.“
handover-evidence-url = Wo es zu sehen ist
handover-evidence-url-hint = Die Adresse eines Falls, einer Aufzeichnung, einer Liste.
handover-log-means = Was festgehalten ist, bleibt: Es kann nicht geändert oder entfernt werden.
handover-assist-lead = Hilfe, die eine Fachkraft geben musste. Sie zeigt, was noch nicht übergeben ist.
handover-helped = Wem geholfen wurde
handover-helper = Wer geholfen hat
handover-minutes = Minuten
handover-with-what = Wobei
handover-with-what-hint = „XML ohne Bestellnummer.“

# Ein Meilenstein

handover-readiness = Wie bereit er ist
handover-gates = Bedingungen
handover-gates-recorded = Die Bedingungen, wie sie bei der Unterschrift standen
handover-signatures = Unterschriften
handover-signature-open = Zu unterschreiben durch: { $role }
handover-signature-blocked = Kann unterschrieben werden, sobald keine Bedingung mehr blockiert ist.
handover-read-and-sign = Lesen und unterschreiben
handover-owner = Verantwortlich beim Kunden
handover-owner-none = noch niemand benannt
handover-topics = Themen
handover-deliverables = Ergebnisse
handover-covers-none = keine
handover-planned-by = Geplant von
handover-edit-milestone = Meilenstein ändern
handover-plan-milestone-lead = Ab wann der Kunde was allein betreibt: der Text, den beide Seiten unterschreiben.
handover-signature-falls = Eine Seite hat diesen Text unterschrieben. Wenn Sie ihn ändern, fällt diese Unterschrift weg.
handover-milestone-title = Titel
handover-milestone-title-hint = Zum Beispiel „Übergabe“.
handover-at = Ab wann
handover-at-hint = Datum und Uhrzeit, wie die Uhren beim Kunden gehen ({ $zone }).
handover-agreement = Vereinbarung
handover-agreement-hint = „Ab 31. Juli, 18:00 Uhr, bearbeitet der Kunde Eingangsrechnungen ohne Unterstützung. Spätere Wünsche sind neue Aufträge.“
handover-owner-hint = Wer beim Kunden dafür einsteht. Ohne diese Angabe kann nicht unterschrieben werden.
handover-milestone-means = Er kann geändert werden, bis beide Seiten unterschrieben haben.
handover-sign-title = Unterschreiben
handover-sign-lead = Sie unterschreiben für { $party }. In Kraft ab:
handover-typed-name = Ihr voller Name
handover-typed-name-hint = Ihn einzutippen ist Ihre Unterschrift.
handover-sign-means = Eine Unterschrift kann nicht zurückgenommen werden. Als Nächstes wird die andere Seite um ihre gebeten.
handover-sign-completes = Eine Unterschrift kann nicht zurückgenommen werden. Mit Ihrer ist die Übergabe vollständig.
handover-sign-closes = Dies ist der letzte Meilenstein: Mit Ihrer Unterschrift ist das Projekt abgeschlossen und kann danach nur noch gelesen werden.
handover-sign-for = Für { $party } unterschreiben

# Antworten

flash-handover-topic-planned = Das Thema ist geplant.
flash-handover-topic-changed = Das Thema ist geändert.
flash-handover-observation-logged = Die Beobachtung ist festgehalten.
flash-handover-assist-logged = Die Hilfe ist festgehalten.
flash-handover-attested = Die Bestätigung Ihrer Seite ist festgehalten.
flash-handover-milestone-planned = Der Meilenstein ist geplant.
flash-handover-milestone-changed = Der Meilenstein ist geändert.
flash-handover-signed = Sie haben unterschrieben.
form-error-handover-future = Dieser Tag ist noch nicht gekommen.
form-error-handover-learner = Wer etwas beibringt, bringt es jemand anderem bei.
refused-handover-future = Was noch nicht geschehen ist, kann nicht festgehalten werden.
refused-handover-learner = Zum Beibringen gehört jemand anderes, dem es beigebracht wird.
refused-handover-no-learner = Nur beim Beibringen gibt es jemanden, dem es beigebracht wird.
refused-handover-line = { $line } ist keine Leistung des vereinbarten Leistungsumfangs.
refused-handover-seat-ended = { $name } hat keinen Platz mehr in diesem Projekt.
refused-handover-not-unaided = „Allein“ kann nach zwei echten Fällen ohne Hilfe an verschiedenen Tagen bestätigt werden.
refused-handover-topic-changed = Dieses Thema wurde geändert, seit Sie es geöffnet haben. Sehen Sie es noch einmal an, bevor Sie es ändern.
refused-milestone-changed = Dieser Meilenstein wurde geändert, seit Sie ihn geöffnet haben. Sehen Sie ihn noch einmal an, bevor Sie ihn ändern.
refused-milestone-under-signature = Dieser Meilenstein trägt eine Unterschrift; darunter wird sein Text nicht geändert.
handover-tampered = Der gespeicherte Text passt nicht mehr zu der Prüfsumme, unter der er unterschrieben wurde. Bitte verlassen Sie sich nicht auf ihn und sagen Sie denen Bescheid, die diesen Server betreiben.
refused-milestone-signed = Beide Seiten haben diesen Meilenstein unterschrieben; er kann nicht mehr geändert werden.
refused-milestone-blocked = Noch halten Bedingungen diese Übergabe auf. Auf ihrer Seite steht, welche es sind und wer sie erfüllt.
refused-handover-name = Unter Ihrer Unterschrift kann nur Ihr eigener Name stehen. Geben Sie ihn so ein, wie er in Ihrem Konto steht.
refused-handover-topic-signed = Dieses Thema gehört zu einer Übergabe, die unterschrieben wurde. Nur noch sein Wortlaut und sein Handbuch können geändert werden.

# Verzicht, Nachfrage, Wochen

handover-waiver = Verzicht auf eine Bedingung
handover-waivers = Verzichte
handover-waiver-new = Die andere Seite um Verzicht auf eine Bedingung bitten
handover-waiver-ask = Um Verzicht bitten
handover-waiver-lead = Eine Bedingung, auf die beide Seiten verzichten, hält die Übergabe eine Zeit lang nicht auf. Der Verzicht steht mit beiden Namen, Grund und Frist in dem, was unterschrieben wird.
handover-waiver-gate = Bedingung
handover-waiver-now = Heute
handover-waiver-reason = Warum kann darauf verzichtet werden?
handover-waiver-reason-hint = Und was bis zum Ende der Frist geschieht.
handover-waiver-until = Gilt bis einschließlich
handover-waiver-asked-until = Erbeten bis einschließlich
handover-waiver-until-hint = Spätestens { $latest }.
handover-waiver-means = Es gilt erst, wenn { $party } zustimmt. Bis dahin können Sie es zurücknehmen.
handover-waiver-story = Verlauf
handover-waiver-said-asked = hat um den Verzicht gebeten
handover-waiver-said-ended = hat es zurückgenommen
handover-waiver-asked = erbeten
handover-waiver-holds = gilt
handover-waiver-expired = abgelaufen
handover-waiver-declined = abgelehnt
handover-waiver-withdrawn = zurückgenommen
handover-waiver-ended = beendet
handover-waiver-lapsed = verfallen
handover-waiver-answer = Ihre Antwort
handover-waiver-answer-text = Anmerkung
handover-waiver-answer-hint = Nötig, wenn Sie ablehnen.
handover-waiver-agree-means = Wenn Sie zustimmen, hält diese Bedingung { $milestone } bis { $until } nicht auf. Jede Seite kann den Verzicht beenden, solange nicht beide die Übergabe unterschrieben haben.
handover-waiver-agree = Zustimmen
handover-waiver-decline = Ablehnen
handover-waiver-end = Zurücknehmen
handover-waiver-end-confirm = Die Bedingung gilt dann wieder. Wirklich zurücknehmen?
handover-echoes = Nach der Übergabe
handover-echoes-text = Einige Zeit danach wird der Kunde gefragt, ob er das Übernommene weiterhin allein betreibt.
handover-echo-on = { $day }, { $days } Tage danach
handover-echo-ahead = Steht bevor
handover-echo-asked = Gefragt
handover-echo-alone = Läuft allein
handover-echo-not-alone = Läuft nicht allein
handover-echo-answer = Frage beantworten
handover-holds-until = Gilt ohne weitere Übung bis { $day }
handover-evidence-of = Was { $name } betrifft.
handover-evidence-all = Alle zeigen
handover-weeks = Ohne Hilfe, Woche für Woche
handover-weeks-text = Echte Fälle der letzten { $weeks } Wochen: Wer dabei Hilfe brauchte und auch gesehen wurde, zählt einmal. Bloßes Zusehen zählt nicht.
handover-weeks-none = In den letzten Wochen wurden keine echten Fälle festgehalten.
handover-week-of = Woche ab { $day }
handover-week-none = keine Fälle
handover-week-share = { $unaided } von { $cases } ohne Hilfe ({ $share })
handover-week-minutes = { $minutes ->
    [one] eine Minute Hilfe
   *[other] { $minutes } Minuten Hilfe
  }
flash-handover-waiver-asked = Sie haben um den Verzicht gebeten.
flash-handover-waiver-agreed = Sie haben dem Verzicht zugestimmt.
flash-handover-waiver-declined = Sie haben den Verzicht abgelehnt.
flash-handover-waiver-ended = Der Verzicht ist zurückgenommen.
form-error-waiver-day = Wählen Sie einen Tag von heute an, höchstens 180 Tage voraus.
refused-waiver-not-blocked = Es gibt hier keine blockierte Bedingung, auf die verzichtet werden könnte.
refused-waiver-asked = Um den Verzicht auf diese Bedingung ist schon gebeten worden.
refused-waiver-day = Ein Verzicht gilt bis zu einem Tag von heute an, höchstens 180 Tage voraus.
refused-waiver-own = Ihre Seite hat darum gebeten; antworten kann nur die andere.
refused-waiver-answered = Dieser Verzicht ist inzwischen beantwortet oder zurückgenommen.
refused-waiver-over = Hier gibt es nichts mehr zurückzunehmen.
refused-terms-under-signature = Eine Übergabe trägt die Unterschrift einer Seite. Bis auch die andere unterschrieben hat, bleiben ihre Regeln, wie sie unterschrieben wurden.
refused-waiver-why = Bitte sagen Sie, warum Sie ablehnen.

# Wie sich die Reife eines Meilensteins entwickelt hat.
handover-trend = Wie sich das entwickelt hat
handover-trend-moves = { $weeks ->
    [one] Vor einer Woche waren { $then } von { $then_all } Bedingungen erfüllt, heute sind es { $now } von { $now_all }.
   *[other] Vor { $weeks } Wochen waren { $then } von { $then_all } Bedingungen erfüllt, heute sind es { $now } von { $now_all }.
  }
handover-trend-ended = { $weeks ->
    [one] Innerhalb einer Woche ging es von { $then } von { $then_all } erfüllten Bedingungen zu { $now } von { $now_all }; dann wurde unterschrieben.
   *[other] Innerhalb von { $weeks } Wochen ging es von { $then } von { $then_all } erfüllten Bedingungen zu { $now } von { $now_all }; dann wurde unterschrieben.
  }
handover-trend-none = Noch gibt es nichts zu vergleichen. Einmal am Tag wird festgehalten, wie es steht; die Linie beginnt in einer Woche.
handover-trend-open = { $count ->
    [one] erfüllt: eine Bedingung
   *[other] erfüllt: { $count } Bedingungen
  }
handover-trend-all = { $count ->
    [one] insgesamt: eine Bedingung
   *[other] insgesamt: { $count } Bedingungen
  }
handover-trend-table = Woche für Woche
handover-trend-day = Tag
handover-trend-passed = Erfüllt
handover-trend-warned = Mit Warnung
handover-trend-gates = Bedingungen
handover-trend-light = Ampel
handover-trend-left = Verbleibend
handover-trend-forecast = Prognose
