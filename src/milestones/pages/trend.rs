//! How a milestone's readiness has moved, as its page shows it.

use crate::{
    base::format,
    readiness::trend::{Snapshot, Trend},
    web::{
        Chrome,
        chart::{self, Line, Plot, Scale},
    },
};

/// The chart with the table behind it.
pub struct TrendChart {
    /// The movement in one sentence.
    pub said: String,
    /// The chart.
    pub plot: Plot,
    /// Weeks of which something is known, the earliest first.
    pub rows: Vec<TrendRow>,
}

/// A week of the table.
pub struct TrendRow {
    /// The day of the snapshot.
    pub day: String,
    /// Gates that let the handover through, those of them that warn, and all.
    pub open: i32,
    pub warned: i32,
    pub all: i32,
    /// The light, in a word and as its class.
    pub light: &'static str,
    pub light_text: String,
    /// How much time there was.
    pub left: String,
    /// When it would have been ready; empty: nobody could say.
    pub forecast: String,
}

/// The chart of a trend; none while there are no two snapshots. `signed`: it has come to its end.
pub fn chart(chrome: &Chrome, trend: Trend, signed: bool) -> Option<TrendChart> {
    let trend = trend.since_first();
    let said = trend.sentence(signed)?.say(chrome.language);
    let known: Vec<&Snapshot> = trend.weeks().iter().flatten().collect();
    let (first, last) = (known.first()?, known.last()?);
    let scale = Scale::up_to(known.iter().map(|snapshot| i64::from(snapshot.gates)).max()?);
    let line = |look, figure: fn(&Snapshot) -> i64, key| Line {
        look,
        path: chart::straight(&trend.course(figure), scale.top()),
        label: chrome.say(key).with("count", figure(last)).to_string(),
    };
    let plot = Plot {
        text: said.clone(),
        scale: scale.figures().map(|figure| chrome.integer(figure)).collect(),
        across: scale.lines(),
        days: chart::days(first.day, last.day).map(|day| chrome.day_of_month(&day)).collect(),
        today: None,
        lines: vec![
            line("done", |snapshot| i64::from(snapshot.open()), "handover-trend-open"),
            line("whole", |snapshot| i64::from(snapshot.gates), "handover-trend-all"),
        ],
    };
    let rows = known.iter().map(|snapshot| row(chrome, snapshot)).collect();
    Some(TrendChart { said, plot, rows })
}

fn row(chrome: &Chrome, snapshot: &Snapshot) -> TrendRow {
    TrendRow {
        day: chrome.day_short(&snapshot.day),
        open: snapshot.open(),
        warned: snapshot.warned,
        all: snapshot.gates,
        light: snapshot.light.as_str(),
        light_text: chrome.t(snapshot.light.key()),
        left: format::time_left(chrome.language, snapshot.left()),
        forecast: snapshot.forecast.as_ref().map(|day| chrome.day_short(day)).unwrap_or_default(),
    }
}
