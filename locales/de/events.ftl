event-engagement-created = { $who } hat das Projekt „{ $title }“ eröffnet
event-terms-changed = { $who } hat die Eckdaten des Projekts geändert{ $lapse }{ $free }
event-seat-invited = { $who } hat { $name } eingeladen ({ $role })
event-invitation-withdrawn = { $who } hat die Einladung von { $name } zurückgezogen
event-invitation-sent-again = { $who } hat die Einladung von { $name } erneut verschickt
event-seat-taken = { $name } hat die Einladung angenommen ({ $role })
event-seat-changed = { $who } hat den Platz von { $name } geändert ({ $role })
event-seat-lapsed = { $name } gehört nicht mehr zu { $party }; damit ist der Platz beendet
event-management-ended = { $name } leitet { $party } nicht mehr; der Platz, der damit verbunden war, ist beendet
event-management-ended-stays = { $name } leitet { $party } nicht mehr und bleibt mit anderer Rolle hier ({ $role })
event-seat-ended = { $who } hat den Platz von { $name } beendet
event-scope-drafted = { $who } hat Fassung { $version } des Leistungsumfangs begonnen
event-scope-line-added = { $who } hat { $ref } { $title } in Fassung { $version } aufgenommen
event-scope-line-changed = { $who } hat { $ref } { $title } in Fassung { $version } geändert
event-scope-line-removed = { $who } hat { $ref } { $title } aus Fassung { $version } entfernt
event-scope-proposed = { $who } hat Fassung { $version } des Leistungsumfangs zur Unterschrift vorgelegt
event-scope-signed = { $who } hat Fassung { $version } des Leistungsumfangs für { $party } unterschrieben
event-scope-agreed = { $who } hat Fassung { $version } des Leistungsumfangs für { $party } unterschrieben; sie ist vereinbart
event-scope-withdrawn = { $who } hat Fassung { $version } des Leistungsumfangs zurückgezogen
event-deliverable-planned = { $who } hat { $ref } { $title } unter { $line } geplant, fällig { $due }
event-deliverable-started = { $who } hat die Arbeit an { $ref } { $title } begonnen
event-deliverable-submitted = { $who } hat { $ref } { $title } eingereicht (Einreichung { $submission })
event-submission-returned = { $who } hat Einreichung { $submission } von { $ref } { $title } zurückgegeben, wegen { $count ->
    [one] Kriterium { $criteria }
   *[other] der Kriterien { $criteria }
  }
event-submission-accepted = { $who } hat Einreichung { $submission } von { $ref } { $title } abgenommen
event-review-reminded = Erinnerung: Einreichung { $submission } von { $ref } { $title } ist bis { $due } zu prüfen
event-review-noticed = Die Prüffrist für Einreichung { $submission } von { $ref } { $title } ist abgelaufen; förmlicher Hinweis, zweite Frist bis { $due }
event-submission-deemed-accepted = Einreichung { $submission } von { $ref } { $title } gilt als abgenommen: Beide Prüffristen sind abgelaufen
event-about-engagement = Projekt insgesamt
event-feedback-question = { $who } hat eine Frage gestellt ({ $about }{ $blocking ->
    [yes] , blockierend
   *[no] {""}
  }): { $ref } „{ $excerpt }“
event-feedback-concern = { $who } hat Bedenken geäußert ({ $about }{ $blocking ->
    [yes] , blockierend
   *[no] {""}
  }): { $ref } „{ $excerpt }“
event-feedback-request = { $who } hat eine Anfrage gestellt ({ $about }{ $blocking ->
    [yes] , blockierend
   *[no] {""}
  }): { $ref } „{ $excerpt }“
event-feedback-praise = { $who } hat gelobt ({ $about }): { $ref } „{ $excerpt }“
event-feedback-replied = { $who } hat auf { $ref } „{ $excerpt }“ geantwortet
event-feedback-closed = { $who } hat { $ref } „{ $excerpt }“ geschlossen
event-feedback-reopened = { $who } hat { $ref } „{ $excerpt }“ wieder geöffnet
event-topic-planned = { $who } hat die Übergabe von { $ref } { $title } geplant
event-topic-changed = { $who } hat { $ref } { $title } geändert
event-observed-watched = { $who } hat festgehalten: { $person } hat bei { $ref } { $title } zugesehen
event-observed-together = { $who } hat festgehalten: { $person } hat { $ref } { $title } gemeinsam mit einem Experten erledigt
event-observed-supervised = { $who } hat festgehalten: { $person } hat { $ref } { $title } unter Aufsicht erledigt
event-observed-alone = { $who } hat festgehalten: { $person } hat { $ref } { $title } allein erledigt
event-observed-taught = { $who } hat festgehalten: { $person } hat { $ref } { $title } weitergegeben
event-assist-logged = { $who } hat eine Hilfe bei { $ref } { $title } festgehalten: { $person }, { $minutes ->
    [one] eine Minute
   *[other] { $minutes } Minuten
  }
event-alone-attested = { $who } hat für { $party } bestätigt, dass { $person } { $ref } { $title } allein erledigt
event-milestone-planned = { $who } hat { $ref } { $title } für { $due } geplant
event-milestone-changed = { $who } hat { $ref } { $title } geändert
event-milestone-signed = { $who } hat { $ref } { $title } für { $party } unterschrieben
event-milestone-complete = { $who } hat { $ref } { $title } für { $party } unterschrieben; beide Seiten haben unterschrieben
event-milestone-ready = { $ref } { $title } kann unterschrieben werden: Nichts steht mehr im Weg
event-milestone-at-risk = { $ref } { $title } ist gefährdet: Im Tempo der letzten Wochen wäre es am { $day } so weit
event-milestone-at-risk-no-pace = { $ref } { $title } ist gefährdet: Zuletzt ist niemand auf der Leiter vorangekommen, also kann niemand sagen, wann es so weit wäre
event-milestone-late = { $ref } { $title } ist in Verzug: Der Stichtag ist vorbei, und noch steht etwas im Weg
event-milestone-blocked = { $ref } { $title } ist wieder blockiert: { $gates }
event-wishes-stated = { $who } hat { $count ->
    [one] einen Wunsch
   *[other] { $count } Wünsche
  } von { $said_by } festgehalten: { $wishes }
event-wish = { $ref } „{ $excerpt }“
event-need-restated = { $who } hat { $ref } „{ $excerpt }“ neu formuliert (Runde { $round })
event-need-confirmed = { $who } hat { $ref } „{ $excerpt }“ bestätigt
event-need-corrected = { $who } hat die Formulierung von { $ref } „{ $excerpt }“ berichtigt
event-need-refused = { $who } sieht { $ref } „{ $excerpt }“ nicht verstanden
event-need-parked = { $who } hat { $ref } „{ $excerpt }“ zurückgestellt
event-need-withdrawn = { $who } hat { $ref } „{ $excerpt }“ zurückgezogen
event-need-resumed = { $who } hat { $ref } „{ $excerpt }“ wieder aufgenommen
event-request-within = { $who } hat { $ref } „{ $excerpt }“ { $line } zugeordnet
event-request-change = { $who } hat { $ref } „{ $excerpt }“ als nicht enthalten eingeordnet, weiter als { $change }
event-request-client = { $who } hat { $ref } „{ $excerpt }“ als nicht enthalten eingeordnet, als eigene Sache des Kunden bei { $owner }
event-request-parked = { $who } hat { $ref } „{ $excerpt }“ als nicht enthalten eingeordnet und zurückgestellt
event-change-raised = { $who } hat um eine Änderung gebeten: { $ref } { $title }
event-change-adds = { $who } hat { $line } in die Änderung { $ref } { $title } aufgenommen
event-change-changes = { $who } hat geschrieben, was { $ref } { $title } an { $line } ändert
event-change-removes = { $who } hat geschrieben, dass { $line } mit { $ref } { $title } entfällt
event-change-keeps = { $who } hat die Bearbeitung von { $line } in { $ref } { $title } zurückgenommen
event-change-assessed = { $who } hat { $ref } { $title } bewertet: { $days } Arbeitstage, { $price }
event-change-offered = { $who } hat { $ref } { $title } als Fassung { $version } des Leistungsumfangs angeboten
event-change-offer-withdrawn = { $who } hat das Angebot zu { $ref } { $title } zurückgenommen
event-change-accepted = { $who } hat { $ref } { $title } angenommen; Fassung { $version } des Leistungsumfangs ist vereinbart
event-change-declined = { $who } hat { $ref } { $title } abgelehnt
event-change-withdrawn = { $who } hat { $ref } { $title } zurückgezogen
event-change-parked = { $who } hat { $ref } { $title } zurückgestellt
event-change-resumed = { $who } hat { $ref } { $title } wieder aufgenommen
event-decision-what = { $who } hat nach einem Was gefragt: { $ref } „{ $question }“
event-decision-how = { $who } hat nach einem Wie gefragt: { $ref } „{ $question }“
event-decision-advised = { $who } hat zu { $ref } „{ $question }“ geraten: { $option }
event-decision-made = { $who } hat { $ref } „{ $question }“ entschieden: { $option }
event-decision-overruled = { $who } hat { $ref } „{ $question }“ anders als empfohlen entschieden: { $option }
event-decision-withdrawn = { $who } hat { $ref } „{ $question }“ zurückgezogen
event-echo-asked = { $days } Tage nach der Übergabe von { $ref } { $title }: Betreibt der Kunde es weiterhin allein?
event-echo-alone = { $who } sagt, dass { $ref } { $title } weiterhin allein läuft
event-echo-not-alone = { $who } sagt, dass { $ref } { $title } nicht mehr allein läuft ({ $feedback })
event-session-planned = { $who } hat { $ref } { $title } geplant: { $when }
event-session-changed = { $who } hat den Plan von { $ref } { $title } geändert: { $when }
event-session-begun = { $who } hat { $ref } { $title } begonnen
event-session-cancelled = { $who } hat { $ref } { $title } abgesagt: { $when }
event-session-recorded = { $who } hat { $ref } { $title } festgehalten{ $count ->
    [0] {""}
    [one] , mit einem nächsten Schritt
   *[other] , mit { $count } nächsten Schritten
  }
event-session-amended = { $who } hat { $ref } { $title } noch einmal festgehalten{ $count ->
    [0] {""}
    [one] , mit einem neuen nächsten Schritt
   *[other] , mit { $count } neuen nächsten Schritten
  }
event-session-confirmed = { $who } hat { $ref } { $title } bestätigt: So war es
event-session-corrected = { $who } hat die Niederschrift von { $ref } { $title } berichtigt
event-step-done = { $who } hat { $ref } erledigt: { $text }
event-step-dropped = { $who } sagt, dass { $ref } nicht mehr vereinbart ist: { $text }
event-effect-reported = { $who } hat eine Auswirkung gemeldet ({ $area }): { $ref } „{ $excerpt }“
event-effect-acknowledged = { $who } hat { $ref } „{ $excerpt }“ anerkannt; zuständig: { $owner }
event-effect-handed-on = { $who } hat die Zuständigkeit für { $ref } „{ $excerpt }“ neu vergeben: { $owner }
event-effect-settled = { $who } hat gesagt, wie { $ref } „{ $excerpt }“ erledigt wurde
event-effect-withdrawn = { $who } hat { $ref } „{ $excerpt }“ zurückgenommen
event-effect-declined = { $who } hat gesagt, dass { $ref } „{ $excerpt }“ keine Auswirkung dieser Arbeit ist
event-files-laid-ready = { $who } hat { $names } für { $ref } { $title } bereitgelegt
event-files-to-submission = { $who } hat { $names } an Einreichung { $submission } von { $ref } { $title } angehängt
event-files-to-topic = { $who } hat { $names } an { $ref } { $title } angehängt
event-files-to-observation = { $who } hat { $names } an eine Beobachtung zu { $ref } { $title } angehängt
event-files-to-feedback = { $who } hat { $names } an { $ref } „{ $title }“ angehängt
event-files-to-session = { $who } hat { $names } an { $ref } { $title } angehängt
event-file-taken-away = { $who } hat { $name } bei { $ref } { $title } entfernt
event-gate-people = Personen auf der Stufe von { $about }
event-gate-deliverable = Abnahme von { $about }
event-gate-assists = Zeit ohne Hilfe bei { $about }
event-gate-runbook = Anleitung von { $about }
event-gate-owner = Verantwortung für { $about }
event-gate-feedback = blockierendes Feedback { $about }
event-gate-change = offene Änderung { $about }
event-gate-effect = Auswirkung { $about }
event-gate-cover = Umfang von { $about }
event-waiver-asked = { $who } hat gebeten, auf eine Bedingung von { $milestone } bis { $until } zu verzichten ({ $gate }; { $ref }): „{ $reason }“
event-waiver-agreed = { $who } hat { $ref } zugestimmt: Auf eine Bedingung von { $milestone } wird bis { $until } verzichtet ({ $gate })
event-waiver-declined = { $who } hat { $ref } abgelehnt: Auf eine Bedingung von { $milestone } wird nicht bis { $until } verzichtet ({ $gate })
event-waiver-ended = { $who } hat { $ref } beendet: Eine Bedingung von { $milestone } gilt wieder ({ $gate })
event-waiver-withdrawn = { $who } hat { $ref } zurückgenommen, den Verzicht auf eine Bedingung von { $milestone } ({ $gate })
event-waiver-lapsed = { $ref } ist verfallen: Niemand hat geantwortet, ob auf eine Bedingung von { $milestone } verzichtet wird ({ $gate })
event-terms-lapse = ; „allein“ verfällt nach { $is } statt { $was } Tagen ohne Übung
event-terms-assist-free = ; kritische Themen laufen { $is } statt { $was } Arbeitstage ohne Hilfe
event-unknown = Etwas ist geschehen, wofür diese Version von Tandem noch keine Worte hat ({ $about })
event-unknown-by = { $who } hat etwas getan, wofür diese Version von Tandem noch keine Worte hat ({ $about })
