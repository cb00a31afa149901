-- The engagement is the unit of everything: access, numbering, locking, audit.
-- Every table below it has engagement_id first in its primary key.

create table engagements (
    id                   uuid primary key,
    title                text not null,
    provider_id          uuid not null references organizations,
    client_id            uuid not null references organizations,
    starts_on            date not null,
    ends_on              date not null,
    currency             text not null default 'EUR',
    -- Within how many business days each side has promised to answer.
    client_promise_days   integer not null default 3,
    provider_promise_days integer not null default 3,
    -- Acceptance clock: first and second review window in business days.
    review_days          integer not null default 5,
    second_review_days   integer not null default 5,
    -- When off, a review that stays out is only reminded of, never deemed given.
    deems_acceptance     boolean not null default true,
    created_at           timestamptz not null,
    -- Set when the last milestone is signed; the engagement is read-only from then on.
    closed_at            timestamptz,
    -- Head of the event chain, moved by every change under the row's lock.
    event_count          integer not null default 0,
    head_hash            bytea not null default ''::bytea,
    constraint engagements_title_length check (char_length(title) between 1 and 160),
    constraint engagements_dates_in_order check (starts_on <= ends_on),
    constraint engagements_two_parties check (provider_id <> client_id),
    constraint engagements_promises_sensible check (client_promise_days between 1 and 60 and provider_promise_days between 1 and 60
        and review_days between 1 and 60 and second_review_days between 1 and 60),
    constraint engagements_currency_shape check (currency ~ '^[A-Z]{3}$')
);
create index engagements_of_provider on engagements (provider_id);
create index engagements_of_client on engagements (client_id);

create table seats (
    engagement_id uuid not null references engagements,
    number        integer not null,
    person_id     uuid not null references persons,
    side          text not null,
    role          text not null,
    -- What the person does at home: "Head of Finance".
    function      text not null default '',
    since         timestamptz not null,
    ended_at      timestamptz,
    primary key (engagement_id, number),
    constraint seats_role_of_side check ((side = 'client' and role in ('sponsor', 'lead', 'member', 'observer'))
        or (side = 'provider' and role in ('manager', 'consultant', 'observer')))
);
create unique index seats_person_once on seats (engagement_id, person_id) where ended_at is null;
create index seats_of_person on seats (person_id, engagement_id) where ended_at is null;

-- Invitations to a seat: a single-use link that expires. Taking it makes account and seat.
create table invitations (
    engagement_id uuid not null references engagements,
    number        integer not null,
    token_hash    bytea not null,
    email         text not null,
    name          text not null,
    side          text not null,
    role          text not null,
    function      text not null default '',
    invited_by    uuid not null references persons,
    invited_at    timestamptz not null,
    expires_at    timestamptz not null,
    taken_at      timestamptz,
    withdrawn_at  timestamptz,
    primary key (engagement_id, number),
    constraint invitations_role_of_side check ((side = 'client' and role in ('sponsor', 'lead', 'member', 'observer'))
        or (side = 'provider' and role in ('manager', 'consultant', 'observer'))),
    constraint invitations_end_once check (taken_at is null or withdrawn_at is null)
);
create unique index invitations_token_once on invitations (token_hash);
create unique index invitations_open_once on invitations (engagement_id, lower(email)) where taken_at is null and withdrawn_at is null;

-- Who sits where, now: the seats that were given, and those that come with being a manager of
-- one of the two organizations (the provider's: a manager's seat; the client's: an observer's).
create view seat_holders as
    select s.engagement_id, s.person_id, s.side, s.role, s.number as seat, s.function
    from seats s
    join engagements e on e.id = s.engagement_id
    where s.ended_at is null
      and not exists (select 1 from organization_members m
                      where m.organization_id = e.provider_id and m.person_id = s.person_id and m.role = 'manager' and m.ended_at is null)
    union all
    select e.id, m.person_id, 'provider', 'manager', s.number, coalesce(s.function, '')
    from organization_members m
    join engagements e on e.provider_id = m.organization_id
    left join seats s on s.engagement_id = e.id and s.person_id = m.person_id and s.ended_at is null
    where m.role = 'manager' and m.ended_at is null
    union all
    select e.id, m.person_id, 'client', 'observer', null::integer, ''
    from organization_members m
    join engagements e on e.client_id = m.organization_id
    where m.role = 'manager' and m.ended_at is null
      and not exists (select 1 from seats s where s.engagement_id = e.id and s.person_id = m.person_id and s.ended_at is null)
      and not exists (select 1 from organization_members p
                      where p.organization_id = e.provider_id and p.person_id = m.person_id and p.role = 'manager' and p.ended_at is null);
