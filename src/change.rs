//! One change to an engagement: a transaction that ends by saying what happened.
//!
//! [`Change::begin`] locks the engagement, so that changes to it follow one after the other; [`Change::commit`] is the
//! only way to end one, and takes the [`Event`]. Dropping it rolls back. So a write without a trace cannot be written.

use std::{
    ops::{Deref, DerefMut},
    sync::LazyLock,
};

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use crate::{
    access::{Actor, Side},
    blockers,
    db::{self, Transaction},
    error::{Error, Refusal},
    events::{Event, chain::Link, meaning::Meaning},
    notices::{live, outbox},
    readiness::{self, Judged},
    surroundings::Surroundings,
    turns::{self, model::Move},
};

/// What becomes of a change to an engagement that is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhenClosed {
    /// It is refused: what was agreed and done is only read from then on.
    Refuse,
    /// It goes on: it is about who may read, or about how it goes afterwards, not about what was agreed and done.
    GoOn,
}

/// A change that has begun. Dereferences to the connection that `queries` take.
#[must_use = "a change that is not committed is rolled back"]
pub struct Change {
    tx: Transaction,
    engagement: Uuid,
    actor: Actor,
    once: Option<Uuid>,
    now: DateTime<Utc>,
    event_count: i32,
    head_hash: Vec<u8>,
    closed: bool,
    around: Surroundings,
}

impl Change {
    /// Begins a transaction and locks the engagement.
    ///
    /// `once` names the form that is the cause: a form that was already carried out is refused on commit.
    ///
    /// # Errors
    /// `Refused` when the engagement is closed; `NotFound` when the actor's seat ended or changed since the guard looked.
    pub async fn begin(
        db: &PgPool,
        engagement: Uuid,
        actor: Actor,
        once: Option<Uuid>,
        now: DateTime<Utc>,
        closed: WhenClosed,
    ) -> Result<Change, Error> {
        let change = Change::lock(db, engagement, actor, once, now, closed).await?;
        if let Actor::Person { id, role } = actor
            && !change.around.seats(id).any(|seated| seated == role)
        {
            return Err(Error::NotFound);
        }
        Ok(change)
    }

    /// The same for somebody who has no seat yet: the change itself gives it, closed or not, and what entitles to it is for
    /// the act to check.
    ///
    /// # Errors
    /// `NotFound` when there is no such engagement.
    pub async fn begin_as_newcomer(
        db: &PgPool,
        engagement: Uuid,
        actor: Actor,
        once: Option<Uuid>,
        now: DateTime<Utc>,
    ) -> Result<Change, Error> {
        Change::lock(db, engagement, actor, once, now, WhenClosed::GoOn).await
    }

    async fn lock(
        db: &PgPool,
        engagement: Uuid,
        actor: Actor,
        once: Option<Uuid>,
        now: DateTime<Utc>,
        closed: WhenClosed,
    ) -> Result<Change, Error> {
        Change::lock_within(db::begin(db).await?, engagement, actor, once, now, closed).await
    }

    /// Goes on, in a transaction that changes several engagements, with one of them: as Tandem itself, and whether it is
    /// closed or not. [`Change::say`] gives the transaction back. Whoever began it has locked all of them, in the order of
    /// their ids, and before any organization: so that no two changes wait for each other.
    ///
    /// # Errors
    /// `NotFound` when there is no such engagement.
    pub async fn within(tx: Transaction, engagement: Uuid, now: DateTime<Utc>) -> Result<Change, Error> {
        Change::lock_within(tx, engagement, Actor::Tandem, None, now, WhenClosed::GoOn).await
    }

    async fn lock_within(
        mut tx: Transaction,
        engagement: Uuid,
        actor: Actor,
        once: Option<Uuid>,
        now: DateTime<Utc>,
        closed: WhenClosed,
    ) -> Result<Change, Error> {
        let (event_count, head_hash, closed_at): (i32, Vec<u8>, Option<DateTime<Utc>>) =
            sqlx::query_as("select event_count, head_hash, closed_at from engagements where id = $1 for no key update")
                .bind(engagement)
                .fetch_optional(&mut *tx)
                .await?
                .ok_or(Error::NotFound)?;
        if closed_at.is_some() && closed == WhenClosed::Refuse {
            return Err(Refusal::new("refused-engagement-closed").into());
        }
        // Read after the lock: whoever held it may have acted at a later instant than the one we came with.
        let around = Surroundings::read(&mut *tx, engagement).await?;
        let now = around.last_at.map_or(now, |last| now.max(last));
        Ok(Change { tx, engagement, actor, once, now, event_count, head_hash, closed: closed_at.is_some(), around })
    }

    /// Enters a new engagement's row and begins its first change.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_with(
        mut tx: Transaction,
        engagement: Uuid,
        actor: Actor,
        once: Option<Uuid>,
        now: DateTime<Utc>,
    ) -> Result<Change, Error> {
        let around = Surroundings::read(&mut *tx, engagement).await?;
        Ok(Change { tx, engagement, actor, once, now, event_count: 0, head_hash: Vec::new(), closed: false, around })
    }

    /// The engagement that is changed.
    #[must_use]
    pub fn engagement(&self) -> Uuid {
        self.engagement
    }

    /// Whether the engagement is closed, and the change is one of those that go on nevertheless.
    #[must_use]
    pub fn is_after_closing(&self) -> bool {
        self.closed
    }

    /// When the change happens: one instant for all its rows.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// Who sits there and what was promised, as it was when the engagement was locked.
    #[must_use]
    pub fn around(&self) -> &Surroundings {
        &self.around
    }

    /// The day of the change where the client works: what the ladder and the gates call today.
    #[must_use]
    pub fn client_day(&self) -> NaiveDate {
        self.around.promises.client.calendar.day_of(self.now)
    }

    /// Says what happened: moves turns and blockers, judges what rests on them, writes the event, puts notices into the outbox, tells open
    /// pages, commits. What becomes of readiness by it is said by Tandem, as events after this one.
    ///
    /// # Errors
    /// `AlreadyDone` when the same form was carried out before; otherwise when the database fails.
    pub async fn commit(self, event: impl Into<Event>) -> Result<(), Error> {
        Ok(db::commit(self.say(event.into()).await?).await?)
    }

    /// The same within a transaction that goes on, and is given back.
    ///
    /// # Errors
    /// As [`Change::commit`].
    pub async fn say(mut self, event: impl Into<Event>) -> Result<Transaction, Error> {
        let event = event.into();
        if event.changes_access() {
            self.around = Surroundings::read(&mut *self.tx, self.engagement).await?;
        }
        let Meaning { mut moves, touches_readiness, .. } = event.meaning(self.actor.side());
        ask_only_the_seated(&mut moves, &self.around);
        let going_on = event.closes();
        if let Some(going_on) = going_on {
            // What is closed asks nothing of anybody any more.
            turns::queries::end_all(&mut self.tx, self.engagement, going_on, self.now).await?;
        }
        if !moves.is_empty() {
            turns::queries::carry_out(&mut self.tx, self.engagement, &moves, &self.around.promises, self.now).await?;
        }
        blockers::queries::carry_out(&mut self.tx, self.engagement, &event.blocks(self.actor.side())).await?;
        let Judged { news, asked } =
            if touches_readiness { readiness::judge(&mut self.tx, self.engagement, self.now).await? } else { Judged::default() };
        moves.extend(asked);
        self.append(&event, &moves, self.actor, going_on.is_some()).await?;
        for event in news {
            self.append(&event.into(), &[], Actor::Tandem, false).await?;
        }
        if self.closed || going_on.is_some() {
            turns::queries::mark_rest(&mut self.tx, self.engagement, self.now).await?;
        }
        Ok(self.tx)
    }

    /// Judges the engagement again without anything having happened but that time has passed, says what became of readiness,
    /// and commits. Returns whether that was anything to be told.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn judge(mut self) -> Result<bool, Error> {
        let Judged { news, asked } = readiness::judge(&mut self.tx, self.engagement, self.now).await?;
        let told = !news.is_empty();
        let mut moves = asked.as_slice();
        for event in news {
            self.append(&event.into(), moves, Actor::Tandem, false).await?;
            moves = &[];
        }
        if self.closed {
            turns::queries::mark_rest(&mut self.tx, self.engagement, self.now).await?;
        }
        db::commit(self.tx).await?;
        Ok(told)
    }

    /// Carries out moves of turns, each as of an instant, that earlier events should have carried out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mend_turns(&mut self, moves: Vec<(DateTime<Utc>, Move)>) -> Result<(), Error> {
        for (at, change) in moves {
            let mut moves = [change];
            ask_only_the_seated(&mut moves, &self.around);
            turns::queries::carry_out(&mut self.tx, self.engagement, &moves, &self.around.promises, at).await?;
        }
        Ok(())
    }

    /// Writes the event at the end of the chain and those who are told of it into the outbox, and tells open pages. Nobody is
    /// told of what they did, nor of what came of it.
    async fn append(&mut self, event: &Event, moves: &[Move], actor: Actor, closes: bool) -> Result<(), Error> {
        let told = outbox::told(event, moves, self.actor, &self.around);
        let once = self.once.take();
        let number = self.event_count + 1;
        let (kind, detail) = event.to_parts();
        let side = actor.side().map(Side::as_str);
        let hash = Link {
            of: self.engagement,
            number,
            at: self.now,
            person: actor.person(),
            side: side.unwrap_or_default(),
            kind: &kind,
            detail: &detail,
        }
        .hash(&self.head_hash);
        static SQL: LazyLock<String> = LazyLock::new(|| {
            format!(
                "with head as (
                     update engagements set event_count = $2, head_hash = $11, closed_at = case when $12 then $3 else closed_at end
                     where id = $1 returning provider_id, client_id),
                 said as (
                     insert into events (engagement_id, number, at, person_id, side, kind, thing, detail, once, previous_hash, hash,
                                         provider_id, client_id)
                     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, provider_id, client_id from head),
                 told as ({})
                 select {}",
                outbox::insert("$1", "$2", "$3", "$13", "$14"),
                live::notify("$15"),
            )
        });
        sqlx::query(SQL.as_str())
            .bind(self.engagement)
            .bind(number)
            .bind(self.now)
            .bind(actor.person())
            .bind(side)
            .bind(&kind)
            .bind(event.thing().to_string())
            .bind(&detail)
            .bind(once)
            .bind(&self.head_hash)
            .bind(hash.as_slice())
            .bind(closes)
            .bind(self.now + outbox::BURST)
            .bind(told)
            .bind(live::message(self.engagement, number, event.changes_access())?)
            .execute(&mut *self.tx)
            .await?;
        self.event_count = number;
        self.head_hash = hash.to_vec();
        Ok(())
    }
}

/// A turn goes to a named person only while that person has a seat to end it from; otherwise to all whose role allows it.
fn ask_only_the_seated(moves: &mut [Move], around: &Surroundings) {
    for change in moves {
        let Move::Open { ask, side, to, .. } = change else { continue };
        *to = to.filter(|person| around.seats(*person).any(|role| role.side() == *side && ask.ability().granted_to(role)));
    }
}

impl Deref for Change {
    type Target = PgConnection;
    fn deref(&self) -> &PgConnection {
        &self.tx
    }
}

impl DerefMut for Change {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.tx
    }
}
