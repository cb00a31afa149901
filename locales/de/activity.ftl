activity-title = Verlauf
activity-lead = Alles, was in diesem Projekt geschehen ist, das Neueste zuerst. Nichts wird je entfernt.
activity-filter = Nur zu
activity-filter-hint = Ein Kürzel, zum Beispiel D5, F3 oder M1.
activity-filter-show = Anzeigen
activity-filter-all = Alles anzeigen
activity-none = Noch ist nichts geschehen
activity-none-text = Jeder Schritt beider Seiten wird hier stehen, mit Namen und Zeitpunkt.
activity-none-on = Zu { $ref } ist nichts geschehen
activity-none-on-text = Entweder gibt es das in diesem Projekt nicht, oder es hat noch niemand angefasst.
activity-chain-link = Aufzeichnung prüfen
activity-chain-title = Ist die Aufzeichnung vollständig und unverändert?
activity-chain-lead = Jeder Eintrag trägt eine Prüfsumme seines Inhalts und des Eintrags davor. Wer später einen Eintrag ändert, entfernt oder einschiebt, zerstört alle Prüfsummen danach.
activity-chain-holds = Ja, die Aufzeichnung ist unversehrt.
activity-chain-links = { $links ->
    [0] Es gibt noch keinen Eintrag.
    [one] Soeben wurde ein Eintrag geprüft.
   *[other] Soeben wurden { $links } Einträge geprüft, jeder gegen den vorigen.
  }
activity-chain-broken = Nein, die Aufzeichnung wurde verändert.
activity-chain-missing = Eintrag { $number } fehlt.
activity-chain-unlinked = Eintrag { $number } schließt nicht an den vorigen an.
activity-chain-altered = Eintrag { $number } wurde nachträglich geändert.
activity-chain-tail = Die Aufzeichnung endet mit Eintrag { $number }, aber nicht dort, wo sie enden müsste.
activity-chain-head = Prüfsumme des letzten Eintrags
activity-chain-keep = Notieren Sie sie an anderer Stelle: Damit lässt sich später zeigen, dass bis hierher nichts verändert wurde.
activity-chain-back = Zurück zum Verlauf
form-error-reference = Geben Sie ein Kürzel so ein, wie es auf den Seiten steht, zum Beispiel D5.
