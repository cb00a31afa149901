-- Knowledge transfer: topics, the evidence on them, and the milestones that agree on who runs them alone.

create table topics (
    engagement_id uuid not null references engagements,
    number        integer not null,
    title         text not null,
    text          text not null default '',
    line_key      text not null,
    critical      boolean not null,
    people_needed integer not null,
    target_level  integer not null,
    -- Where the runbook is kept; null: none attached yet.
    runbook_url   text,
    planned_by    uuid not null references persons,
    planned_at    timestamptz not null,
    primary key (engagement_id, number),
    foreign key (engagement_id, line_key) references scope_keys (engagement_id, key),
    constraint topics_title_length check (char_length(title) between 1 and 200),
    constraint topics_people_needed_sensible check (people_needed between 1 and 20),
    constraint topics_target_level_on_ladder check (target_level between 1 and 5),
    constraint topics_runbook_web_only check (runbook_url is null or (runbook_url ~* '^https?://' and char_length(runbook_url) <= 2000))
);

-- Evidence that a client person did a topic. Never edited, never removed.
create table observations (
    engagement_id uuid not null,
    number        integer not null,
    topic         integer not null,
    -- The client person, by seat.
    seat          integer not null,
    mode          text not null,
    observed_on   date not null,
    real_case     boolean not null,
    text          text not null,
    evidence_url  text,
    -- The runbook was followed: counts as its rehearsal.
    by_runbook    boolean not null default false,
    -- Mode "taught": who was taught.
    learner       integer,
    logged_by     uuid not null references persons,
    logged_at     timestamptz not null,
    primary key (engagement_id, number),
    foreign key (engagement_id, topic) references topics (engagement_id, number),
    foreign key (engagement_id, seat) references seats (engagement_id, number),
    foreign key (engagement_id, learner) references seats (engagement_id, number),
    constraint observations_mode_known check (mode in ('watched', 'together', 'supervised', 'alone', 'taught')),
    constraint observations_teaching_has_learner check ((mode = 'taught') = (learner is not null)),
    constraint observations_learner_is_another check (learner <> seat),
    constraint observations_evidence_web_only check (evidence_url is null or (evidence_url ~* '^https?://' and char_length(evidence_url) <= 2000))
);
create index observations_of_topic on observations (engagement_id, topic, seat);

create table assists (
    engagement_id uuid not null,
    number        integer not null,
    topic         integer not null,
    -- Who was helped, by seat.
    seat          integer not null,
    helper_id     uuid not null references persons,
    minutes       integer not null,
    assisted_on   date not null,
    text          text not null,
    logged_by     uuid not null references persons,
    logged_at     timestamptz not null,
    primary key (engagement_id, number),
    foreign key (engagement_id, topic) references topics (engagement_id, number),
    foreign key (engagement_id, seat) references seats (engagement_id, number),
    constraint assists_minutes_sensible check (minutes between 1 and 1440)
);
create index assists_of_topic on assists (engagement_id, topic, assisted_on desc);

-- "Alone" (level 4) is attested from each side.
create table attestations (
    engagement_id uuid not null,
    topic         integer not null,
    seat          integer not null,
    side          text not null,
    attested_by   uuid not null references persons,
    attested_at   timestamptz not null,
    primary key (engagement_id, topic, seat, side),
    foreign key (engagement_id, topic) references topics (engagement_id, number),
    foreign key (engagement_id, seat) references seats (engagement_id, number),
    constraint attestations_side_known check (side in ('client', 'provider'))
);

create table milestones (
    engagement_id uuid not null references engagements,
    number        integer not null,
    title         text not null,
    agreement     text not null,
    at            timestamptz not null,
    -- Who owns it at the client, by seat; null: nobody is named yet.
    owner         integer,
    planned_by    uuid not null references persons,
    planned_at    timestamptz not null,
    -- Set with the second signature.
    signed_at     timestamptz,
    primary key (engagement_id, number),
    foreign key (engagement_id, owner) references seats (engagement_id, number),
    constraint milestones_title_length check (char_length(title) between 1 and 200)
);
create index milestones_open on milestones (engagement_id, at) where signed_at is null;

create table milestone_topics (
    engagement_id uuid not null,
    milestone     integer not null,
    topic         integer not null,
    primary key (engagement_id, milestone, topic),
    foreign key (engagement_id, milestone) references milestones (engagement_id, number),
    foreign key (engagement_id, topic) references topics (engagement_id, number)
);

create table milestone_deliverables (
    engagement_id uuid not null,
    milestone     integer not null,
    deliverable   integer not null,
    primary key (engagement_id, milestone, deliverable),
    foreign key (engagement_id, milestone) references milestones (engagement_id, number),
    foreign key (engagement_id, deliverable) references deliverables (engagement_id, number)
);

create table milestone_signatures (
    engagement_id uuid not null,
    milestone     integer not null,
    side          text not null,
    person_id     uuid not null references persons,
    typed_name    text not null,
    signed_at     timestamptz not null,
    -- The gate list as it stood.
    gates         jsonb not null,
    primary key (engagement_id, milestone, side),
    foreign key (engagement_id, milestone) references milestones (engagement_id, number),
    constraint milestone_signatures_side_known check (side in ('client', 'provider'))
);
