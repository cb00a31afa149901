# E-Mails

notices-greeting = Guten Tag { $name },
notices-greeting-unknown = Guten Tag,
notices-subject-many = { $count } Neuigkeiten · { $title }
notices-more =
    { $count ->
        [one] Und eine weitere Neuigkeit.
       *[other] Und { $count } weitere Neuigkeiten.
    }
notices-asked = Sie sind bei { $ref } am Zug: { $ask }, bis { $due }.
notices-asked-more =
    { $count ->
        [one] Eine weitere Sache wartet auf Sie.
       *[other] { $count } weitere Sachen warten auf Sie.
    }
notices-open = In Tandem öffnen
notices-why = Sie bekommen das, weil Sie einen Platz in „{ $title }“ haben.
notices-unsubscribe = Keine E-Mails mehr
notices-invitation-subject = { $inviter } lädt Sie zu „{ $engagement }“ ein
notices-invitation = { $inviter } lädt Sie zu „{ $engagement }“ ein, woran { $client } und { $provider } in Tandem gemeinsam arbeiten. Ihre Rolle: { $role }.
notices-invitation-asked = Bitte nehmen Sie innerhalb von 14 Tagen an; der Link gilt einmal.
notices-invitation-button = Einladung annehmen
notices-invitation-unasked = Wenn Sie nicht wissen, worum es geht, brauchen Sie nichts zu tun.
notices-membership-subject = { $inviter } lädt Sie in Tandem zu { $organization } ein
notices-membership = { $inviter } lädt Sie ein, in Tandem zu { $organization } zu gehören. Ihre Rolle: { $role }.
notices-password-subject = Neues Passwort setzen
notices-password = Jemand, vermutlich Sie, hat für Ihr Konto in Tandem ein neues Passwort angefordert.
notices-password-asked = Bitte setzen Sie es innerhalb von zwei Stunden; der Link gilt einmal.
notices-password-button = Passwort setzen
notices-password-unasked = Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.

# E-Mails, die nicht angekommen sind
notices-undelivered = Nicht zugestellt
notices-failure-address = An diese Adresse lässt sich nichts zustellen.
notices-failure-refused = Der Mailserver hat die Einladung nicht angenommen.
notices-failure-away = Der Mailserver war nicht zu erreichen.
notices-failure-slow = Der Mailserver hat nicht rechtzeitig geantwortet.
notices-failure-broken = Tandem konnte die Einladung nicht schreiben; den Grund findet der Betreiber im Protokoll.
notices-server-said = Seine Antwort: „{ $said }“
notices-tries-on = Tandem versucht es einige Stunden lang von selbst erneut.
notices-given-up = Tandem versucht es nicht weiter.
notices-send-again = Erneut senden
flash-notices-sent-again = Die Einladung ist mit neuem Link erneut unterwegs; der frühere gilt nicht mehr.
