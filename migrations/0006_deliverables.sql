-- Results promised by a scope line, their submissions, and the reviews of these.

create table deliverables (
    engagement_id uuid not null references engagements,
    number        integer not null,
    title         text not null,
    text          text not null default '',
    -- The service line it was planned under, in the version that was agreed then.
    line_version  integer not null,
    line_key      text not null,
    due_on        date not null,
    state         text not null,
    state_since   timestamptz not null,
    -- Number of the latest submission; 0 before the first.
    submissions   integer not null default 0,
    planned_by    uuid not null references persons,
    planned_at    timestamptz not null,
    started_at    timestamptz,
    primary key (engagement_id, number),
    foreign key (engagement_id, line_version, line_key) references scope_lines (engagement_id, version, key),
    constraint deliverables_under_service check (line_key like 'S%'),
    constraint deliverables_title_length check (char_length(title) between 1 and 200),
    constraint deliverables_state_known check (state in ('planned', 'in_work', 'submitted', 'returned', 'accepted', 'deemed_accepted')),
    constraint deliverables_state_fits_submissions check ((state in ('planned', 'in_work')) = (submissions = 0))
);
-- What the acceptance clock looks through, over all engagements.
create index deliverables_under_review on deliverables (engagement_id, number) where state = 'submitted';

-- The acceptance criteria of the line that this deliverable answers for, copied when it was planned.
create table deliverable_criteria (
    engagement_id uuid not null,
    deliverable   integer not null,
    position      integer not null,
    text          text not null,
    primary key (engagement_id, deliverable, position),
    foreign key (engagement_id, deliverable) references deliverables (engagement_id, number)
);

create table submissions (
    engagement_id uuid not null,
    deliverable   integer not null,
    number        integer not null,
    notes         text not null,
    submitted_by  uuid not null references persons,
    submitted_at  timestamptz not null,
    -- The acceptance clock: all dates are fixed by the submission, so nobody is surprised.
    review_due_at timestamptz not null,
    second_due_at timestamptz not null,
    noticed_at    timestamptz,
    primary key (engagement_id, deliverable, number),
    foreign key (engagement_id, deliverable) references deliverables (engagement_id, number),
    constraint submissions_windows_in_order check (review_due_at < second_due_at)
);

create table submission_links (
    engagement_id uuid not null,
    deliverable   integer not null,
    submission    integer not null,
    position      integer not null,
    url           text not null,
    primary key (engagement_id, deliverable, submission, position),
    foreign key (engagement_id, deliverable, submission) references submissions (engagement_id, deliverable, number),
    constraint submission_links_web_only check (url ~* '^https?://' and char_length(url) <= 2000)
);

-- One review for each submission, at most. "deemed": the windows ran out.
create table reviews (
    engagement_id uuid not null,
    deliverable   integer not null,
    submission    integer not null,
    outcome       text not null,
    reviewed_by   uuid references persons,
    reviewed_at   timestamptz not null,
    remark        text not null default '',
    primary key (engagement_id, deliverable, submission),
    foreign key (engagement_id, deliverable, submission) references submissions (engagement_id, deliverable, number),
    constraint reviews_outcome_known check (outcome in ('accepted', 'returned', 'deemed_accepted')),
    constraint reviews_by_somebody check ((outcome = 'deemed_accepted') = (reviewed_by is null))
);

create table review_findings (
    engagement_id uuid not null,
    deliverable   integer not null,
    submission    integer not null,
    position      integer not null,
    met           boolean not null,
    remark        text not null default '',
    primary key (engagement_id, deliverable, submission, position),
    foreign key (engagement_id, deliverable, submission) references reviews (engagement_id, deliverable, submission),
    foreign key (engagement_id, deliverable, position) references deliverable_criteria (engagement_id, deliverable, position),
    constraint review_findings_unmet_says_why check (met or remark <> '')
);
