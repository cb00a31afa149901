//! What people do with feedback.

use uuid::Uuid;

use super::{
    model::{Kind, NewEntry, NewPlacement, Place, Standing},
    queries,
};
use crate::{
    access::{
        Ability, Role, Side,
        needs::{AnswerEcho, AssessChange, GiveFeedback},
    },
    app::App,
    base::markdown,
    change::Change,
    changes::{self, model::NewChange},
    effects,
    error::{Error, Refusal},
    events::{feedback::FeedbackEvent, milestones::MilestoneEvent},
    files::{self, Staged},
    milestones,
    scope::{carried, line},
    things::{FilePlace, Thing},
    web::Seat,
};

/// How much of an entry its events quote, in characters.
const EXCERPT: usize = 80;

/// Raises an entry. Returns its number.
///
/// # Errors
/// `Refused` when what it is about does not exist, or the person asked has no seat on the other side.
pub async fn raise(app: &App, seat: &Seat<GiveFeedback>, entry: NewEntry) -> Result<i32, Error> {
    let mut change = seat.change(app).await?;
    let engagement = change.engagement();
    if queries::title_of(&mut *change, engagement, &entry.about).await?.is_none() {
        return Err(Refusal::new("refused-feedback-about-nothing").into());
    }
    let asked = seat.side().other();
    let can_answer = |role: Role| role.side() == asked && Ability::GiveFeedback.granted_to(role);
    if let Some(to) = entry.to
        && !change.around().seats(to).any(can_answer)
    {
        return Err(Refusal::new("refused-feedback-asks-nobody").into());
    }
    let blocking = entry.blocking && entry.kind.asks();
    let now = change.now();
    let excerpt = markdown::excerpt(&entry.text, EXCERPT);
    let number = queries::insert(&mut change, engagement, &entry, &excerpt, blocking, seat.person.id, seat.side(), now, false).await?;
    let event = FeedbackEvent::Raised {
        number,
        entry_kind: entry.kind.as_str().to_owned(),
        about: entry.about.to_string(),
        blocking,
        excerpt,
        to: entry.to,
    };
    change.commit(event).await?;
    Ok(number)
}

/// Replies.
///
/// # Errors
/// `Refused` when the entry was closed meanwhile.
pub async fn reply(app: &App, seat: &Seat<GiveFeedback>, number: i32, text: &str) -> Result<(), Error> {
    let (mut change, standing, excerpt) = talk(app, seat, number).await?;
    standing.reply()?;
    write(&mut change, seat.person.id, seat.side(), number, text, false).await?;
    let Standing { raised_side, raised_by, unplaced, blocking, .. } = standing;
    let event = FeedbackEvent::Replied { number, excerpt, raised_side, raised_by, unplaced, blocking };
    change.commit(event).await
}

/// Says for the client whether it still runs alone what a milestone handed over. A no is a concern on the milestone, and the
/// provider's turn; returns the entry's number then. `text` says what does not work; with a yes it is a remark.
///
/// # Errors
/// `NotFound` when there is no such milestone; `Refused` when it was not asked, or answered meanwhile, and for a no without
/// words.
pub async fn answer_echo(app: &App, seat: &Seat<AnswerEcho>, milestone: i32, alone: bool, text: &str) -> Result<Option<i32>, Error> {
    let mut change = seat.change(app).await?;
    let (engagement, now) = (change.engagement(), change.now());
    let excerpt = markdown::excerpt(text, EXCERPT);
    let feedback = if alone {
        None
    } else {
        if text.is_empty() {
            return Err(Refusal::new("refused-echo-why").into());
        }
        let entry = NewEntry { kind: Kind::Concern, blocking: false, text: text.to_owned(), about: Thing::Milestone(milestone), to: None };
        if queries::title_of(&mut *change, engagement, &entry.about).await?.is_none() {
            return Err(Error::NotFound);
        }
        Some(queries::insert(&mut change, engagement, &entry, &excerpt, false, seat.person.id, seat.side(), now, true).await?)
    };
    let remark = if alone { text } else { "" };
    let title = milestones::acts::echoes::record_answer(&mut change, seat.person.id, milestone, feedback, remark).await?;
    let event = MilestoneEvent::EchoAnswered { number: milestone, title, alone, feedback, excerpt };
    change.commit(event).await?;
    Ok(feedback)
}

/// Says where a request of the client belongs; outside the scope it may become a change, in the same act.
///
/// # Errors
/// `Refused` when it was closed or placed meanwhile, and when the line or the owner does not exist any more.
pub async fn place(app: &App, seat: &Seat<AssessChange>, number: i32, new: NewPlacement) -> Result<(), Error> {
    let mut change = seat.change(app).await?;
    let (engagement, now) = (change.engagement(), change.now());
    let (standing, text) = queries::standing(&mut *change, engagement, number).await?.ok_or(Error::NotFound)?;
    standing.place()?;
    let excerpt = markdown::excerpt(&text, EXCERPT);
    let (_, lines) = carried::agreed_lines(&mut *change, engagement).await?.unwrap_or_default();
    if new.line.as_ref().is_some_and(|key| !lines.iter().any(|line| line.key == *key)) {
        return Err(Refusal::new("refused-change-touches-nothing").into());
    }
    // Only a service includes something.
    if new.place == Place::Within && !new.line.as_ref().is_some_and(|key| line::Kind::of_key(key) == Ok(line::Kind::Service)) {
        return Err(Refusal::new("refused-feedback-within-service").into());
    }
    let owner = match new.owner {
        Some(seat) => {
            let owners = effects::owners(&mut *change, engagement).await?;
            Some(owners.into_iter().find(|(number, ..)| *number == seat).ok_or(Refusal::new("refused-feedback-owner-left"))?)
        }
        None => None,
    };
    let raised = match new.place {
        Place::Change => {
            let wanted = NewChange { title: new.title.clone(), text, touches: new.line.clone(), feedback: Some(number) };
            Some(changes::raise_in(&mut change, &wanted, standing.raised_by, standing.raised_side).await?)
        }
        Place::Within | Place::Client | Place::Parked => None,
    };
    queries::insert_placement(&mut change, engagement, number, &new, raised, seat.person.id, now).await?;
    let event = FeedbackEvent::RequestPlaced {
        number,
        excerpt,
        place: new.place.as_str().to_owned(),
        title: new.title,
        line: new.line,
        change: raised,
        // The owner has to move on it; else whoever asked, who closes it.
        to: owner.as_ref().map_or(standing.raised_by, |(_, person, _)| *person),
        owner: owner.map(|(_, _, name)| name),
    };
    change.commit(event).await
}

/// Attaches files.
///
/// # Errors
/// `Refused` when the entry was closed, or there is no room for them.
pub async fn attach(app: &App, seat: &Seat<GiveFeedback>, number: i32, staged: Vec<Staged>) -> Result<(), Error> {
    let (change, standing, excerpt) = talk(app, seat, number).await?;
    standing.attach()?;
    files::acts::attach(change, seat, &app.settings.files.limits, FilePlace::Feedback(number), excerpt, staged).await
}

/// Closes an entry of the own side, perhaps with a last word.
///
/// # Errors
/// `Refused` when the other side raised it or it is closed.
pub async fn close(app: &App, seat: &Seat<GiveFeedback>, number: i32, last_word: &str) -> Result<(), Error> {
    let (mut change, standing, excerpt) = talk(app, seat, number).await?;
    standing.close(seat.side())?;
    if !last_word.is_empty() {
        write(&mut change, seat.person.id, seat.side(), number, last_word, false).await?;
    }
    let (engagement, now) = (change.engagement(), change.now());
    queries::set_closed(&mut change, engagement, number, Some((seat.person.id, now))).await?;
    change.commit(FeedbackEvent::Closed { number, excerpt, blocking: standing.blocking }).await
}

/// Reopens a closed entry, saying why.
///
/// # Errors
/// `Refused` when it is open.
pub async fn reopen(app: &App, seat: &Seat<GiveFeedback>, number: i32, text: &str) -> Result<(), Error> {
    let (mut change, standing, excerpt) = talk(app, seat, number).await?;
    standing.reopen()?;
    let engagement = change.engagement();
    queries::set_closed(&mut change, engagement, number, None).await?;
    write(&mut change, seat.person.id, seat.side(), number, text, true).await?;
    change.commit(FeedbackEvent::Reopened { number, excerpt, unplaced: standing.unplaced, blocking: standing.blocking }).await
}

/// Begins what somebody says to an entry: of an engagement that is closed only to what came of an echo.
async fn talk(app: &App, seat: &Seat<GiveFeedback>, number: i32) -> Result<(Change, Standing, String), Error> {
    let mut change = seat.change_after_closing(app).await?;
    let engagement = change.engagement();
    let (standing, text) = queries::standing(&mut *change, engagement, number).await?.ok_or(Error::NotFound)?;
    standing.talk(change.is_after_closing())?;
    Ok((change, standing, markdown::excerpt(&text, EXCERPT)))
}

async fn write(change: &mut Change, person: Uuid, side: Side, entry: i32, text: &str, reopened: bool) -> Result<(), Error> {
    let (engagement, now) = (change.engagement(), change.now());
    queries::insert_reply(change, engagement, entry, person, side, text, now, reopened).await?;
    Ok(())
}
