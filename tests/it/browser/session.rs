//! A working session on a telephone at the client's desk: begun, things recorded in two taps each, held, confirmed by the other side.

use tandem::base::language::Language;
use uuid::Uuid;

use super::{
    driver::{Browser, Scripts},
    server::demo_server,
};

async fn on_the_telephone(language: Language) {
    let server = demo_server().await;
    let engagement = format!("/engagements/{}", server.places.engagement);
    let phone = Browser::start(&server.base, language.as_str(), Scripts::On).await;
    let desk = Browser::start(&server.base, language.as_str(), Scripts::On).await;
    phone.becomes(360, false).await;
    server.lets_in(&phone, "samir", language.as_str()).await;
    server.lets_in(&desk, "tobias", language.as_str()).await;
    let tobias: Uuid = sqlx::query_scalar("select id from persons where email like 'tobias.%'").fetch_one(&server.app.db).await.unwrap();

    phone.opens(&format!("{engagement}/sessions/new")).await;
    phone.types("[name=title]", "Files of this morning").await;
    phone
        .client
        .execute(
            "for (const [name, value] of [['day', '2026-07-15'], ['from', '09:30'], ['to', '12:00']])
                 document.querySelector(`[name=${name}]`).value = value;",
            vec![],
        )
        .await
        .unwrap();
    phone.types("[name=place]", "Accounts payable office").await;
    phone.clicks(&format!("[name=people][value='{tobias}']")).await;
    phone.clicks("[name=topics][value='5']").await;
    phone.clicks("#plan .button-primary").await;
    phone.finds("#flash").await;
    let session = phone.path().await;
    desk.opens(&session).await;

    phone.clicks("#begin button").await;
    phone.sees(&language.t("sessions-running")).await;
    // The other side's open page shows it without a reload.
    desk.sees(&language.t("sessions-running")).await;
    assert_eq!(phone.problems().await, Vec::<String>::new(), "while it runs");
    phone.pictures(&format!("session-running-{language}-360-light")).await;

    // Two taps each: choose, save. Nothing is typed.
    for (target, form, item) in
        [("#to-observation", "#observation", "sessions-item-observation"), ("#to-assist", "#assist", "sessions-item-assist")]
    {
        phone.clicks(target).await;
        phone.clicks(&format!("{form} .button-primary")).await;
        phone.finds("#flash").await;
        assert_eq!(phone.path().await, session, "it leads back");
        let said = language.say(item).with("who", "Tobias Lenz").to_string();
        phone.sees(&said).await;
        // The other side's open page shows it without a reload.
        desk.sees(&said).await;
    }

    phone.clicks("#to-record").await;
    phone.types("[name=outcome]", "Two files read, one with help.").await;
    phone.types("[name=step-1]", "Write the second one into the runbook").await;
    phone.chooses("[name=owner-1]", 1).await;
    phone.client.execute("document.querySelector('[name=due-1]').value = '2026-07-21'", vec![]).await.unwrap();
    phone.clicks("#record .button-primary").await;
    phone.finds("#flash").await;
    assert_eq!(phone.problems().await, Vec::<String>::new(), "when it was recorded");
    desk.sees("Two files read, one with help.").await;
    desk.clicks("#answer [value=confirmed]").await;
    desk.sees(&language.t("sessions-said-confirmed")).await;
    // The other side's open page shows it without a reload.
    phone.sees(&language.t("sessions-said-confirmed")).await;
    phone.closes().await;
    desk.closes().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_english() {
    on_the_telephone(Language::En).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_german() {
    on_the_telephone(Language::De).await;
}
