# Tage und Fristen

day-today = heute
day-tomorrow = morgen
day-yesterday = gestern

business-days =
    { $days ->
        [one] 1 Arbeitstag
       *[other] { $days } Arbeitstage
    }
days-left =
    { $days ->
        [0] kein Arbeitstag mehr
        [one] noch 1 Arbeitstag
       *[other] noch { $days } Arbeitstage
    }
due-today = heute fällig
days-overdue =
    { $days ->
        [0] überfällig
        [one] 1 Arbeitstag überfällig
       *[other] { $days } Arbeitstage überfällig
    }

# Was an einer Eingabe nicht stimmt

fault-empty = Bitte ausfüllen.
fault-too-long =
    { $max ->
        [one] Hier ist Platz für höchstens 1 Zeichen.
       *[other] Hier ist Platz für höchstens { $max } Zeichen.
    }
fault-no-email = Das ist keine E-Mail-Adresse. Sie sieht aus wie name@example.com.
fault-no-link = Das ist keine Webadresse. Sie beginnt mit https:// oder http:// und enthält keinen Benutzernamen.
fault-no-sum = Das ist kein Geldbetrag. Schreibweise: 7.800 oder 7.800,50.
fault-sum-too-fine = Der Betrag hat mehr Nachkommastellen als die Währung.
fault-sum-too-large = Der Betrag ist zu groß.
fault-currencies-mixed = Beträge in verschiedenen Währungen lassen sich nicht addieren.
fault-no-currency = Eine Währung hat drei Buchstaben, zum Beispiel EUR.

# Sizes

size-bytes =
    { $count ->
        [one] 1 Byte
       *[other] { $count } Byte
    }
