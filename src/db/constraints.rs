//! Names of the database's constraints that a person can run into, and the sentence each stands for.

/// Key of the sentence for a violated constraint; none for those that only a fault of ours can violate.
#[must_use]
pub fn refusal(constraint: &str) -> Option<&'static str> {
    Some(match constraint {
        "scope_versions_open_once" => "refused-draft-exists",
        "scope_lines_frozen" => "refused-scope-frozen",
        "scope_signatures_pkey" | "milestone_signatures_pkey" => "refused-already-signed",
        "scope_signatures_person_once" | "milestone_signatures_person_once" => "refused-signed-for-other-side",
        "milestones_frozen" => "refused-milestone-under-signature",
        "scope_signatures_same_digest" => "refused-other-text",
        "reviews_pkey" => "refused-already-reviewed",
        "persons_email_once" => "refused-account-exists",
        "seats_person_once" => "refused-already-seated",
        "invitations_open_once" | "organization_invitations_open_once" => "refused-already-invited",
        "files_locked" => "refused-files-locked",
        "attestations_pkey" => "refused-already-attested",
        "effects_of_feedback_once" => "refused-effect-of-feedback",
        _ => return None,
    })
}
