# Wie weit die Arbeit eines Projekts ist.

progress-title = Fortschritt
progress-lead = Was abgenommen ist, gemessen an dem, was fällig war, und an dem, was vereinbart ist; und was für welchen Tag zugesagt war.
progress-burn-up = Abgenommene Leistung nach Wochen
progress-accepted-of = { $accepted } von { $agreed } Arbeitstagen sind abgenommen ({ $percent }).
progress-behind = Nach Plan waren bis gestern { $due } fällig: { $difference } fehlen.
progress-as-planned = Das ist so viel, wie nach Plan bis gestern fällig war.
progress-ahead = Abgenommen sind { $difference } mehr, als nach Plan bis gestern fällig waren ({ $due }).
progress-closed-behind = Nach Plan waren vor dem Abschluss { $due } fällig: { $difference } fehlen.
progress-closed-as-planned = Das ist so viel, wie nach Plan vor dem Abschluss fällig war.
progress-closed-ahead = Abgenommen sind { $difference } mehr, als nach Plan vor dem Abschluss fällig waren ({ $due }).
progress-line-accepted = abgenommen: { $days } Arbeitstage
progress-line-due = nach Plan bis gestern fällig: { $days } Arbeitstage
progress-closed-line-due = nach Plan vor dem Abschluss fällig: { $days } Arbeitstage
progress-line-agreed = vereinbart: { $days } Arbeitstage
progress-today = heute, { $day }
progress-closed = abgeschlossen, { $day }
progress-how = Gezählt werden Arbeitstage der vereinbarten Leistungen, jede nach dem Anteil ihrer abgenommenen Ergebnisse. Der Plan folgt den Stichtagen, wie sie heute stehen; die Linie des Vereinbarten springt, wo beide Seiten eine andere Fassung des Leistungsumfangs unterschrieben haben.
progress-table = Woche für Woche
progress-week = Woche ab
progress-accepted = Abgenommen
progress-due = Nach Plan fällig
progress-agreed = Vereinbart
progress-timeline = Was für welchen Tag zugesagt war
progress-nothing = Noch ist nichts für einen Tag zugesagt
progress-nothing-text = Hier stehen Ergebnisse und Meilensteine in der Reihenfolge ihrer Tage. Der Anbieter plant sie, sobald der Leistungsumfang vereinbart ist.
progress-left-out = { $count ->
    [one] Eines, das lange erledigt ist, fehlt hier.
   *[other] { $count }, die lange erledigt sind, fehlen hier.
  }
progress-signed = unterschrieben
progress-open = noch nicht unterschrieben
progress-item-ahead = fällig { $due }
progress-item-overdue = fällig { $due }, überfällig
progress-closed-item = fällig { $due }, beim Abschluss nicht erledigt
progress-item-handed-in = fällig { $due }, eingereicht { $late ->
    [yes] verspätet am { $kept }
   *[no] { $kept }
  }
progress-item-accepted = fällig { $due }, eingereicht { $late ->
    [yes] verspätet am { $kept }
   *[no] { $kept }
  }, erledigt { $done }
progress-item-signed = fällig { $due }, unterschrieben { $late ->
    [yes] verspätet am { $kept }
   *[no] { $kept }
  }
progress-key-promised = geplant, am Ende fällig
progress-key-late = verspätet
progress-key-done = erledigt
