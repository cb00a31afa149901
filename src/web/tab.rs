//! The rooms of an engagement as its tabs name them.

/// A tab of an engagement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// The page that both sides open together.
    Overview,
    /// Wishes and needs.
    Needs,
    /// The agreed catalogue.
    Scope,
    /// Changes to the agreed scope.
    Changes,
    /// Results.
    Deliverables,
    /// How far the work has come.
    Progress,
    /// Time spent side by side.
    Sessions,
    /// Topics, ladder and milestones.
    Handover,
    /// Questions, concerns, requests, praise.
    Feedback,
    /// What was decided, and why.
    Decisions,
    /// What was attached.
    Files,
    /// Who sits where.
    People,
    /// What happened.
    Activity,
}

impl Tab {
    /// Every one, in the order in which they stand.
    pub(super) const ALL: [Tab; 13] = [
        Tab::Overview,
        Tab::Needs,
        Tab::Scope,
        Tab::Changes,
        Tab::Deliverables,
        Tab::Progress,
        Tab::Sessions,
        Tab::Handover,
        Tab::Feedback,
        Tab::Decisions,
        Tab::Files,
        Tab::People,
        Tab::Activity,
    ];

    pub(super) const fn key(self) -> &'static str {
        match self {
            Tab::Overview => "tab-overview",
            Tab::Needs => "tab-needs",
            Tab::Scope => "tab-scope",
            Tab::Changes => "tab-changes",
            Tab::Deliverables => "tab-deliverables",
            Tab::Progress => "tab-progress",
            Tab::Sessions => "tab-sessions",
            Tab::Handover => "tab-handover",
            Tab::Feedback => "tab-feedback",
            Tab::Decisions => "tab-decisions",
            Tab::Files => "tab-files",
            Tab::People => "tab-people",
            Tab::Activity => "tab-activity",
        }
    }

    /// Where it is, below the engagement.
    pub(super) const fn path(self) -> &'static str {
        match self {
            Tab::Overview => "",
            Tab::Needs => "/needs",
            Tab::Scope => "/scope",
            Tab::Changes => "/changes",
            Tab::Deliverables => "/deliverables",
            Tab::Progress => "/progress",
            Tab::Sessions => "/sessions",
            Tab::Handover => "/handover",
            Tab::Feedback => "/feedback",
            Tab::Decisions => "/decisions",
            Tab::Files => "/files",
            Tab::People => "/people",
            Tab::Activity => "/activity",
        }
    }
}
