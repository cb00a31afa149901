-- What happened (events), whose turn it is (turns), and what is still to be told (outbox).

create table events (
    engagement_id uuid not null references engagements,
    number        integer not null,
    at            timestamptz not null,
    -- Null: Tandem itself acted (a clock ran out).
    person_id     uuid references persons,
    side          text,
    kind          text not null,
    -- The thing it happened to, as people refer to it: D5, F3, M5; empty for the engagement itself.
    thing         text not null default '',
    detail        jsonb not null,
    -- The form that caused it; a form sent twice is caught here.
    once          uuid,
    previous_hash bytea not null,
    hash          bytea not null,
    primary key (engagement_id, number),
    constraint events_side_known check (side in ('client', 'provider'))
);
create unique index events_once on events (engagement_id, once) where once is not null;
create index events_of_thing on events (engagement_id, thing, number);
create index events_in_time on events (engagement_id, at desc);

create function events_are_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'events are append-only' using errcode = 'restrict_violation', constraint = 'events_append_only';
end $$;
create trigger events_append_only before update or delete or truncate on events
    for each statement execute function events_are_append_only();
create trigger organization_events_append_only before update or delete or truncate on organization_events
    for each statement execute function events_are_append_only();

create table turns (
    engagement_id uuid not null references engagements,
    number        integer not null,
    -- What the turn is on, as people refer to it: D5, F3, M5, V2.
    thing         text not null,
    title         text not null,
    ask           text not null,
    side          text not null,
    -- Who on that side can end it: these roles, or only this person when one is named.
    roles         text[] not null,
    person_id     uuid references persons,
    since         timestamptz not null,
    due_at        timestamptz,
    ended_at      timestamptz,
    primary key (engagement_id, number),
    constraint turns_side_known check (side in ('client', 'provider')),
    constraint turns_end_after_start check (ended_at is null or ended_at >= since)
);
-- A side has at most one open turn on a thing.
create unique index turns_open_once on turns (engagement_id, thing, side) where ended_at is null;
create index turns_open_by_due on turns (engagement_id, side, due_at) where ended_at is null;
create index turns_ended on turns (engagement_id, side, ended_at) where ended_at is not null;

-- Mails to be sent. What is told is rendered when it is sent, in the recipient's language;
-- several events for one person within a burst become one mail.
create table outbox (
    id            uuid primary key,
    -- notice | invitation | password_reset
    kind          text not null,
    person_id     uuid references persons,
    address       text not null,
    language      text not null,
    engagement_id uuid references engagements,
    event_number  integer,
    -- Data of a mail that is no notice; holds a secret link and is emptied when it is sent.
    detail        jsonb not null default '{}',
    created_at    timestamptz not null,
    not_before    timestamptz not null,
    attempts      integer not null default 0,
    last_error    text,
    sent_at       timestamptz,
    given_up_at   timestamptz,
    constraint outbox_kind_known check (kind in ('notice', 'invitation', 'password_reset')),
    constraint outbox_notice_has_event check ((kind = 'notice') = (engagement_id is not null and event_number is not null and person_id is not null)),
    foreign key (engagement_id, event_number) references events (engagement_id, number)
);
create index outbox_waiting on outbox (not_before) where sent_at is null and given_up_at is null;
create index outbox_burst on outbox (person_id, engagement_id) where sent_at is null and given_up_at is null;

-- One random secret of this installation, from which links are derived that stay the same in every mail.
create table deployment (
    only_row boolean primary key default true check (only_row),
    secret   bytea not null
);
insert into deployment (secret) values (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));

-- The demo shows sent mail on a page of its own instead of sending it; empty otherwise.
create table demo_mails (
    id       uuid primary key,
    address  text not null,
    subject  text not null,
    body     text not null,
    sent_at  timestamptz not null
);
create index demo_mails_latest on demo_mails (sent_at desc, id desc);

-- The demo runs on its own clock: what to add to the true time. No row: no demo was loaded here.
create table demo_clock (
    only_row      boolean primary key default true check (only_row),
    offset_micros bigint not null
);
