# Dateien: was an etwas angehängt ist

files-title = Dateien
files-lead = Alles, was in diesem Projekt angehängt wurde, das Neueste zuerst. Angehängt wird dort, wo die Datei hingehört: an ein Ergebnis, ein Thema, eine Beobachtung, einen Arbeitstermin oder ein Feedback.
files-none = Noch keine Dateien
files-none-text = Wer etwas einreicht, eine Anleitung pflegt, eine Beobachtung oder einen Arbeitstermin festhält oder Feedback gibt, hängt sie dort an.
files-kept =
    { $count ->
        [one] Eine Fassung einer Datei
       *[other] { $count } Fassungen von Dateien
    }, zusammen { $bytes }. Ein Projekt hat Platz für { $most } Fassungen und { $room }.
files-version = Fassung { $version }
files-earlier =
    { $count ->
        [one] eine frühere Fassung
       *[other] { $count } frühere Fassungen
    }
files-download = Herunterladen
files-preview = Vorschau
files-new-window = (öffnet einen neuen Tab)
files-take-away = Entfernen
files-attach = Dateien anhängen
files-attach-them = Anhängen
files-hint = Bis zu { $most } auf einmal, je höchstens { $largest }. Eine Datei gleichen Namens wird die nächste Fassung; frühere bleiben erhalten.
files-too-large = Diese Datei ist größer als { $largest }; mehr nimmt Tandem nicht an.
files-sending = Wird gesendet
files-storing = Gesendet; wird gespeichert
files-broken = Die Übertragung ist abgebrochen, es wurde nichts behalten. Bitte versuchen Sie es noch einmal.
files-cancel = Abbrechen
files-at-deliverable = liegt für die nächste Einreichung bereit
files-at-submission = Einreichung { $submission }
files-at-topic = Anleitung
files-at-observation = Beobachtung
files-at-feedback = Feedback
files-at-session = Arbeitstermin
flash-files-attached = Angehängt. Die andere Seite sieht es auch.
flash-files-taken-away = Entfernt.
refused-files-late = Die erste Prüffrist ist vorbei, deshalb kommen zu dieser Einreichung keine Dateien mehr hinzu. Was fehlt, gehört zur nächsten, falls sie zurückgegeben wird.
refused-files-locked = Hierüber ist entschieden, deshalb sind die Dateien gesperrt: Sie bleiben, was sie bei der Entscheidung waren.
refused-files-added = Zu Einreichung { $submission } sind Dateien hinzugekommen, seit Sie die Seite geöffnet haben. Sehen Sie sie an und entscheiden Sie dann noch einmal.
refused-files-none = Wählen Sie mindestens eine Datei aus.
refused-files-empty = „{ $name }“ ist leer.
refused-files-too-large = „{ $name }“ ist größer als { $largest }; mehr nimmt Tandem nicht an. Es wurde nichts behalten.
refused-files-at-once = Hängen Sie höchstens { $most } Dateien auf einmal an.
refused-files-same-name = Zwei dieser Dateien heißen „{ $name }“. Hängen Sie sie nacheinander an, wenn die zweite die nächste Fassung sein soll.
refused-files-busy = Andere Übertragungen von Ihnen laufen noch. Warten Sie, bis sie fertig sind.
refused-files-most = Dieses Projekt hat Platz für { $most } Dateien, alle Fassungen mitgezählt; es würden mehr.
refused-files-room = Dieses Projekt hat Platz für { $room } an Dateien; es würde mehr. Was gerade übertragen wird, zählt mit, und was entfernt wurde, noch einen Tag lang.
refused-files-most-at-place = Hier ist Platz für { $most } Dateien; es würden mehr.
refused-files-most-versions = „{ $name }“ hat { $most } Fassungen, mehr werden nicht behalten. Hängen Sie die Datei unter einem anderen Namen an.
refused-files-swept = Die Übertragung hat zu lange gedauert und wurde aufgegeben. Bitte hängen Sie die Datei noch einmal an.
refused-file-not-ready = Diese Datei liegt nicht mehr bereit: Sie wurde inzwischen entfernt oder eingereicht.
