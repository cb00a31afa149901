readiness-title = Übergabereife
readiness-lead = Die nächste Übergabe jedes Projekts, die gefährdeten zuerst.
readiness-none = Es gibt kein Projekt, für das Sie einstehen
readiness-none-text = Diese Tafel zeigt laufende Projekte: den Leitungen des Anbieters sowie den Leitungen, Auftraggeberinnen und Auftraggebern des Kunden.
readiness-client = Kunde
readiness-consultant = Berater/in
readiness-light = Ampel
readiness-all = Alle
readiness-show = Anzeigen
readiness-show-all = Alle anzeigen
readiness-no-match = Hier passt kein Projekt
readiness-no-match-text = Wählen Sie weniger Filter.
readiness-beyond = Sie stehen für mehr als { $most } Projekte ein. Beurteilt und gezeigt werden hier die mit den nächsten Meilensteinen; filtern Sie nach Kunde oder Berater/in, um die anderen zu sehen.
readiness-engagement = Projekt
readiness-milestone = Meilenstein
readiness-gates = Bedingungen
readiness-first = Im Weg
readiness-turn = Am Zug
readiness-left = Verbleibend
readiness-forecast = Prognose
readiness-gates-count = { $passed } von { $all } erfüllt{ $waived ->
    [0] {""}
    [one] , davon eine ausgesetzt
   *[other] , davon { $waived } ausgesetzt
  }{ $blocked ->
    [0] {""}
    [one] ; eine ist blockiert
   *[other] ; { $blocked } sind blockiert
  }
readiness-nothing-blocks = Nichts: Es kann unterschrieben werden
readiness-forecast-ready = jetzt bereit
readiness-forecast-none = keine: zuletzt kam keine Stufe hinzu
readiness-no-milestone = Kein Meilenstein ist offen
readiness-weeks = Erfüllt in 12 Wochen
readiness-share-moves = { $from } → { $to }
readiness-side = Ihre Seite
readiness-as-provider = Als Leitung des Anbieters
readiness-as-client = Für den Kunden
readiness-export = Als Tabelle herunterladen
readiness-export-means = CSV für Tabellenprogramme: alle Zeilen dieser Tafel, über alle Seiten, mit derselben Auswahl.
readiness-provider = Anbieter
readiness-milestone-title = Titel
readiness-date = Datum
readiness-gates-passed = Bedingungen erfüllt
readiness-gates-waived = Davon ausgesetzt
readiness-gates-blocked = Bedingungen blockiert
readiness-address = Adresse
readiness-danger = Danach in Gefahr
readiness-danger-after = Danach in Gefahr:
readiness-danger-cell = { $milestone }: { $light } ({ $first })
