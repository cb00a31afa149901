//! A version as a document: what index, version page and signature page show alike.

use chrono::NaiveDate;

use crate::{
    access::{Ability, Needs, Side},
    app::App,
    base::{
        calendar::TimeLeft,
        digest::Digest,
        format,
        language::Language,
        money::{Currency, Money},
    },
    scope::{
        self, digest,
        line::{Kind, Line, Sums},
        model::{Status, Version},
        queries,
    },
    things::Thing,
    turns,
    web::{Chrome, Result, Seat},
};

/// A version with its lines, as the reader sees it.
pub(super) struct Document {
    engagement: uuid::Uuid,
    pub(super) version: Version,
    /// What happened to the version, in one line.
    pub(super) steps: String,
    pub(super) sections: Vec<Section>,
    pub(super) sums: Sums,
    currency: Currency,
    language: Language,
    /// The digest of the lines as they are stored.
    pub(super) digest: Digest,
    /// Whose turn it is to sign.
    pub(super) turns: Vec<SigningTurn>,
    /// Whether the reader may change the lines here.
    pub(super) editing: bool,
    /// The side for which the reader may sign now.
    pub(super) signs: Option<Side>,
}

/// One of the four sections; shown even when it is empty, so that what is not included cannot be overlooked.
pub(super) struct Section {
    pub(super) kind: Kind,
    pub(super) lines: Vec<Line>,
}

/// A side that still has to sign.
pub(super) struct SigningTurn {
    pub(super) side: Side,
    pub(super) due: String,
    pub(super) overdue: bool,
}

impl Document {
    /// With its lines, and whose turn it is when it waits for signatures: one statement, or three.
    pub(super) async fn load<N: Needs>(app: &App, seat: &Seat<N>, chrome: &Chrome, version: Version) -> Result<Document> {
        let engagement = seat.engagement.id;
        let lines = queries::lines(&app.db, engagement, version.number).await?;
        let turns = match version.status() {
            Status::Proposed => signing_turns(app, seat, chrome, version.number).await?,
            Status::Draft | Status::Agreed | Status::Superseded | Status::Withdrawn => Vec::new(),
        };
        let signs = (seat.may(Ability::SignScope) && version.check_own().is_ok() && version.check_signable(seat.side()).is_ok())
            .then(|| seat.side());
        Ok(Document {
            engagement,
            sums: Sums::of(&lines),
            digest: digest::of_version(engagement, version.number, seat.engagement.currency, &lines),
            currency: seat.engagement.currency,
            editing: false,
            steps: steps(chrome, &version),
            language: chrome.language,
            sections: Kind::ALL
                .map(|kind| Section { kind, lines: lines.iter().filter(|line| line.kind == kind).cloned().collect() })
                .into(),
            turns,
            signs,
            version,
        })
    }

    /// The change that it carries, as it is referred to, and where that is; empty where it carries none.
    pub(super) fn carries(&self) -> (String, String) {
        let thing = self.version.change.map(Thing::Change);
        thing.map(|thing| (thing.to_string(), thing.url(self.engagement))).unwrap_or_default()
    }

    /// All its lines.
    pub(super) fn lines(&self) -> Vec<Line> {
        self.sections.iter().flat_map(|section| &section.lines).cloned().collect()
    }

    /// Whether the stored text is still the one under the digest that was proposed.
    pub(super) fn holds(&self) -> bool {
        self.version.proposal().is_none_or(|proposal| proposal.digest == self.digest)
    }

    pub(super) fn url(&self) -> String {
        scope::version_url(self.engagement, self.version.number)
    }

    /// What became of the version before in this one; none for the first.
    pub(super) fn comparison_url(&self) -> Option<String> {
        Some(scope::comparison_url(self.engagement, self.version.number, self.version.follows?))
    }

    /// The number of the version before; 0: there is none.
    pub(super) fn follows(&self) -> i32 {
        self.version.follows.unwrap_or_default()
    }

    pub(super) fn languages(&self) -> [Language; 2] {
        Language::ALL
    }

    pub(super) fn printed_url(&self, language: &Language) -> String {
        scope::printed_url(self.engagement, self.version.number, *language)
    }

    pub(super) fn price(&self, line: &Line) -> Option<Money> {
        line.content.price_minor.map(|minor| Money::new(minor, self.currency))
    }

    /// With its year: what was signed is read years later.
    pub(super) fn date(&self, day: &NaiveDate) -> String {
        format::date(self.language, *day)
    }

    pub(super) fn total(&self) -> Money {
        Money::new(self.sums.price_minor, self.currency)
    }

    pub(super) fn has_services(&self) -> bool {
        self.sections.iter().any(|section| section.kind == Kind::Service && !section.lines.is_empty())
    }

    pub(super) fn may_sign(&self, side: &Side) -> bool {
        self.signs == Some(*side)
    }

    pub(super) fn sides(&self) -> [Side; 2] {
        Side::BOTH
    }

    /// The digest that was proposed, for people.
    pub(super) fn digest_shown(&self) -> String {
        self.version.proposal().map(|proposal| proposal.digest.in_groups()).unwrap_or_default()
    }

    /// Key of the role that signs for a side.
    pub(super) fn signer_key(&self, side: &Side) -> &'static str {
        match side {
            Side::Client => "role-sponsor",
            Side::Provider => "role-manager",
        }
    }

    /// Key of what stands where a side has not signed.
    pub(super) fn unsigned_key(&self, side: &Side) -> &'static str {
        match (self.version.status(), side) {
            (Status::Draft, _) => "scope-unsigned-draft",
            (Status::Withdrawn, _) => "scope-unsigned-withdrawn",
            (_, Side::Client) => "scope-unsigned-client",
            (_, Side::Provider) => "scope-unsigned-provider",
        }
    }

    /// Key of the sentence at its head when nobody has to move.
    pub(super) fn rest_key(&self) -> &'static str {
        match self.version.status() {
            Status::Draft => "scope-rest-draft",
            Status::Proposed => "scope-rest-proposed",
            Status::Agreed => "scope-rest-agreed",
            Status::Superseded => "scope-rest-superseded",
            Status::Withdrawn => "scope-rest-withdrawn",
        }
    }

    pub(super) fn line_url(&self, line: &Line) -> String {
        scope::line_url(self.engagement, &line.key)
    }

    pub(super) fn need_url(&self, need: &i32) -> String {
        Thing::Need(*need).url(self.engagement)
    }

    pub(super) fn new_line_url(&self, kind: &Kind) -> String {
        scope::new_line_url(self.engagement, self.version.number, *kind)
    }

    pub(super) fn edit_url(&self, line: &Line) -> String {
        scope::edit_line_url(self.engagement, self.version.number, &line.key)
    }

    pub(super) fn position_url(&self, line: &Line) -> String {
        scope::position_url(self.engagement, self.version.number, &line.key)
    }

    pub(super) fn removal_url(&self, line: &Line) -> String {
        scope::removal_url(self.engagement, self.version.number, &line.key)
    }

    pub(super) fn signature_url(&self) -> String {
        scope::signature_url(self.engagement, self.version.number)
    }
}

/// What happened to a version, in one line: "begun by … on … · proposed by … on …".
pub(super) fn steps(chrome: &Chrome, version: &Version) -> String {
    let said = version.steps().into_iter().map(|step| {
        let day = format::date(chrome.language, chrome.local_day(&step.at));
        chrome.say(step.status.since_key()).with("by", step.by).with("day", day).to_string()
    });
    said.collect::<Vec<_>>().join(" · ")
}

async fn signing_turns<N: Needs>(app: &App, seat: &Seat<N>, chrome: &Chrome, version: i32) -> Result<Vec<SigningTurn>> {
    let (promises, open) = turns::queries::on(&app.db, seat.engagement.id, &Thing::Scope(version)).await?;
    let now = app.clock.now();
    Ok(open
        .into_iter()
        .map(|turn| {
            let left = promises.of(turn.side).calendar.time_left(now, turn.due_at);
            // What is due today or was due is said before the day; otherwise the day matters more.
            let key = if matches!(left, TimeLeft::Days(_)) { "scope-due" } else { "scope-due-now" };
            let said = chrome.say(key).with("day", chrome.moment_day(&turn.due_at)).with("left", format::time_left(chrome.language, left));
            SigningTurn { side: turn.side, due: said.to_string(), overdue: left.is_overdue() }
        })
        .collect())
}
