needs-lead = Was der Kunde sich wünscht, in seinen eigenen Worten, und was beide Seiten darunter verstehen.
needs-figures = { $wishes ->
    [one] Ein Wunsch,
   *[other] { $wishes } Wünsche,
  } davon { $confirmed } bestätigt.
needs-figures-took = Die Hälfte davon war nach { $rounds } Runden und { $days } Tagen bestätigt.
needs-empty = Noch keine Wünsche
needs-empty-text = Hier beginnt die Arbeit: Wer auf Kundenseite mitwirkt, sagt in eigenen Worten, was besser werden soll. Der Anbieter formuliert jeden Wunsch so lange neu, bis der Kunde sagt: Ja, genau das.
needs-state = Sagen, was besser werden soll
needs-record = Gehörte Wünsche festhalten
needs-turn = { $party } ist am Zug
needs-said-by = { $who }, { $day }
needs-ask = Was soll besser werden? In Ihren eigenen Worten
needs-ask-text = Ein Feld für jede Sache. Genau muss es noch nicht sein, das folgt später gemeinsam. Ihre Worte bleiben so stehen, wie Sie sie schreiben.
needs-record-text = Halten Sie fest, was jemand vom Kunden gesagt hat, in dessen Worten und nicht in Ihren. Es bleibt so stehen, wie Sie es schreiben.
needs-wish-number = Wunsch { $place }
needs-wish-hint = Zum Beispiel: „Kann das System nicht selbst erinnern?“
needs-one-more = Noch ein Wunsch
needs-who-said = Wer sagt das?
needs-choose = Bitte wählen
needs-said-on = Wann?
needs-said-where = Wo?
needs-said-where-hint = In einem Arbeitstermin, am Telefon …
needs-state-send = Festhalten
needs-state-means = Wünsche werden nie geändert. Als Nächstes sagt der Anbieter, was er verstanden hat.
needs-cancel = Abbrechen
needs-one = Wunsch und Bedarf
needs-wish = Der Wunsch
needs-need = Was wir verstanden haben
needs-recorded = Festgehalten von { $who }, { $when }
needs-restated-by = Runde { $round }, { $who }, { $when }
needs-not-restated = Noch nicht neu formuliert.
needs-why = Warum es wichtig ist
needs-measure = Woran beide erkennen, dass es erfüllt ist
needs-measure-hint = Etwas, das man zählen oder ansehen kann, etwa „95 % haben nach einem Arbeitstag einen Verantwortlichen“.
needs-baseline = Stand heute
needs-target = Ziel
needs-is-it = Ist es das, was Sie meinen?
needs-correction = Was fehlt oder falsch ist
needs-correction-hint = Nötig, wenn es nicht genau das ist.
needs-answer-yes = Ja, genau das
needs-answer-partly = Teilweise
needs-answer-no = Nein
needs-answer-means = „Ja“ bestätigt den Bedarf: Darauf werden Leistungen vereinbart. Bei allem anderen ist der Anbieter am Zug.
needs-said-yes = hat bestätigt: Ja, genau das
needs-said-partly = hat geantwortet: teilweise
needs-said-no = hat geantwortet: nein
needs-restate = Sagen, was Sie verstanden haben
needs-understanding = Der Bedarf in Ihren Worten
needs-understanding-hint = Ein, zwei Sätze, zu denen der Kunde Ja oder Nein sagen kann. Markdown wird verstanden.
needs-restate-send = Um Bestätigung bitten
needs-restate-means = Dann ist der Kunde am Zug: bestätigen oder berichtigen.
needs-earlier = Frühere Runden
needs-round = hat es neu formuliert (Runde { $round })
needs-took = { $rounds ->
    [one] eine Runde
   *[other] { $rounds } Runden
  }, { $days ->
    [one] ein Tag
   *[other] { $days } Tage
  }
needs-stated = geäußert
needs-restated = neu formuliert
needs-confirmed = bestätigt
needs-parked = zurückgestellt
needs-withdrawn = zurückgezogen
needs-rest-confirmed = Niemand ist am Zug: bestätigt
needs-rest-parked = Niemand ist am Zug: zurückgestellt von { $who }, { $day }
needs-rest-withdrawn = Niemand ist am Zug: zurückgezogen von { $who }, { $day }
needs-why-set-aside = Warum er ruht:
needs-set-aside = Diesen Wunsch zurückstellen oder zurückziehen
needs-reason = Warum?
needs-reason-hint = Alle Beteiligten können es lesen.
needs-set-aside-means = Er bleibt sichtbar und kann wieder aufgenommen werden.
needs-park = Für später zurückstellen
needs-withdraw = Zurückziehen
needs-resume = Wieder aufnehmen
needs-traces = Was ihn erfüllt
needs-traces-none = Noch nennt keine Leistung diesen Bedarf.
needs-feedback = Feedback dazu
flash-wish-stated = Der Wunsch ist festgehalten.
flash-wishes-stated = Die Wünsche sind festgehalten.
flash-need-restated = Der Kunde ist um Bestätigung gebeten.
flash-need-confirmed = Bestätigt: Beide Seiten meinen jetzt dasselbe.
flash-need-answered = Der Anbieter formuliert es neu.
flash-need-set-aside = Der Wunsch ruht.
flash-need-resumed = Wieder aufgenommen.
form-error-wish-empty = Schreiben Sie mindestens einen Wunsch.
form-error-wish-in-future = Ein Wunsch kann nicht in der Zukunft geäußert worden sein.
form-error-need-correction = Sagen Sie, was fehlt oder falsch ist, damit es neu formuliert werden kann.
refused-wish-of-nobody = Wer das gesagt hat, hat keinen Platz mehr auf der Kundenseite.
refused-need-set-aside = Dieser Wunsch ruht. Er kann wieder aufgenommen werden.
refused-need-not-set-aside = Dieser Wunsch ruht nicht; er wurde wieder aufgenommen.
refused-need-confirmed = Dieser Bedarf ist bestätigt. Ein anderer Wunsch wird neu geäußert.
refused-need-already-restated = Dieser Wunsch wurde inzwischen neu formuliert; zuerst antwortet der Kunde.
refused-need-answered = Diese Formulierung wurde inzwischen beantwortet.
