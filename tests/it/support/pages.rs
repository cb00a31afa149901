//! Every page, at a path where the worked example has something to show. A page that is not on this list fails a test.

/// A page to be looked at.
#[derive(Clone, Copy, Debug)]
pub struct Sight {
    /// Its route.
    pub route: &'static str,
    /// Where: `{e}` is the main engagement, `{o}` the provider's organization.
    pub path: &'static str,
    /// Who looks: the beginning of an e-mail address; empty: nobody is signed in.
    pub who: &'static str,
}

const fn sight(route: &'static str, path: &'static str, who: &'static str) -> Sight {
    Sight { route, path, who }
}

/// Routes that answer GET and are no page, or a page that the worked example cannot show.
pub const NO_PAGES: &[(&str, &str)] = &[
    ("/health/live", "for machines"),
    ("/health/ready", "for machines"),
    ("/live", "a stream"),
    ("/engagements/{engagement}/live", "a stream"),
];

/// Every page.
pub const PAGES: &[Sight] = &[
    sight("/", "/", "ines"),
];

#[test]
fn every_page_is_on_the_list() {
    let missing: Vec<_> = tandem::app::routes(true)
        .table()
        .into_iter()
        .filter(|row| row.method == "GET" && !NO_PAGES.iter().any(|(route, _)| *route == row.path))
        .filter(|row| !PAGES.iter().any(|page| page.route == row.path))
        .map(|row| row.path)
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}
