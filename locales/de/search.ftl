# Finding one's way

search-title = Suche
search-what = Wonach?
search-go = Suchen
search-label = Suchen oder springen
search-hint = Ein Kürzel wie D5 oder CR1, ein Titel, eine Seite, ein Projekt oder eine Person. Texte werden nicht durchsucht.
search-pages = Seiten
search-engagements = Projekte
search-people = Personen
search-elsewhere = In anderen Projekten
search-more = Vielleicht gibt es mehr davon. Geben Sie mehr vom Namen ein.
search-none = Nichts hier heißt „{ $text }“
search-none-text = In abgeschlossenen Projekten suchen Sie von deren Seiten aus; Sie finden sie in der Liste der Projekte.
