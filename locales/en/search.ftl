# Finding one's way

search-title = Search
search-what = What for?
search-go = Search
search-label = Search or go to
search-hint = A reference such as D5 or CR1, a title, a page, an engagement or a person. Texts are not searched.
search-pages = Pages
search-engagements = Engagements
search-people = People
search-elsewhere = In other engagements
search-more = There may be more. Type more of the name to find it.
search-none = Nothing here is called “{ $text }”
search-none-text = Closed engagements, and what is in them, are found from within: open them from the list of engagements.
