//! Every page, at a path where the worked example has something to show. A page that is not on this list fails a test.

/// A page to be looked at.
#[derive(Clone, Copy, Debug)]
pub struct Sight {
    /// Its route.
    pub route: &'static str,
    /// Where; the words in braces are those of [`super::demo::Places`].
    pub path: &'static str,
    /// Who looks: the beginning of an e-mail address; empty: nobody is signed in.
    pub who: &'static str,
}

const fn sight(route: &'static str, path: &'static str, who: &'static str) -> Sight {
    Sight { route, path, who }
}

/// Routes that answer GET and are no page.
pub const NO_PAGES: [&str; 8] = [
    "/health/live",
    "/health/ready",
    "/live",
    "/engagements/{engagement}/live",
    "/engagements/{engagement}/scope/comparison",
    "/readiness.csv",
    "/engagements/{engagement}/sessions/{number}/calendar",
    "/engagements/{engagement}/files/{number}/versions/{version}",
];

/// Every page.
pub const PAGES: &[Sight] = &[
    sight("/sign-in", "/sign-in", ""),
    sight("/password-resets", "/password-resets", ""),
    sight("/password-resets/{token}", "/password-resets/{r}", ""),
    sight("/invitations/{token}", "/invitations/{i}", ""),
    sight("/unsubscribe/{token}", "/unsubscribe/{u}", ""),
    sight("/demo/mail", "/demo/mail", ""),
    sight("/", "/", "ines"),
    sight("/account", "/account", "ines"),
    sight("/engagements", "/engagements", "ines"),
    sight("/search", "/search?q=in&at={e}", "ines"),
    sight("/engagements/{engagement}", "/engagements/{e}", "ines"),
    sight("/engagements/{engagement}/progress", "/engagements/{e}/progress", "ines"),
    sight("/engagements/{engagement}/activity", "/engagements/{e}/activity", "ines"),
    sight("/engagements/{engagement}/activity/chain", "/engagements/{e}/activity/chain", "ines"),
    sight("/engagements/{engagement}/deliverables", "/engagements/{e}/deliverables", "ines"),
    sight("/engagements/{engagement}/deliverables/{number}", "/engagements/{e}/deliverables/5", "ines"),
    sight("/engagements/{engagement}/deliverables/{number}", "/engagements/{e}/deliverables/6", "samir"),
    sight("/engagements/{engagement}/decisions", "/engagements/{e}/decisions", "ines"),
    sight("/engagements/{engagement}/decisions/new", "/engagements/{e}/decisions/new", "meryem"),
    sight("/engagements/{engagement}/decisions/{number}", "/engagements/{e}/decisions/2", "ines"),
    sight("/engagements/{engagement}/decisions/{number}", "/engagements/{draft}/decisions/1", "frauke"),
    sight("/engagements/{engagement}/files", "/engagements/{e}/files", "ines"),
    sight("/engagements/{engagement}/feedback", "/engagements/{e}/feedback", "ines"),
    sight("/engagements/{engagement}/feedback/new", "/engagements/{e}/feedback/new?about=D5", "ines"),
    sight("/engagements/{engagement}/feedback/{number}", "/engagements/{e}/feedback/1", "ines"),
    sight("/engagements/{engagement}/feedback/{number}", "/engagements/{e}/feedback/4", "jonas"),
    sight("/engagements/{engagement}/handover", "/engagements/{e}/handover", "ines"),
    sight(
        "/engagements/{engagement}/handover/milestones/{milestone}/signature",
        "/engagements/{e}/handover/milestones/4/signature",
        "ines",
    ),
    sight(
        "/engagements/{engagement}/handover/milestones/{milestone}/waivers/new",
        "/engagements/{e}/handover/milestones/5/waivers/new?gate=gate-people-t5",
        "lea",
    ),
    sight("/engagements/{engagement}/handover/waivers/{waiver}", "/engagements/{e}/handover/waivers/1", "ines"),
    sight("/engagements/{engagement}/handover/milestones/{milestone}/echo", "/engagements/{e}/handover/milestones/3/echo", "ines"),
    sight("/engagements/{engagement}/needs", "/engagements/{e}/needs", "ines"),
    sight("/engagements/{engagement}/needs/new", "/engagements/{e}/needs/new", "meryem"),
    sight("/engagements/{engagement}/needs/{number}", "/engagements/{e}/needs/1", "claire"),
    sight("/engagements/{engagement}/changes", "/engagements/{e}/changes", "ines"),
    sight("/engagements/{engagement}/changes/new", "/engagements/{e}/changes/new", "ines"),
    sight("/engagements/{engagement}/changes/{number}", "/engagements/{e}/changes/5", "claire"),
    sight("/engagements/{engagement}/changes/{number}/lines/new", "/engagements/{e}/changes/5/lines/new?kind=service", "claire"),
    sight("/engagements/{engagement}/changes/{number}/lines/{key}/edit", "/engagements/{e}/changes/5/lines/S1/edit", "claire"),
    sight("/engagements/{engagement}/changes/{number}/offer", "/engagements/{e}/changes/5/offer", "lea"),
    sight("/engagements/{engagement}/changes/{number}/acceptance", "/engagements/{e}/changes/4/acceptance", "ines"),
    sight("/engagements/{engagement}/people", "/engagements/{e}/people", "ines"),
    sight("/engagements/{engagement}/people/{seat}", "/engagements/{e}/people/3", "ines"),
    sight("/engagements/{engagement}/scope", "/engagements/{e}/scope", "ines"),
    sight("/engagements/{engagement}/scope/{version}", "/engagements/{e}/scope/2", "ines"),
    sight("/engagements/{engagement}/scope/{version}/comparison/{other}", "/engagements/{e}/scope/2/comparison/1", "ines"),
    sight("/engagements/{engagement}/scope/{version}/document/{language}", "/engagements/{e}/scope/2/document/de", "ines"),
    sight("/engagements/{engagement}/scope/lines/{key}", "/engagements/{e}/scope/lines/S6", "ines"),
    sight("/engagements/{engagement}/deliverables/new", "/engagements/{e}/deliverables/new?line=S6", "samir"),
    sight("/engagements/{engagement}/handover/topics/new", "/engagements/{e}/handover/topics/new", "samir"),
    sight("/engagements/{engagement}/handover/topics/{topic}", "/engagements/{e}/handover/topics/2", "samir"),
    sight("/engagements/{engagement}/handover/topics/{topic}/edit", "/engagements/{e}/handover/topics/2/edit", "samir"),
    sight("/engagements/{engagement}/handover/observations/new", "/engagements/{e}/handover/observations/new?topic=2", "samir"),
    sight("/engagements/{engagement}/handover/assists/new", "/engagements/{e}/handover/assists/new?topic=2", "samir"),
    sight("/engagements/{engagement}/handover/observations/new", "/engagements/{e}/handover/observations/new?session=5", "samir"),
    sight("/engagements/{engagement}/sessions", "/engagements/{e}/sessions", "ines"),
    sight("/engagements/{engagement}/sessions/new", "/engagements/{e}/sessions/new", "samir"),
    sight("/engagements/{engagement}/sessions/record", "/engagements/{e}/sessions/record", "meryem"),
    sight("/engagements/{engagement}/sessions/{number}", "/engagements/{e}/sessions/3", "ines"),
    sight("/engagements/{engagement}/sessions/{number}", "/engagements/{e}/sessions/4", "ines"),
    sight("/engagements/{engagement}/sessions/{number}", "/engagements/{e}/sessions/5", "samir"),
    sight("/engagements/{engagement}/sessions/{number}", "/engagements/{e}/sessions/6", "samir"),
    sight("/engagements/{engagement}/sessions/{number}/edit", "/engagements/{e}/sessions/4/edit", "claire"),
    sight("/engagements/{engagement}/sessions/{number}/record", "/engagements/{e}/sessions/6/record", "samir"),
    sight("/engagements/{engagement}/effects", "/engagements/{e}/effects", "ines"),
    sight("/engagements/{engagement}/effects/new", "/engagements/{e}/effects/new?feedback=5", "samir"),
    sight("/engagements/{engagement}/effects/{number}", "/engagements/{draft}/effects/1", "frauke"),
    sight("/engagements/{engagement}/effects/{number}", "/engagements/{e}/effects/1", "jonas"),
    sight("/engagements/{engagement}/scope/{version}/lines/new", "/engagements/{draft}/scope/1/lines/new?kind=service", "claire"),
    sight("/engagements/{engagement}/scope/{version}/lines/{key}/edit", "/engagements/{draft}/scope/1/lines/S1/edit", "claire"),
    sight("/engagements/{engagement}/scope/{version}/signature", "/engagements/{proposal}/scope/2/signature", "birte"),
    sight("/readiness", "/readiness", "lea"),
    sight("/organizations", "/organizations", "lea"),
    sight("/organizations/{organization}", "/organizations/{o}", "lea"),
    sight("/organizations/{organization}/engagements/new", "/organizations/{o}/engagements/new", "lea"),
    sight("/engagements/{engagement}/terms", "/engagements/{e}/terms", "lea"),
    sight("/engagements/{engagement}/handover/milestones/new", "/engagements/{e}/handover/milestones/new", "lea"),
    sight("/engagements/{engagement}/handover/milestones/{milestone}", "/engagements/{e}/handover/milestones/5", "lea"),
    sight("/engagements/{engagement}/handover/milestones/{milestone}/edit", "/engagements/{e}/handover/milestones/5/edit", "lea"),
];

#[test]
fn every_page_is_on_the_list() {
    let missing: Vec<_> = tandem::house::routes(true)
        .table()
        .into_iter()
        .filter(|row| row.method == "GET" && !NO_PAGES.contains(&row.path))
        .filter(|row| !PAGES.iter().any(|page| page.route == row.path))
        .map(|row| row.path)
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}
