# Der Rahmen jeder Seite: Kopf, Fuß und die Wörter gemeinsamer Formulare und Bausteine.

chrome-skip = Zum Inhalt springen
chrome-demo = Demo.
chrome-demo-clock = Hier läuft eine eigene Uhr: { $instant }.
chrome-demo-mail = Versandte E-Mails
chrome-nav = Hauptbereiche
chrome-home = Start
chrome-waiting = warten auf Sie
chrome-engagements = Projekte
chrome-readiness = Übergabereife
chrome-organizations = Organisationen
chrome-language = Sprache
chrome-account = Ihr Konto
chrome-sign-in = Anmelden
chrome-sign-out = Abmelden
chrome-closed = Abgeschlossen
chrome-with = mit
chrome-engagement-nav = Dieses Projekt
chrome-updated = Diese Seite wurde soeben aktualisiert.
chrome-footer = Tandem: beide Seiten auf demselben Stand.
chrome-theme = Darstellung
chrome-theme-auto = Automatisch
chrome-theme-light = Hell
chrome-theme-dark = Dunkel

form-problems = Bitte sehen Sie sich das noch einmal an
form-optional = (freiwillig)
form-error = Fehler:

ui-pages = Seiten
ui-newer = Neuere
ui-older = Ältere
ui-phases = Phasen des Projekts
ui-phase-done = (abgeschlossen)
ui-signed = Unterzeichnet
ui-digest = Prüfsumme des Textes:

# Ein Link, wo keine E-Mail verschickt wird

hand-over-title = Diesen Link weitergeben
hand-over-lead = Dieser Server verschickt keine E-Mails. Geben Sie { $name } den Link selbst, und zwar so, dass ihn niemand sonst lesen kann. Er gilt für { $email }.
hand-over-copy = Link kopieren
hand-over-once = Er gilt einmal, bis { $until }, und wird nur jetzt gezeigt. Wenn er verloren geht, ziehen Sie die Einladung zurück und erstellen Sie eine neue.
hand-over-back = Ich habe den Link: weiter
