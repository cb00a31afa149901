-- Firms, who belongs to them, and the business calendar their promises are counted in.

create table organizations (
    id          uuid primary key,
    name        text not null,
    time_zone   text not null default 'Europe/Berlin',
    -- Monday to Sunday.
    work_days   boolean[] not null default '{t,t,t,t,t,f,f}',
    opens       time not null default '09:00',
    closes      time not null default '17:00',
    created_at  timestamptz not null,
    event_count integer not null default 0,
    head_hash   bytea not null default ''::bytea,
    constraint organizations_name_length check (char_length(name) between 1 and 160),
    constraint organizations_work_days_whole_week check (array_length(work_days, 1) = 7 and true = any (work_days)),
    constraint organizations_hours_in_order check (opens < closes)
);

create table organization_holidays (
    organization_id uuid not null references organizations,
    day             date not null,
    name            text not null,
    primary key (organization_id, day)
);

-- One row for each role that a person holds in an organization; a person may hold several.
create table organization_members (
    organization_id uuid not null references organizations,
    person_id       uuid not null references persons,
    role            text not null,
    since           timestamptz not null,
    ended_at        timestamptz,
    primary key (organization_id, person_id, role),
    constraint organization_members_role_known check (role in ('admin', 'manager', 'member'))
);
create index organization_members_of_person on organization_members (person_id) where ended_at is null;

-- What happened to an organization and its accounts; append-only, hash-chained.
create table organization_events (
    organization_id uuid not null references organizations,
    number          integer not null,
    at              timestamptz not null,
    person_id       uuid references persons,
    kind            text not null,
    detail          jsonb not null,
    previous_hash   bytea not null,
    hash            bytea not null,
    primary key (organization_id, number)
);
