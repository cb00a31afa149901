-- Readiness is kept: each open milestone as it was judged last, its gates, and the turns that follow from them.
-- All of it is derived from records and can be made anew at any time (`tandem rebuild`). A milestone without a judgement is
-- judged when somebody looks, or by the worker.

-- The judgement of an open milestone.
create table judgements (
    engagement_id uuid not null,
    milestone     integer not null,
    light         text not null,
    -- Since when the light is this one.
    since         timestamptz not null,
    passed        integer not null,
    warned        integer not null,
    waived        integer not null,
    blocked       integer not null,
    -- The day where the client works, that of the milestone's date, and how much time there is between, as it is told.
    day           date not null,
    due_on        date not null,
    time_left     jsonb not null,
    -- When it would be ready; null: nobody can say.
    forecast      date,
    -- The first gate that blocks, as a sentence, and whose turn that is.
    first_reason  jsonb,
    first_side    text,
    judged_at     timestamptz not null,
    -- From then on the rules might answer differently by time alone. Whatever else changes is judged when it does.
    holds_until   timestamptz not null,
    primary key (engagement_id, milestone),
    foreign key (engagement_id, milestone) references milestones (engagement_id, number),
    constraint judgements_light_known check (light in ('late', 'at-risk', 'on-track', 'ready')),
    constraint judgements_light_fits_gates check ((light = 'ready') = (blocked = 0)),
    constraint judgements_side_known check (first_side in ('client', 'provider'))
);
-- What the worker looks through, over all engagements.
create index judgements_lapsing on judgements (holds_until);

-- The gates of a judged milestone.
create table gates (
    engagement_id uuid not null,
    milestone     integer not null,
    -- What it asks, and of what, as a reference.
    kind          text not null,
    about         text not null,
    -- Its place among the milestone's gates.
    place         integer not null,
    state         text not null,
    -- Since when it stands so.
    since         timestamptz not null,
    -- Why, as a sentence: the key of a text and what fills it.
    reason        jsonb not null,
    -- The next step: whose turn, of whom there by name or else by role, what, and where.
    side          text,
    person_id     uuid references persons,
    roles         text[] not null,
    step          jsonb,
    spot          jsonb,
    -- The waiver that lets it pass or is asked for.
    waiver        integer,
    primary key (engagement_id, milestone, kind, about),
    foreign key (engagement_id, milestone) references judgements (engagement_id, milestone) on delete cascade,
    constraint gates_state_known check (state in ('blocked', 'waived', 'warning', 'pass')),
    constraint gates_side_known check (side in ('client', 'provider')),
    constraint gates_step_is_somebodys check ((side is null) = (step is null) and (side is null) = (spot is null))
);

-- The gate whose next step a turn is, or 'signature'; empty: it follows from an event. So one thing may wait for a reply and
-- for a step of its gate at once.
alter table turns add column gate text not null default '';
update turns set gate = 'signature' where ask = 'sign_milestone';
drop index turns_open_once;
-- A side has at most one open turn on a thing, and one for each of its gates.
create unique index turns_open_once on turns (engagement_id, thing, side, gate) where ended_at is null;

-- The running engagements of a client, for its managers, however many are closed.
create index engagements_open_of_client on engagements (client_id) where closed_at is null;
