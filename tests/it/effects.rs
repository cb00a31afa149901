//! Effects elsewhere: reported by anyone, owned by the client, and in the way of every handover until somebody owns them.

use crate::support::{World, world};

const TWICE: [(&str, &str); 5] = [
    ("area", "Purchasing"),
    ("text", "Order confirmations reach us *twice*."),
    ("severity", "A nuisance"),
    ("since", "2026-07-14"),
    ("seen_by", "Jonas Petersen"),
];

async fn reported(w: &World) -> String {
    w.samir.posts(w.at("/effects/new"), &TWICE).await.done()
}

/// A handover without anything to hand over: only effects can block it.
async fn milestone(w: &World) -> String {
    sqlx::query(
        "insert into milestones (engagement_id, number, title, agreement, at, owner, planned_by, planned_at)
         values ($1, 1, 'Handover', 'From 31 July.', '2026-07-31T16:00:00Z', 2, $2, $3)",
    )
    .bind(w.engagement)
    .bind(w.lea.id)
    .bind(w.app.clock.now())
    .execute(&w.app.db)
    .await
    .unwrap();
    w.at("/handover/milestones/1")
}

#[tokio::test]
async fn an_effect_is_reported_acknowledged_and_settled() {
    let w = world().await;
    let handover = milestone(&w).await;
    w.ines.opens(w.at("/effects")).await.is(200).sees("No effects elsewhere");
    w.ines.opens(&handover).await.is(200).sees("No effect elsewhere waits to be acknowledged");
    let effect = reported(&w).await;
    assert_eq!(w.turns().await, ["E1 client acknowledge_effect"]);
    let blocked =
        w.ines.opens(&handover).await.is(200).sees("E1 (Purchasing) is not acknowledged").sees("acknowledge E1 and name its owner");
    assert_eq!(blocked.all("#gate-effect-e1.gate-blocked").len(), 1);
    // Whoever may not, sees whose it is and no button.
    w.meryem.opens(&effect).await.is(200).sees("client’s own").sees_not("Acknowledge it as ours").sees_not("It is no effect of this work");
    w.meryem.posts(format!("{effect}/acknowledgement"), &[("owner", "3")]).await.is(403);
    w.samir.posts(format!("{effect}/settlement"), &[("how", "x")]).await.is(409).sees("only the client says");
    w.meryem.posts(format!("{effect}/settlement"), &[("how", "x")]).await.is(409).sees("Nobody owns this effect yet");
    w.tobias.posts(format!("{effect}/acknowledgement"), &[("owner", "")]).await.is_invalid_at("owner");
    // An observer, somebody of the provider, nobody: none of them can own it.
    for nobody in ["4", "5", "99"] {
        w.tobias.posts(format!("{effect}/acknowledgement"), &[("owner", nobody)]).await.is(409).sees("no seat on the client’s side");
    }
    w.tobias.posts(format!("{effect}/acknowledgement"), &[("owner", "3")]).await.done();
    w.ines.posts(format!("{effect}/acknowledgement"), &[("owner", "1")]).await.is(409).sees("acknowledged meanwhile");
    assert_eq!(w.turns().await, Vec::<String>::new());
    w.ines.opens(&handover).await.is(200).sees_not("is not acknowledged");
    w.lea.opens(w.at("/effects")).await.is(200).sees("Purchasing, owned by Meryem Kaya");
    w.lea.opens(&effect).await.is(200).sees("acknowledged by Tobias Lenz").sees_not("Say how it was settled");
    w.meryem.posts(format!("{effect}/settlement"), &[("how", "")]).await.is_invalid_at("how");
    w.meryem.posts(format!("{effect}/settlement"), &[("how", "The old rule is switched off.")]).await.done();
    w.meryem.posts(format!("{effect}/settlement"), &[("how", "Again")]).await.is(409).sees("Again");
    w.paul.opens(&effect).await.is(200).sees("settled, as Meryem Kaya says").sees("The old rule is switched off.");
    assert_eq!(w.happened().await, ["effect_reported", "effect_acknowledged", "effect_settled"]);
}

#[tokio::test]
async fn what_is_none_is_withdrawn_by_its_side_or_declined_by_the_client() {
    let w = world().await;
    let effect = reported(&w).await;
    w.meryem.posts(format!("{effect}/withdrawal"), &[("why", "x")]).await.is(409).sees("Only the side that reported it");
    w.samir.opens(&effect).await.is(200).sees("It is no effect of this work");
    w.lea.posts(format!("{effect}/withdrawal"), &[("why", "")]).await.is_invalid_at("why");
    w.lea.posts(format!("{effect}/withdrawal"), &[("why", "It was so before.")]).await.done();
    w.tobias.posts(format!("{effect}/acknowledgement"), &[("owner", "3")]).await.is(409).sees("no effect of the work");
    let second = reported(&w).await;
    w.samir.posts(format!("{second}/refusal"), &[("why", "x")]).await.is(403);
    w.ines.posts(format!("{second}/refusal"), &[("why", "Purchasing wanted it so.")]).await.done();
    w.samir.opens(&second).await.is(200).sees("no effect of this work, says Ines Brandt").sees("Purchasing wanted it so.");
    assert_eq!(w.turns().await, Vec::<String>::new());
    w.samir.opens(milestone(&w).await).await.is(200).sees("No effect elsewhere waits to be acknowledged");
}

#[tokio::test]
async fn a_concern_becomes_an_effect_once() {
    let w = world().await;
    let entry = w.meryem.posts(w.at("/feedback"), &[("kind", "concern"), ("about", ""), ("text", "They arrive twice.")]).await.done();
    w.olaf.opens(&entry).await.is(200).sees_not("This is an effect elsewhere");
    let link = w.samir.opens(&entry).await.is(200).attribute("#to-effect a", "href").unwrap();
    let form = w.samir.opens(&link).await.is(200);
    assert_eq!(form.all("textarea[name=text]"), ["They arrive twice."]);
    assert_eq!(form.attribute("[name=seen_by]", "value").as_deref(), Some("Meryem Kaya"));
    let fields = [&TWICE[..], &[("feedback", "1")]].concat();
    let effect = w.samir.posts(w.at("/effects/new"), &fields).await.done();
    w.olaf.opens(&entry).await.is(200).sees("Reported as an effect elsewhere: E1");
    w.olaf.opens(&effect).await.is(200).sees("First told in").sees("F1");
    w.lea.posts(w.at("/effects/new"), &fields).await.is(409).sees("has become an effect already");
    // What was found to be none leaves room for another one.
    w.ines.posts(format!("{effect}/refusal"), &[("why", "It is our own doing.")]).await.done();
    w.lea.posts(w.at("/effects/new"), &fields).await.done();
    for nothing in ["9", "x"] {
        w.lea.opens(w.at(&format!("/effects/new?feedback={nothing}"))).await.is(404);
    }
}

#[tokio::test]
async fn what_is_typed_wrongly_is_said_at_the_field_and_kept() {
    let w = world().await;
    let but = |field: &str, value: &'static str| {
        TWICE.iter().map(|(name, given)| (*name, if *name == field { value } else { *given })).collect::<Vec<_>>()
    };
    for (field, value) in [("area", ""), ("text", " "), ("severity", ""), ("since", "2026-07-16"), ("since", "soon"), ("seen_by", "")] {
        w.meryem.posts(w.at("/effects/new"), &but(field, value)).await.is_invalid_at(field);
    }
    let outside = [&TWICE[..], &[("touches", "X9")]].concat();
    w.meryem.posts(w.at("/effects/new"), &outside).await.is(409);
    for observer in [&w.olaf, &w.paul] {
        observer.opens(w.at("/effects/new")).await.is(403);
    }
    let effect = reported(&w).await;
    for stranger in [&w.petra, &w.stranger] {
        stranger.opens(&effect).await.is(404);
    }
    w.petra.opens(effect.replace(&w.engagement.to_string(), &w.other_engagement.to_string())).await.is(404);
    assert_eq!(w.happened().await, ["effect_reported"]);
}

#[tokio::test]
async fn another_owner_is_named_when_the_seat_of_the_first_has_ended() {
    let w = world().await;
    let effect = reported(&w).await;
    w.tobias.posts(format!("{effect}/acknowledgement"), &[("owner", "3")]).await.done();
    w.tobias.opens(&effect).await.is(200).sees_not("Name another owner");
    w.tobias.posts(format!("{effect}/owner"), &[("owner", "1")]).await.is(409).sees("has an owner who can see to it");
    let forgery = "insert into effect_successors select engagement_id, number, 1, 1, reported_by, reported_at from effects";
    w.refuses_all("effect_successors_follow", &[forgery]).await;
    w.ines.posts(w.at("/people/3/end"), &[]).await.done();
    w.samir.opens(&effect).await.is(200).sees("Meryem Kaya owned it and has no seat").sees_not("Name another owner");
    w.samir.posts(format!("{effect}/owner"), &[("owner", "1")]).await.is(403);
    // Whoever is back with another seat still owns it.
    let back = "insert into seats (engagement_id, number, person_id, side, role, since)
                select engagement_id, 90, person_id, side, role, since from seats where engagement_id = $1 and number = 3";
    sqlx::query(back).bind(w.engagement).execute(&w.app.db).await.unwrap();
    w.tobias.opens(&effect).await.is(200).sees_not("has no seat").sees_not("Name another owner");
    w.refuses_all("effect_successors_follow", &[forgery]).await;
    sqlx::query("update seats set ended_at = now() where engagement_id = $1 and number = 90")
        .bind(w.engagement)
        .execute(&w.app.db)
        .await
        .unwrap();
    w.tobias.opens(&effect).await.is(200).sees("Name another owner");
    w.tobias.posts(format!("{effect}/owner"), &[("owner", "")]).await.is_invalid_at("owner");
    w.tobias.posts(format!("{effect}/owner"), &[("owner", "3")]).await.is(409).sees("no seat on the client’s side");
    w.tobias.posts(format!("{effect}/owner"), &[("owner", "1")]).await.done();
    let page = w.lea.opens(&effect).await.is(200).sees("acknowledged it; Meryem Kaya owns it").sees("named another owner: Ines Brandt");
    page.sees("Ines Brandt owns it").sees_not("has no seat");
    w.lea.opens(w.at("/effects")).await.is(200).sees("Purchasing, owned by Ines Brandt");
    w.ines.posts(format!("{effect}/settlement"), &[("how", "Switched off.")]).await.done();
    assert_eq!(w.happened().await, ["effect_reported", "effect_acknowledged", "seat_ended", "effect_handed_on", "effect_settled"]);
    w.refuses_all("effect_successors_follow", &["update effect_successors set owner = 2", "delete from effect_successors"]).await;
}

/// Whoever gets around the application still cannot rewrite what was reported and said to it.
#[tokio::test]
async fn the_database_keeps_what_was_reported() {
    let w = world().await;
    let effect = reported(&w).await;
    w.tobias.posts(format!("{effect}/acknowledgement"), &[("owner", "3")]).await.done();
    let forgeries = [
        "update effects set text = 'Something else'",
        "update effects set owner = 1",
        "update effects set acknowledged_at = null, acknowledged_by = null, owner = null",
        "delete from effects",
    ];
    w.refuses_all("effects_stay", &forgeries).await;
    let both =
        "update effects set dismissed = 'declined', dismissed_why = 'x', dismissed_by = acknowledged_by, dismissed_at = acknowledged_at";
    w.refuses_all("effects_acknowledged_or_dismissed", &[both]).await;
}
