-- Questions, concerns, requests and praise on the engagement or on anything in it.

create table feedback_entries (
    engagement_id uuid not null references engagements,
    number        integer not null,
    kind          text not null,
    blocking      boolean not null default false,
    text          text not null,
    -- What it is about: at most one of these; none means the engagement itself.
    about_line        text,
    about_deliverable integer,
    about_topic       integer,
    about_milestone   integer,
    raised_by     uuid not null references persons,
    raised_side   text not null,
    raised_at     timestamptz not null,
    replies       integer not null default 0,
    closed_by     uuid references persons,
    closed_at     timestamptz,
    primary key (engagement_id, number),
    foreign key (engagement_id, about_line) references scope_keys (engagement_id, key),
    foreign key (engagement_id, about_deliverable) references deliverables (engagement_id, number),
    foreign key (engagement_id, about_topic) references topics (engagement_id, number),
    foreign key (engagement_id, about_milestone) references milestones (engagement_id, number),
    constraint feedback_kind_known check (kind in ('question', 'concern', 'request', 'praise')),
    constraint feedback_side_known check (raised_side in ('client', 'provider')),
    constraint feedback_about_one_thing check (num_nonnulls(about_line, about_deliverable, about_topic, about_milestone) <= 1),
    constraint feedback_praise_never_blocks check (not (kind = 'praise' and blocking)),
    constraint feedback_closed_by_somebody check ((closed_by is null) = (closed_at is null))
);
create index feedback_blocking on feedback_entries (engagement_id) where blocking and closed_at is null;
create index feedback_about_line on feedback_entries (engagement_id, about_line) where about_line is not null;
create index feedback_about_deliverable on feedback_entries (engagement_id, about_deliverable) where about_deliverable is not null;
create index feedback_about_topic on feedback_entries (engagement_id, about_topic) where about_topic is not null;
create index feedback_about_milestone on feedback_entries (engagement_id, about_milestone) where about_milestone is not null;

create table feedback_replies (
    engagement_id uuid not null,
    entry         integer not null,
    number        integer not null,
    person_id     uuid not null references persons,
    side          text not null,
    text          text not null,
    at            timestamptz not null,
    -- The reply reopened an entry that was closed.
    reopened      boolean not null default false,
    primary key (engagement_id, entry, number),
    foreign key (engagement_id, entry) references feedback_entries (engagement_id, number),
    constraint feedback_replies_side_known check (side in ('client', 'provider'))
);
