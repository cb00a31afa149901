//! The frame of every page: who reads it, in which language, where they are, what waits.

use std::fmt::Display;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

use super::{
    Tag, assets,
    form::{FieldError, Form},
    guard::{Manages, Public, Seat, SignedIn},
    request::RequestInfo,
    tab::Tab,
};
use crate::{
    access::{Engagement, Side, engagement},
    app::App,
    base::{
        format,
        language::{Language, Said},
        markdown,
        money::Money,
        text,
    },
    things::Thing,
    turns::reader::COUNTED,
};

/// A tab as drawn.
#[derive(Clone, Debug)]
pub struct TabLink {
    pub text: String,
    /// Where it leads.
    pub url: String,
    /// Whether this page is below it.
    pub current: bool,
}

/// A page that goes by a name.
#[derive(Clone, Debug)]
pub struct Place {
    pub text: String,
    pub url: String,
}

/// The frame of a page inside an engagement.
#[derive(Clone, Debug)]
pub struct EngagementNav {
    pub id: Uuid,
    /// What the engagement is called.
    pub title: String,
    /// Its overview.
    pub url: String,
    /// The client's name.
    pub client: String,
    /// The provider's name.
    pub provider: String,
    /// The tab bar.
    pub tabs: Vec<TabLink>,
    /// Whether the engagement is closed, so read-only.
    pub closed: bool,
}

/// The reader, as the frame shows them.
#[derive(Clone, Debug)]
pub struct ChromePerson {
    /// Who: keeps apart what several people leave in one browser.
    pub id: Uuid,
    /// Full name.
    pub name: String,
}

/// What every page needs besides its own data.
#[derive(Clone, Debug)]
pub struct Chrome {
    /// The language of the page.
    pub language: Language,
    /// Time zone in which instants are shown.
    pub zone: Tz,
    /// Today there.
    pub today: NaiveDate,
    /// Who reads; none when nobody is signed in.
    pub person: Option<ChromePerson>,
    /// Whether somebody seems to be signed in whom nobody has looked up.
    pub unnamed: bool,
    /// The form token.
    pub csrf: String,
    /// How many turns wait on the reader, 100 at most.
    pub waiting: i64,
    /// What the last act has to say.
    pub flash: Option<String>,
    /// Path and query of this page.
    pub path: String,
    /// Chosen theme; none: the system's.
    pub theme: Option<&'static str>,
    /// The instant that the demo's clock shows; none outside the demo.
    pub demo: Option<String>,
    /// Where the page is, when it is in an engagement.
    pub engagement: Option<EngagementNav>,
    /// URL of the stream that says when the page changed.
    pub live: Option<String>,
    /// What the page was drawn from, by which it looks for a newer state of itself.
    pub tag: Option<Tag>,
    /// Whether the organizations are offered.
    pub manages: bool,
    /// Whether the readiness board is offered.
    pub answers: bool,
}

impl Chrome {
    /// The frame for somebody who need not be signed in.
    #[must_use]
    pub fn public(app: &App, public: &Public) -> Chrome {
        let mut chrome = Chrome::bare(&public.request, app.clock.now());
        chrome.demo = chrome.demo_strip(app);
        chrome.csrf.clone_from(&public.csrf);
        chrome
    }

    /// The frame of a page that is in no engagement; `live` says whether it changes when one of the reader's does.
    #[must_use]
    pub fn signed_in(app: &App, reader: &SignedIn, live: bool) -> Chrome {
        let mut chrome = Chrome::bare(&reader.request, app.clock.now());
        chrome.language = reader.language();
        chrome.zone = reader.person.zone;
        chrome.today = app.clock.now().with_timezone(&chrome.zone).date_naive();
        chrome.flash = reader.request.flash().map(|key| chrome.t(key));
        chrome.demo = chrome.demo_strip(app);
        chrome.person = Some(ChromePerson { id: reader.person.id, name: reader.person.name.clone() });
        chrome.csrf.clone_from(&reader.csrf);
        chrome.waiting = reader.waiting;
        chrome.manages = reader.manages;
        chrome.answers = reader.answers;
        chrome.live = live.then(|| "/live".to_owned());
        chrome
    }

    /// The frame of an organization's page.
    #[must_use]
    pub fn manages(app: &App, manager: &Manages) -> Chrome {
        Chrome::signed_in(app, &manager.signed_in, false)
    }

    /// The frame of a page in an engagement.
    #[must_use]
    pub fn seat<N>(app: &App, seat: &Seat<N>, tab: Tab) -> Chrome {
        let mut chrome = Chrome::signed_in(app, &seat.signed_in, false);
        let base = seat.engagement.url();
        chrome.live = Some(format!("{base}/live"));
        chrome.tag = Some(seat.tag.clone());
        chrome.engagement = Some(EngagementNav {
            id: seat.engagement.id,
            title: seat.engagement.title.clone(),
            client: seat.engagement.client.name.clone(),
            provider: seat.engagement.provider.name.clone(),
            tabs: Tab::ALL
                .into_iter()
                .map(|each| TabLink { text: chrome.t(each.key()), url: format!("{base}{}", each.path()), current: each == tab })
                .collect(),
            closed: seat.engagement.closed_at.is_some(),
            url: base,
        });
        chrome
    }

    /// The pages that the reader can open by name: those of this engagement, and those outside.
    #[must_use]
    pub fn places(&self, engagement: Option<Uuid>) -> Vec<Place> {
        let rooms = engagement
            .map(engagement::url)
            .into_iter()
            .flat_map(|base| Tab::ALL.into_iter().map(move |tab| Place { text: self.t(tab.key()), url: format!("{base}{}", tab.path()) }));
        let outside = [
            ("chrome-home", "/", true),
            ("chrome-engagements", "/engagements", true),
            ("chrome-readiness", "/readiness", self.answers),
            ("chrome-account", "/account", true),
            ("chrome-organizations", "/organizations", self.manages),
        ];
        let outside =
            outside.into_iter().filter(|(_, _, offered)| *offered).map(|(key, url, _)| Place { text: self.t(key), url: url.into() });
        rooms.chain(outside).collect()
    }

    /// The same of a page that shows a thing alone, so that what happens elsewhere need not draw it anew.
    #[must_use]
    pub fn thing<N>(app: &App, seat: &Seat<N>, tab: Tab, thing: Thing) -> Chrome {
        Chrome { tag: Some(seat.tag.clone().about(thing)), ..Chrome::seat(app, seat, tab) }
    }

    /// The frame of an error page, of what the request itself knows: the database may be away. `csrf` is the form token of
    /// whoever the cookie says is signed in; empty: nobody.
    pub(super) fn error(app: &App, request: &RequestInfo, csrf: String) -> Chrome {
        let mut chrome = Chrome::bare(request, app.clock.now());
        // It is about something that was done, and waits for the page that shows that.
        chrome.flash = None;
        if let Some(reader) = request.reader() {
            chrome.zone = reader.zone;
            chrome.today = app.clock.now().with_timezone(&chrome.zone).date_naive();
            chrome.person = Some(ChromePerson { id: reader.id, name: reader.name.clone() });
            chrome.waiting = reader.waiting;
            chrome.manages = reader.manages;
        }
        chrome.demo = chrome.demo_strip(app);
        chrome.unnamed = chrome.person.is_none() && !csrf.is_empty();
        chrome.csrf = csrf;
        chrome
    }

    /// The frame with nothing but what the request says.
    fn bare(request: &RequestInfo, now: DateTime<Utc>) -> Chrome {
        let zone = Tz::Europe__Berlin;
        Chrome {
            language: request.language(),
            zone,
            today: now.with_timezone(&zone).date_naive(),
            person: None,
            unnamed: false,
            csrf: String::new(),
            waiting: 0,
            flash: request.flash().map(|key| request.language().t(key)),
            path: request.path().to_owned(),
            theme: request.theme(),
            demo: None,
            engagement: None,
            live: None,
            tag: None,
            manages: false,
            answers: false,
        }
    }

    fn demo_strip(&self, app: &App) -> Option<String> {
        app.settings.demo.then(|| self.moment(&app.clock.now()))
    }

    /// A text without variables.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.language.t(key)
    }

    /// A text whose variables follow by `.with(name, value)`.
    pub fn say(&self, key: &'static str) -> Said {
        self.language.say(key)
    }

    /// What is wrong with a field, and what to do.
    #[must_use]
    pub fn fault(&self, error: &FieldError) -> String {
        error.text(self.language)
    }

    /// The same where the field is not in sight: with its name.
    #[must_use]
    pub fn problem(&self, form: &Form, error: &FieldError) -> String {
        form.problem(error, self.language)
    }

    /// URL of a static file, with its hash.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        assets::url(name)
    }

    /// A number for the form that is shown: sent twice, it is carried out once.
    #[must_use]
    pub fn once(&self) -> Uuid {
        Uuid::new_v4()
    }

    /// The count of waiting turns; bounded.
    #[must_use]
    pub fn waiting_text(&self) -> String {
        format::bounded(self.waiting, COUNTED)
    }

    /// "Friday, 17 July 2026"
    #[must_use]
    pub fn day(&self, day: &NaiveDate) -> String {
        format::day(self.language, *day)
    }

    /// "Fri 17 July", with the year when it is not this one.
    #[must_use]
    pub fn day_short(&self, day: &NaiveDate) -> String {
        format::day_short(self.language, *day, self.today)
    }

    /// "17 July": a day of a scale.
    #[must_use]
    pub fn day_of_month(&self, day: &NaiveDate) -> String {
        format::day_and_month(self.language, *day)
    }

    /// "Fri 17 July, 14:05" in the reader's time zone.
    #[must_use]
    pub fn moment(&self, at: &DateTime<Utc>) -> String {
        let local = at.with_timezone(&self.zone);
        format!("{}, {}", self.day_short(&local.date_naive()), format::time(local.time()))
    }

    /// The local date of an instant, short.
    #[must_use]
    pub fn moment_day(&self, at: &DateTime<Utc>) -> String {
        self.day_short(&self.local_day(at))
    }

    /// The local date of an instant.
    #[must_use]
    pub fn local_day(&self, at: &DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }

    /// The exact instant, for `datetime`.
    #[must_use]
    pub fn iso(&self, at: &DateTime<Utc>) -> String {
        at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
    }

    /// Safe HTML of a text that a person wrote in Markdown.
    #[must_use]
    pub fn markdown(&self, text: &str) -> String {
        markdown::render(text)
    }

    /// The beginning of a text in Markdown, in one line.
    #[must_use]
    pub fn excerpt(&self, text: &str, characters: usize) -> String {
        markdown::excerpt(text, characters)
    }

    /// The beginning of a text in the very words, in one line.
    #[must_use]
    pub fn beginning(&self, text: &str, characters: usize) -> String {
        text::beginning(text, characters)
    }

    /// An amount as this language writes it.
    #[must_use]
    pub fn money(&self, money: &Money) -> String {
        money.format(self.language)
    }

    /// A whole number with thousands separators.
    #[must_use]
    pub fn integer(&self, number: impl Display) -> String {
        number.to_string().parse().map_or_else(|_| number.to_string(), |number: i64| format::integer(self.language, number))
    }

    /// "Version 2", of the scope.
    #[must_use]
    pub fn version(&self, number: i32) -> String {
        self.say("scope-version").with("version", number.to_string()).to_string()
    }

    /// URL of a thing in an engagement.
    #[must_use]
    pub fn thing_url(&self, engagement: &Engagement, thing: &Thing) -> String {
        thing.url(engagement.id)
    }

    /// Name of the organization on a side.
    #[must_use]
    pub fn party(&self, side: &Side) -> &str {
        self.engagement.as_ref().map_or("", |engagement| match side {
            Side::Client => &engagement.client,
            Side::Provider => &engagement.provider,
        })
    }
}
