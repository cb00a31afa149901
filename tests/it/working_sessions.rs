//! Working sessions: planned, begun, recorded, confirmed by the other side; and what is recorded and agreed in them.

use chrono::{DateTime, TimeDelta, Utc};
use icalendar::{Calendar, CalendarDateTime, Component, DatePerhapsTime, EventLike, EventStatus};
use uuid::Uuid;

use crate::support::{Actor, World, world};

/// What a form sends, owned so that scenes can add to it.
type Fields = Vec<(&'static str, String)>;

/// Today from 9 to 12 with Samir and Tobias.
fn setting(w: &World) -> Fields {
    vec![
        ("day", "2026-07-15".into()),
        ("from", "09:00".into()),
        ("to", "12:00".into()),
        ("place", "Accounts payable office".into()),
        ("people", w.samir.id.to_string()),
        ("people", w.tobias.id.to_string()),
    ]
}

fn with(fields: &Fields, more: &[(&'static str, &str)]) -> Fields {
    let replaced = |field: &str| more.iter().any(|(name, _)| *name == field);
    let kept = fields.iter().filter(|(field, _)| *field == "people" || !replaced(field)).cloned();
    kept.chain(more.iter().map(|(field, value)| (*field, (*value).to_owned()))).collect()
}

async fn posts(who: &Actor, path: String, fields: &Fields) -> crate::support::Page {
    let fields: Vec<_> = fields.iter().map(|(field, value)| (*field, value.as_str())).collect();
    who.posts(path, &fields).await
}

async fn planned(w: &World) -> String {
    posts(&w.samir, w.at("/sessions/new"), &with(&setting(w), &[("title", "Unaided week, day 2")])).await.done()
}

fn record(w: &World) -> Fields {
    with(&setting(w), &[("to", "10:00"), ("round", "1"), ("files", "0"), ("outcome", "One assist, XML without order number.")])
}

/// A topic to be observed on.
async fn topic(w: &World, number: i32) {
    sqlx::query("insert into scope_keys (engagement_id, key, kind) values ($1, 'S1', 'service') on conflict do nothing")
        .bind(w.engagement)
        .execute(&w.app.db)
        .await
        .unwrap();
    sqlx::query(
        "insert into topics (engagement_id, number, title, line_key, critical, people_needed, target_level, planned_by, planned_at)
         values ($1, $2, 'Failed XML', 'S1', true, 2, 4, $3, $4)",
    )
    .bind(w.engagement)
    .bind(number)
    .bind(w.samir.id)
    .bind(w.app.clock.now())
    .execute(&w.app.db)
    .await
    .unwrap();
}

#[tokio::test]
async fn a_session_is_planned_held_corrected_and_confirmed() {
    let w = world().await;
    w.olaf.opens(w.at("/sessions")).await.is(200).sees("No working sessions yet").sees_not("Plan a session");
    let session = planned(&w).await;
    w.meryem.opens(w.at("/sessions")).await.is(200).sees("WS1 Unaided week, day 2").sees("09:00–12:00").sees("planned");
    w.meryem.opens(&session).await.is(200).sees("Record something now").sees("Begin").sees("Tobias Lenz");
    w.meryem.opens(w.at("")).await.is(200).sees("Next session").sees("WS1 Unaided week, day 2");
    posts(&w.meryem, format!("{session}/beginning"), &vec![]).await.done();
    w.meryem.opens(&session).await.is(200).sees("It runs: begun by Meryem Kaya").sees_not("Change the plan");
    // What was begun is recorded to end now, with those who were to take part.
    let form = w.samir.opens(format!("{session}/record")).await.is(200);
    assert_eq!(form.attribute("[name=from]", "value").as_deref(), Some("10:00"));
    assert!(form.attribute(&format!("[name=people][value='{}'][checked]", w.tobias.id), "name").is_some());
    posts(&w.samir, format!("{session}/record"), &record(&w)).await.done();
    assert_eq!(w.turns().await, ["WS1 client confirm_session"]);
    w.samir.opens(&session).await.is(200).sees_not("Is that how it was?");
    w.olaf.opens(&session).await.is(200).sees_not("Is that how it was?");
    let answer = |answer: &str, text: &str| {
        vec![("round", "1".to_owned()), ("files", "0".to_owned()), ("answer", answer.to_owned()), ("correction", text.to_owned())]
    };
    posts(&w.meryem, format!("{session}/answer"), &answer("corrected", "")).await.is_invalid_at("correction");
    posts(&w.meryem, format!("{session}/answer"), &answer("confirmed", "Two.")).await.is_invalid_at("correction").sees("Two.");
    posts(&w.meryem, format!("{session}/answer"), &answer("corrected", "There were *two* assists.")).await.done();
    assert_eq!(w.turns().await, ["WS1 provider amend_session"]);
    // The next round begins with the one before, and with what was said to that.
    let again = w.samir.opens(format!("{session}/record")).await.is(200).sees("There were two assists.");
    assert_eq!(again.all("textarea[name=outcome]"), ["One assist, XML without order number."]);
    w.tobias.opens(format!("{session}/record")).await.is(409).sees("The side that recorded it records it once more");
    let second = with(&record(&w), &[("round", "2"), ("outcome", "Two assists.")]);
    posts(&w.samir, format!("{session}/record"), &second).await.done();
    posts(&w.tobias, format!("{session}/answer"), &vec![("round", "2".into()), ("files", "0".into()), ("answer", "confirmed".into())])
        .await
        .done();
    assert_eq!(w.turns().await, Vec::<String>::new());
    let page = w.paul.opens(&session).await.is(200).sees("Nobody’s turn: confirmed by Tobias Lenz").sees("Earlier rounds");
    assert_eq!(page.all("#round-1 .prose"), ["One assist, XML without order number."], "every round stays readable");
    assert_eq!(page.all("#answer-1 .prose"), ["There were two assists."]);
    let told = ["session_planned", "session_begun", "session_recorded", "session_answered", "session_recorded", "session_answered"];
    assert_eq!(w.happened().await, told);
}

#[tokio::test]
async fn a_session_that_nobody_planned_is_recorded_by_the_client_and_confirmed_by_the_provider() {
    let w = world().await;
    let fields = with(&setting(&w), &[("title", "On the way out"), ("outcome", "The scanner is set."), ("day", "2026-07-14")]);
    let session = posts(&w.meryem, w.at("/sessions/record"), &fields).await.done();
    assert_eq!(w.turns().await, ["WS1 provider confirm_session"]);
    posts(&w.tobias, format!("{session}/answer"), &vec![("round", "1".into()), ("files", "0".into()), ("answer", "confirmed".into())])
        .await
        .is(409)
        .sees("Your own side recorded this");
    posts(&w.lea, format!("{session}/answer"), &vec![("round", "1".into()), ("files", "0".into()), ("answer", "confirmed".into())])
        .await
        .done();
    w.ines.opens(&session).await.is(200).sees("The scanner is set.").sees("confirmed by Lea Ahrens");
    w.ines.opens(format!("{session}/calendar")).await.is(404);
}

#[tokio::test]
async fn what_is_typed_wrongly_is_said_at_the_field_and_kept() {
    let w = world().await;
    topic(&w, 1).await;
    let plan = with(&setting(&w), &[("title", "Day 2")]);
    let sends = async |fields: Fields| posts(&w.samir, w.at("/sessions/new"), &fields).await;
    sends(with(&plan, &[("title", " ")])).await.is_invalid_at("title").sees("Accounts payable office").is_invalid_at("title");
    sends(with(&plan, &[("from", "12:00")])).await.is_invalid_at("to");
    sends(with(&plan, &[("from", "noon")])).await.is_invalid_at("from");
    // Left out when the clocks went forward.
    sends(with(&plan, &[("day", "2027-03-28"), ("from", "02:30")])).await.is_invalid_at("from").sees("the clocks go forward");
    sends(with(&plan, &[("day", "2026-07-14")])).await.is_invalid_at("day").sees("has not passed");
    let wrong = sends(with(&plan, &[("day", "yesterday")])).await.is_invalid_at("day");
    assert_eq!(wrong.all(".error-summary li").len(), 1, "each fault is said once");
    sends(with(&plan, &[("topics", "7")])).await.is_invalid_at("topics");
    let only = |people: Vec<Uuid>| {
        let rest = plan.iter().filter(|(field, _)| *field != "people").cloned();
        rest.chain(people.into_iter().map(|id| ("people", id.to_string()))).collect::<Fields>()
    };
    for people in [vec![], vec![w.samir.id, w.lea.id], vec![w.tobias.id], vec![w.samir.id, w.tobias.id, w.stranger.id]] {
        sends(only(people)).await.is_invalid_at("people");
    }
    let session = planned(&w).await;
    let sends = async |fields: Fields| posts(&w.samir, format!("{session}/record"), &fields).await;
    sends(with(&record(&w), &[("from", "10:01"), ("to", "10:30")])).await.is_invalid_at("from").sees("cannot begin or end in the future");
    sends(with(&record(&w), &[("outcome", "")])).await.is_invalid_at("outcome");
    sends(with(&record(&w), &[("step-1", "Write it down")])).await.is_invalid_at("owner-1").is_invalid_at("due-1");
    let step = |owner: Uuid, due: &str| {
        [("step-2".to_owned(), "x".to_owned()), ("owner-2".into(), owner.to_string()), ("due-2".into(), due.into())]
    };
    for (owner, due, field) in
        [(w.olaf.id, "2026-07-20", "owner-2"), (w.stranger.id, "2026-07-20", "owner-2"), (w.samir.id, "2026-07-14", "due-2")]
    {
        let step = step(owner, due);
        let mut fields: Vec<(&str, &str)> = step.iter().map(|(field, value)| (field.as_str(), value.as_str())).collect();
        let record = record(&w);
        fields.extend(record.iter().map(|(field, value)| (*field, value.as_str())));
        w.samir.posts(format!("{session}/record"), &fields).await.is_invalid_at(field);
    }
    let more = w.samir.posts(format!("{session}/record"), &[("more", "yes"), ("count", "2"), ("step-2", "Kept")]).await.is(200);
    assert_eq!(more.all(".step-fields legend").len(), 3);
    assert_eq!(more.attribute("[name=step-2]", "value").as_deref(), Some("Kept"));
    assert_eq!(w.happened().await, ["session_planned"]);
}

#[tokio::test]
async fn two_people_record_at_once_and_the_second_is_told() {
    let w = world().await;
    let session = planned(&w).await;
    posts(&w.samir, format!("{session}/record"), &record(&w)).await.done();
    let late = with(&record(&w), &[("outcome", "My own words of it.")]);
    posts(&w.tobias, format!("{session}/record"), &late).await.is(409).sees("recorded meanwhile").sees("My own words of it.");
    posts(&w.tobias, format!("{session}/record"), &with(&record(&w), &[("round", "x")])).await.is(404);
    assert_eq!(w.happened().await, ["session_planned", "session_recorded"]);
    // Two change a plan: the second has seen another one.
    let session = planned(&w).await;
    let edit = format!("{session}/edit");
    let plan = |place: &str| with(&setting(&w), &[("title", "Day 3"), ("revision", "0"), ("place", place)]);
    w.tobias.opens(&edit).await.is(200);
    posts(&w.samir, edit.clone(), &plan("Warehouse")).await.done();
    posts(&w.tobias, edit.clone(), &plan("Canteen")).await.is(409).sees("changed this plan meanwhile").sees("Canteen");
    w.lea.opens(&session).await.is(200).sees("Day 3").sees("Warehouse");
}

#[tokio::test]
async fn a_form_that_is_sent_twice_is_carried_out_once() {
    let w = world().await;
    let session = planned(&w).await;
    let record = record(&w);
    let fields: Vec<_> = record.iter().map(|(field, value)| (*field, value.as_str())).collect();
    let once = Uuid::new_v4();
    let plan = with(&setting(&w), &[("title", "Day 3")]);
    let plan: Vec<_> = plan.iter().map(|(field, value)| (*field, value.as_str())).collect();
    w.samir.posts_once(w.at("/sessions/new"), &plan, once).await.done();
    w.samir.posts_once(w.at("/sessions/new"), &plan, once).await.is(409).sees("already recorded");
    let once = Uuid::new_v4();
    w.samir.posts_once(format!("{session}/record"), &fields, once).await.done();
    w.samir.posts_once(format!("{session}/record"), &fields, once).await.is(409);
    assert_eq!(w.happened().await, ["session_planned", "session_planned", "session_recorded"]);
}

#[tokio::test]
async fn nobody_from_elsewhere_and_no_observer_takes_part_in_writing() {
    let w = world().await;
    let session = planned(&w).await;
    for stranger in [&w.petra, &w.max, &w.stranger] {
        for path in ["", "/calendar", "/edit", "/record"] {
            stranger.opens(format!("{session}{path}")).await.is(404);
        }
        posts(stranger, format!("{session}/record"), &record(&w)).await.is(404);
    }
    // A number of the one engagement names nothing in the other.
    w.petra.opens(session.replace(&w.engagement.to_string(), &w.other_engagement.to_string())).await.is(404);
    let other = format!("/engagements/{}", w.other_engagement);
    w.petra.opens(format!("{other}/needs/new?session=1")).await.is(404);
    for observer in [&w.olaf, &w.paul] {
        observer.opens(&session).await.is(200).sees_not("Record how it was").sees_not("Begin");
        posts(observer, format!("{session}/beginning"), &vec![]).await.is(403);
        posts(observer, format!("{session}/record"), &record(&w)).await.is(403);
        posts(observer, format!("{session}/answer"), &vec![("round", "1".into()), ("files", "0".into()), ("answer", "confirmed".into())])
            .await
            .is(403);
    }
}

#[tokio::test]
async fn a_session_is_cancelled_or_held_but_not_before_its_day() {
    let w = world().await;
    let tomorrow = with(&setting(&w), &[("title", "Tomorrow"), ("day", "2026-07-16")]);
    let session = posts(&w.samir, w.at("/sessions/new"), &tomorrow).await.done();
    w.samir.opens(&session).await.is(200).sees_not("Begin").sees_not("Record something now");
    posts(&w.samir, format!("{session}/beginning"), &vec![]).await.is(409).sees("has not come yet");
    posts(&w.samir, format!("{session}/record"), &record(&w)).await.is(409).sees("has not come yet");
    posts(&w.meryem, format!("{session}/cancellation"), &vec![("reason", String::new())]).await.is_invalid_at("reason");
    posts(&w.meryem, format!("{session}/cancellation"), &vec![("reason", "Meryem is ill.".into())]).await.done();
    w.samir.opens(&session).await.is(200).sees("cancelled by Meryem Kaya").sees("Meryem is ill.");
    w.it_is("2026-07-16T08:00:00Z");
    for (path, fields) in [("beginning", vec![]), ("record", record(&w)), ("cancellation", vec![("reason", "x".into())])] {
        posts(&w.samir, format!("{session}/{path}"), &fields).await.is(409).sees("cancelled");
    }
    w.samir.opens(w.at("/handover/assists/new?session=1")).await.is(409).sees("This session was cancelled");
    // So do those hear who had such a form open; what they typed is given back.
    let wish = [("session", "1"), ("wish", "It should say who is *away*.")];
    w.meryem.posts(w.at("/needs/new"), &wish).await.is(409).sees("This session was cancelled").sees("It should say who is *away*.");
    w.samir.opens(w.at("/handover/assists/new?session=2")).await.is(404);
}

/// The next steps of a record: a text, whose, until when.
fn steps(record: &Fields, steps: &[(&str, Uuid, &str)]) -> Vec<(String, String)> {
    let mut fields: Vec<_> = record.iter().map(|(field, value)| ((*field).to_owned(), value.clone())).collect();
    for (place, (text, owner, due)) in (1..).zip(steps) {
        let values = [(text.to_string()), owner.to_string(), (*due).to_owned()];
        fields.extend(["step", "owner", "due"].into_iter().zip(values).map(|(field, value)| (format!("{field}-{place}"), value)));
    }
    fields
}

async fn posts_owned(who: &Actor, path: String, fields: &[(String, String)]) -> crate::support::Page {
    let fields: Vec<_> = fields.iter().map(|(field, value)| (field.as_str(), value.as_str())).collect();
    who.posts(path, &fields).await
}

/// Whom the open turn on a thing asks, by name; empty: everybody on that side.
async fn asked(w: &World, thing: &str) -> String {
    let name: Option<String> = sqlx::query_scalar(
        "select p.name from turns t left join persons p on p.id = t.person_id where t.engagement_id = $1 and t.thing = $2 and t.ended_at is null",
    )
    .bind(w.engagement)
    .bind(thing)
    .fetch_one(&w.app.db)
    .await
    .unwrap();
    name.unwrap_or_default()
}

#[tokio::test]
async fn a_next_step_is_the_turn_of_its_owner() {
    let w = world().await;
    let session = planned(&w).await;
    let agreed = [("Write it into the runbook", w.samir.id, "2026-07-17"), ("Send the files", w.meryem.id, "2026-07-16")];
    posts_owned(&w.samir, format!("{session}/record"), &steps(&record(&w), &agreed)).await.done();
    assert_eq!(w.turns().await, ["WS1 client confirm_session", "WS1.1 provider do_step", "WS1.2 client do_step"]);
    assert_eq!(asked(&w, "WS1.2").await, "Meryem Kaya");
    w.meryem.opens("/").await.is(200).sees("WS1.2 Send the files");
    // The other side, or a step that is none, cannot be said to be done.
    posts(&w.meryem, format!("{session}/steps/1/completion"), &vec![]).await.is(409).sees("the other side’s");
    posts(&w.meryem, format!("{session}/steps/3/completion"), &vec![]).await.is(404);
    // Overdue the day after, where everybody sees it.
    w.it_is("2026-07-17T08:00:00Z");
    w.lea.opens(&session).await.is(200).sees("Send the files overdue");
    w.lea.opens(w.at("/sessions")).await.is(200).sees("2 next steps open, 1 of them overdue");
    w.meryem.opens("/").await.is(200).sees("overdue");
    // Anybody of the side can do it for the owner.
    posts(&w.tobias, format!("{session}/steps/2/completion"), &vec![("note", "They are *in the folder*.".into())]).await.done();
    posts(&w.meryem, format!("{session}/steps/2/completion"), &vec![]).await.is(409).sees("Tobias Lenz has said meanwhile");
    w.samir.opens(&session).await.is(200).sees("in the folder").sees_not("Send the files overdue");
    assert_eq!(w.turns().await, ["WS1 client confirm_session", "WS1.1 provider do_step"]);
}

#[tokio::test]
async fn a_step_of_somebody_who_left_is_for_the_whole_side() {
    let w = world().await;
    let session = planned(&w).await;
    let agreed = [("Send the files", w.meryem.id, "2026-07-16")];
    posts_owned(&w.samir, format!("{session}/record"), &steps(&record(&w), &agreed)).await.done();
    w.ines.posts(w.at("/people/3/end"), &[]).await.done();
    assert_eq!(asked(&w, "WS1.1").await, "");
    w.tobias.opens(&session).await.is(200).sees("Nordlicht Pumpen GmbH, due Thu 16 July");
    w.tobias.opens("/").await.is(200).sees("WS1.1 Send the files");
    // And she is not asked by a later round either, though she was there and stays on record.
    posts(&w.tobias, format!("{session}/answer"), &vec![("round", "1".into()), ("answer", "corrected".into()), ("correction", "x".into())])
        .await
        .done();
    let again = with(&record(&w), &[("round", "2"), ("kept", "1")]);
    let late = steps(&again, &[("Look again", w.meryem.id, "2026-07-20")]);
    posts_owned(&w.samir, format!("{session}/record"), &late).await.is_invalid_at("owner-1");
    posts(&w.samir, format!("{session}/record"), &again).await.done();
    assert_eq!(w.turns().await, ["WS1 client confirm_session", "WS1.1 client do_step"]);
}

#[tokio::test]
async fn a_later_round_drops_what_is_no_longer_agreed() {
    let w = world().await;
    let session = planned(&w).await;
    let agreed = [("Write it into the runbook", w.samir.id, "2026-07-17"), ("Send the files", w.meryem.id, "2026-07-16")];
    posts_owned(&w.samir, format!("{session}/record"), &steps(&record(&w), &agreed)).await.done();
    let corrected = vec![("round", "1".into()), ("answer", "corrected".into()), ("correction", "Nobody said that.".into())];
    posts(&w.tobias, format!("{session}/answer"), &corrected).await.done();
    let form = w.samir.opens(format!("{session}/record")).await.is(200);
    assert_eq!(form.all("[name=kept][checked]").len(), 2);
    let again = with(&record(&w), &[("round", "2"), ("kept", "1")]);
    posts_owned(&w.samir, format!("{session}/record"), &steps(&again, &[("Send two files", w.tobias.id, "2026-07-17")])).await.done();
    assert_eq!(w.turns().await, ["WS1 client confirm_session", "WS1.1 provider do_step", "WS1.3 client do_step"]);
    w.meryem.opens(&session).await.is(200).sees("No longer agreed since round 2");
    posts(&w.meryem, format!("{session}/steps/2/completion"), &vec![]).await.is(409).sees("no longer agreed");
}

#[tokio::test]
async fn what_is_recorded_from_a_session_is_known_there_and_leads_back() {
    let w = world().await;
    topic(&w, 1).await;
    topic(&w, 2).await;
    let session =
        posts(&w.samir, w.at("/sessions/new"), &with(&setting(&w), &[("title", "Files of the day"), ("topics", "2")])).await.done();
    posts(&w.samir, format!("{session}/beginning"), &vec![]).await.done();
    // Nothing has to be typed: the topic and the person are the only ones.
    let form = w.samir.opens(w.at("/handover/observations/new?session=1")).await.is(200).sees("WS1 Files of the day");
    assert_eq!(form.attribute("[name=topic] [selected]", "value").as_deref(), Some("2"));
    assert_eq!(form.attribute("[name=seat] [selected]", "value").as_deref(), Some("2"));
    assert_eq!(form.attribute("[name=mode][checked]", "value").as_deref(), Some("together"));
    assert_eq!(form.attribute("[name=day]", "value").as_deref(), Some("2026-07-15"));
    // Those who take part come first.
    assert_eq!(form.all("[name=seat] option")[1], "Tobias Lenz");
    let seen = [("session", "1"), ("topic", "2"), ("seat", "2"), ("mode", "together"), ("day", "2026-07-15"), ("text", "Four files")];
    assert_eq!(w.samir.posts(w.at("/handover/observations/new"), &seen).await.done(), session);
    // An error keeps where it came from.
    let wrong = w.samir.posts(w.at("/handover/observations/new"), &[("session", "1"), ("text", "Kept")]).await.is_invalid_at("topic");
    assert_eq!(wrong.attribute("[name=session]", "value").as_deref(), Some("1"));
    let form = w.samir.opens(w.at("/handover/assists/new?session=1")).await.is(200);
    assert_eq!(form.attribute("[name=helper] [selected]", "value"), Some(w.samir.id.to_string()));
    let samir = w.samir.id.to_string();
    let help = [
        ("session", "1"),
        ("topic", "2"),
        ("seat", "2"),
        ("helper", &samir),
        ("minutes", "15"),
        ("day", "2026-07-15"),
        ("text", "One file"),
    ];
    assert_eq!(w.samir.posts(w.at("/handover/assists/new"), &help).await.done(), session);
    let form = w.tobias.opens(w.at("/needs/new?session=1")).await.is(200);
    assert_eq!(form.attribute("[name=said_where]", "value").as_deref(), Some("Accounts payable office"));
    let tobias = w.tobias.id.to_string();
    let wish = [("session", "1"), ("wish-1", "Fewer files that fail"), ("said_by", &tobias), ("said_on", "2026-07-15")];
    let more = w.tobias.posts(w.at("/needs/new"), &[&wish[..], &[("more", "yes")]].concat()).await.is(200);
    assert_eq!(more.attribute("[name=session]", "value").as_deref(), Some("1"));
    assert_eq!(w.tobias.posts(w.at("/needs/new"), &wish).await.done(), session);
    let question =
        [("session", "1"), ("kind", "what"), ("question", "Which files first?"), ("options", "Old\nNew"), ("due_on", "2026-07-17")];
    assert_eq!(w.meryem.posts(w.at("/decisions/new"), &question).await.done(), session);
    let effect = [
        ("session", "1"),
        ("area", "Purchasing"),
        ("text", "It arrives twice"),
        ("severity", "A nuisance"),
        ("since", "2026-07-15"),
        ("seen_by", "Jonas"),
    ];
    assert_eq!(w.meryem.posts(w.at("/effects/new"), &effect).await.done(), session);
    let mut items = w.olaf.opens(&session).await.is(200).all("#items .row-title");
    items.sort();
    assert_eq!(
        items,
        [
            "DC1 Decision, asked by Meryem Kaya",
            "E1 Effect elsewhere, reported by Meryem Kaya",
            "N1 Wish of Tobias Lenz",
            "T2 Assist for Tobias Lenz",
            "T2 Observation of Tobias Lenz"
        ]
    );
    for path in ["/handover/topics/2", "/needs/1", "/decisions/1", "/effects/1"] {
        let page = w.olaf.opens(w.at(path)).await.is(200);
        assert!(page.all(".ref").contains(&"WS1".to_owned()), "{path} does not say where it was recorded");
    }
    // A session that is none holds nothing.
    for (path, fields) in [("/handover/observations/new", &seen[..]), ("/decisions/new", &question[..]), ("/effects/new", &effect[..])] {
        let fields: Vec<_> = fields.iter().map(|(field, value)| (*field, if *field == "session" { "9" } else { *value })).collect();
        w.samir.posts(w.at(path), &fields).await.is(404);
    }
}

fn moment(at: Option<DatePerhapsTime>) -> String {
    match at {
        Some(DatePerhapsTime::DateTime(CalendarDateTime::Utc(at))) => at.to_rfc3339(),
        other => panic!("{other:?} is no instant"),
    }
}

#[tokio::test]
async fn a_plan_is_a_calendar_file_that_replaces_the_one_before() {
    let w = world().await;
    let plan = with(&setting(&w), &[("title", "Files; of the day, all"), ("agenda", "First\nsecond: line, with “marks”")]);
    let session = posts(&w.samir, w.at("/sessions/new"), &plan).await.done();
    let read = async || {
        let page = w.olaf.opens(format!("{session}/calendar")).await.is(200);
        assert!(page.body.contains("\r\n") && page.body.lines().all(|line| line.len() <= 75), "{}", page.body);
        let calendar: Calendar = page.body.parse().unwrap();
        calendar.events().next().unwrap().clone()
    };
    let first = read().await;
    assert_eq!(first.get_summary(), Some("WS1 Files; of the day, all (Invoices with one owner)"));
    assert_eq!(first.get_location(), Some("Accounts payable office"));
    assert!(first.get_description().unwrap().contains("First\nsecond: line, with “marks”"), "{:?}", first.get_description());
    assert_eq!(first.get_url(), Some(format!("http://localhost:3000{session}").as_str()));
    assert_eq!(
        (moment(first.get_start()).as_str(), moment(first.get_end()).as_str()),
        ("2026-07-15T07:00:00+00:00", "2026-07-15T10:00:00+00:00")
    );
    assert_eq!(first.get_timestamp(), Some(w.app.clock.now()), "the clock is the one that was given");
    assert_eq!((first.get_sequence(), first.get_status()), (Some(0), Some(EventStatus::Confirmed)));
    let later = with(&plan, &[("revision", "0"), ("from", "10:30")]);
    posts(&w.tobias, format!("{session}/edit"), &later).await.done();
    let second = read().await;
    assert_eq!((second.get_uid(), second.get_sequence()), (first.get_uid(), Some(1)));
    assert_eq!(moment(second.get_start()), "2026-07-15T08:30:00+00:00");
    posts(&w.tobias, format!("{session}/cancellation"), &vec![("reason", "Ill".into())]).await.done();
    let last = read().await;
    assert_eq!((last.get_uid(), last.get_sequence(), last.get_status()), (first.get_uid(), Some(2), Some(EventStatus::Cancelled)));
}

/// Plans sessions of an hour each, called "Day 1" and so on, that begin at these times.
async fn plan_at(w: &World, starts: Vec<DateTime<Utc>>) {
    sqlx::query(
        "with plan as (select day::integer, start from unnest($4::timestamptz[]) with ordinality as x (start, day)),
              s as (insert into working_sessions (engagement_id, number, title, added_by, added_side, added_at)
                    select $1, day, 'Day ' || day, $2, 'provider', $3 from plan returning number)
         insert into session_rounds (engagement_id, session, round, place, from_at, to_at)
         select $1, number, 0, 'Kiel', start, start + interval '1 hour' from s join plan on day = number",
    )
    .bind(w.engagement)
    .bind(w.samir.id)
    .bind(w.app.clock.now())
    .bind(starts)
    .execute(&w.app.db)
    .await
    .unwrap();
}

#[tokio::test]
async fn a_long_list_goes_on() {
    let w = world().await;
    plan_at(&w, vec![w.app.clock.now(); 55]).await;
    sqlx::query("update working_sessions set cancelled_by = added_by, cancelled_at = added_at, cancelled_why = 'Ill'")
        .execute(&w.app.db)
        .await
        .unwrap();
    w.statements.taken();
    let first = w.olaf.opens(w.at("/sessions")).await.is(200);
    assert!((1..=6).contains(&w.statements.taken()));
    assert_eq!((first.all(".row").len(), first.all(".row .ref")[0].as_str()), (50, "WS55"));
    let second = w.olaf.opens(first.attribute("[rel=next]", "href").unwrap()).await.is(200);
    assert_eq!(second.all(".row .ref"), ["WS5", "WS4", "WS3", "WS2", "WS1"]);
    second.is(200).sees("Back to the beginning");
}

#[tokio::test]
async fn plans_that_nobody_recorded_hide_nothing_and_are_all_reached() {
    let w = world().await;
    // 55 that are long over, then 55 to come, one each day; two of them at once.
    let first = w.app.clock.now() - TimeDelta::hours(24 * 54 + 12);
    plan_at(&w, (0..110).map(|day| first + TimeDelta::days(if day == 56 { 55 } else { day })).collect()).await;
    w.meryem.opens(w.at("")).await.is(200).sees("WS56 Day 56").sees_not("WS1 Day 1");
    w.statements.taken();
    let first = w.olaf.opens(w.at("/sessions")).await.is(200);
    assert!((1..=6).contains(&w.statements.taken()));
    let refs = |from: i32, to: i32| (from..=to).map(|number| format!("WS{number}")).collect::<Vec<_>>();
    assert_eq!(first.all("#due .row .ref"), refs(1, 50));
    assert_eq!(first.all("#upcoming .row .ref"), refs(56, 105));
    for (part, rest) in [("due", refs(51, 55)), ("upcoming", refs(106, 110))] {
        let more = w.olaf.opens(first.attribute(&format!("#more-{part}"), "href").unwrap()).await.is(200);
        assert_eq!(more.all(".row .ref"), rest);
    }
}

#[tokio::test]
async fn what_was_begun_by_mistake_is_cancelled() {
    let w = world().await;
    let session = planned(&w).await;
    posts(&w.meryem, format!("{session}/beginning"), &vec![]).await.done();
    w.samir.opens(&session).await.is(200).sees("This session does not take place");
    posts(&w.samir, format!("{session}/cancellation"), &vec![("reason", String::new())]).await.is_invalid_at("reason");
    posts(&w.samir, format!("{session}/cancellation"), &vec![("reason", "Pressed by mistake.".into())]).await.done();
    w.meryem.opens(&session).await.is(200).sees("cancelled by Samir Haddad").sees("Pressed by mistake.");
    // What was recorded has taken place.
    let session = planned(&w).await;
    posts(&w.samir, format!("{session}/record"), &record(&w)).await.done();
    posts(&w.samir, format!("{session}/cancellation"), &vec![("reason", "x".into())]).await.is(409);
    let running = planned(&w).await;
    posts(&w.meryem, format!("{running}/beginning"), &vec![]).await.done();
    let forgeries = [
        "update working_sessions set cancelled_why = 'x', cancelled_by = added_by, cancelled_at = added_at where number = 2",
        "update working_sessions set cancelled_why = null, cancelled_by = null, cancelled_at = null where number = 1",
        "update working_sessions set begun_by = null, begun_at = null where number = 3",
        "update working_sessions set title = 'Something else' where number = 2",
        "update working_sessions set title = 'Something else' where number = 3",
        "delete from working_sessions",
    ];
    w.refuses_all("working_sessions_stay", &forgeries).await;
    // Nor does its plan become another one.
    w.refuses_all("session_rounds_stay", &["delete from session_people where session = 3", "delete from session_people where session = 1"])
        .await;
    let plan = "insert into session_rounds (engagement_id, session, round, place, from_at, to_at)
                select engagement_id, session, 0, place, from_at, to_at from session_rounds where session = 1";
    w.refuses_all("session_rounds_follow", &[plan]).await;
}

#[tokio::test]
async fn a_record_does_not_end_in_the_future() {
    let w = world().await;
    let session = planned(&w).await;
    let form = w.samir.opens(format!("{session}/record")).await.is(200);
    assert_eq!(form.attribute("[name=to]", "value").as_deref(), Some("10:00"), "the plan goes on to 12");
    posts(&w.samir, format!("{session}/record"), &with(&record(&w), &[("to", "10:02")])).await.is_invalid_at("to");
    posts(&w.samir, format!("{session}/record"), &with(&record(&w), &[("to", "10:01")])).await.done();
}

#[tokio::test]
async fn the_last_round_can_only_be_confirmed() {
    let w = world().await;
    let session = planned(&w).await;
    posts(&w.samir, format!("{session}/record"), &record(&w)).await.done();
    for round in 1..20 {
        let round = round.to_string();
        let corrected = vec![("round", round.clone()), ("answer", "corrected".into()), ("correction", "x".into())];
        posts(&w.tobias, format!("{session}/answer"), &corrected).await.done();
        let next = (round.parse::<i32>().unwrap() + 1).to_string();
        posts(&w.samir, format!("{session}/record"), &with(&record(&w), &[("round", &next)])).await.done();
    }
    let page = w.tobias.opens(&session).await.is(200).sees("talk to each other");
    assert!(page.attribute("#answer [value=corrected]", "name").is_none());
    let corrected = vec![("round", "20".into()), ("answer", "corrected".into()), ("correction", "x".into())];
    posts(&w.tobias, format!("{session}/answer"), &corrected).await.is(409).sees("talk to each other");
    assert_eq!(w.turns().await, ["WS1 client confirm_session"]);
    posts(&w.tobias, format!("{session}/answer"), &vec![("round", "20".into()), ("files", "0".into()), ("answer", "confirmed".into())])
        .await
        .done();
}

/// Who is told of the latest event.
async fn told(w: &World) -> Vec<String> {
    sqlx::query_scalar(
        "select p.name from outbox o join persons p on p.id = o.person_id
         where o.engagement_id = $1 and o.event_number = (select max(number) from events where engagement_id = $1) order by p.name",
    )
    .bind(w.engagement)
    .fetch_all(&w.app.db)
    .await
    .unwrap()
}

#[tokio::test]
async fn either_side_says_that_a_step_is_no_longer_agreed() {
    let w = world().await;
    let session = planned(&w).await;
    let agreed = [("Write it into the runbook", w.samir.id, "2026-07-17"), ("Send the files", w.meryem.id, "2026-07-16")];
    posts_owned(&w.samir, format!("{session}/record"), &steps(&record(&w), &agreed)).await.done();
    let end = |step: i32| format!("{session}/steps/{step}/withdrawal");
    w.olaf.opens(&session).await.is(200).sees_not("It is no longer agreed");
    posts(&w.olaf, end(2), &vec![("why", "x".into())]).await.is(403);
    posts(&w.petra, end(2), &vec![("why", "x".into())]).await.is(404);
    posts(&w.samir, end(3), &vec![("why", "x".into())]).await.is(404);
    posts(&w.samir, end(2), &vec![("why", " ".into())]).await.is_invalid_at("why");
    posts(&w.samir, end(2), &vec![("why", "We *have* them.".into())]).await.done();
    assert_eq!(told(&w).await, ["Ines Brandt", "Lea Ahrens", "Meryem Kaya", "Tobias Lenz"]);
    w.meryem.opens(&session).await.is(200).sees("No longer agreed, says Samir Haddad").sees("We have them.");
    assert_eq!(w.turns().await, ["WS1 client confirm_session", "WS1.1 provider do_step"]);
    posts(&w.meryem, end(2), &vec![("why", "x".into())]).await.is(409).sees("no longer agreed");
    posts(&w.meryem, format!("{session}/steps/2/completion"), &vec![]).await.is(409).sees("no longer agreed");
    w.lea.opens(w.at("/sessions")).await.is(200).sees("One next step open");
    w.lea.opens(w.at("/activity")).await.is(200).sees("Samir Haddad said that WS1.2 is no longer agreed: Send the files");
    let forgeries = [
        "update session_steps set dropped_why = 'y' where number = 2",
        "update session_steps set done_by = owner, done_at = now() where number = 2",
    ];
    w.refuses_all("session_steps_stay", &forgeries).await;
}

#[tokio::test]
async fn the_owner_is_told_that_somebody_else_ended_a_step() {
    let w = world().await;
    let session = planned(&w).await;
    let agreed =
        [("Send the files", w.meryem.id, "2026-07-16"), ("Read them", w.samir.id, "2026-07-16"), ("Answer", w.samir.id, "2026-07-16")];
    posts_owned(&w.samir, format!("{session}/record"), &steps(&with(&record(&w), &[("count", "3")]), &agreed)).await.done();
    posts(&w.tobias, format!("{session}/steps/1/completion"), &vec![]).await.done();
    assert_eq!(told(&w).await, ["Lea Ahrens", "Meryem Kaya", "Samir Haddad"]);
    posts(&w.samir, format!("{session}/steps/3/completion"), &vec![]).await.done();
    assert!(!told(&w).await.contains(&"Samir Haddad".to_owned()), "who did it knows");
    let corrected = vec![("round", "1".into()), ("answer", "corrected".into()), ("correction", "Nobody said that.".into())];
    posts(&w.tobias, format!("{session}/answer"), &corrected).await.done();
    posts(&w.lea, format!("{session}/record"), &with(&record(&w), &[("round", "2")])).await.done();
    assert!(told(&w).await.contains(&"Samir Haddad".to_owned()), "his step was dropped");
}

#[tokio::test]
async fn a_step_is_due_when_its_owners_side_closes() {
    let w = world().await;
    sqlx::query("update organizations set time_zone = 'Pacific/Auckland' where id = $1").bind(w.provider).execute(&w.app.db).await.unwrap();
    let session = planned(&w).await;
    // It is 20:00 in Auckland: the 15th has closed there, though not in Kiel.
    let agrees = async |owner: Uuid, due: &str| {
        posts_owned(&w.samir, format!("{session}/record"), &steps(&record(&w), &[("Read it", owner, due)])).await
    };
    agrees(w.samir.id, "2026-07-15").await.is_invalid_at("due-1");
    agrees(w.samir.id, "2026-07-16").await.done();
    // The 16th has closed in Auckland, and has just begun in Kiel: the page and the turn say the same.
    w.it_is("2026-07-16T07:00:00Z");
    w.tobias.opens(&session).await.is(200).sees("Read it overdue");
    w.tobias.opens(w.at("/sessions")).await.is(200).sees("One next step open, 1 of them overdue");
    w.samir.opens("/").await.is(200).sees("overdue");
}

/// Whoever gets around the application still cannot rewrite what was recorded and agreed.
#[tokio::test]
async fn the_database_keeps_what_was_recorded() {
    let w = world().await;
    let session = planned(&w).await;
    let agreed = [("Send the files", w.meryem.id, "2026-07-16")];
    posts_owned(&w.samir, format!("{session}/record"), &steps(&record(&w), &agreed)).await.done();
    posts(&w.tobias, format!("{session}/answer"), &vec![("round", "1".into()), ("files", "0".into()), ("answer", "confirmed".into())])
        .await
        .done();
    posts(&w.tobias, format!("{session}/steps/1/completion"), &vec![]).await.done();
    let rounds = [
        "update session_rounds set outcome = 'Something else' where round = 1",
        "update session_rounds set place = 'Elsewhere' where round = 0",
        "update session_rounds set answer = 'corrected', correction = 'x' where round = 1",
        "delete from session_rounds",
        "delete from session_people where round = 0",
        "delete from session_people where round = 1",
        "update session_people set side = 'client'",
        "insert into session_people (engagement_id, session, round, person_id, side)
         select engagement_id, 1, round, (select id from persons where name = 'Lea Ahrens'), 'provider' from session_rounds where round = 1",
        "insert into session_people (engagement_id, session, round, person_id, side)
         select engagement_id, 1, round, (select id from persons where name = 'Lea Ahrens'), 'provider' from session_rounds where round = 0",
    ];
    w.refuses_all("session_rounds_stay", &rounds).await;
    let steps = [
        "update session_steps set text = 'Something else'",
        "update session_steps set done_note = 'x'",
        "delete from session_steps",
        "insert into session_steps (engagement_id, session, number, round, text, owner, side, due_on)
         select engagement_id, session, 2, round, 'Something else', owner, side, due_on from session_steps",
    ];
    w.refuses_all("session_steps_stay", &steps).await;
    w.refuses_all(
        "working_sessions_stay",
        &["update working_sessions set cancelled_by = added_by, cancelled_at = added_at, cancelled_why = 'x'"],
    )
    .await;
    let next = "insert into session_rounds (engagement_id, session, round, place, from_at, to_at, outcome, recorded_by, recorded_side, recorded_at)
         select engagement_id, session, 2, place, from_at, to_at, outcome, recorded_by, recorded_side, recorded_at from session_rounds where round = 1";
    w.refuses_all("session_rounds_follow", &[next]).await;
}
