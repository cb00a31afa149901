-- People and how they sign in. A person is one human with one account (an e-mail address).

create table persons (
    id                uuid primary key,
    email             text not null,
    name              text not null,
    language          text not null default 'en',
    time_zone         text not null default 'Europe/Berlin',
    -- Null until the person has set one by an invitation or a reset link.
    password_hash     text,
    mail              text not null default 'at_once',
    -- Lets every mail carry an unsubscribe link that works without signing in.
    unsubscribe_hash  bytea,
    created_at        timestamptz not null,
    last_seen_at      timestamptz,
    -- When the visit before the present one ended: "since you were last here".
    previous_visit_at timestamptz,
    constraint persons_language_known check (language in ('en', 'de')),
    constraint persons_mail_known check (mail in ('at_once', 'never')),
    constraint persons_name_length check (char_length(name) between 1 and 120),
    constraint persons_email_length check (char_length(email) between 3 and 254)
);
create unique index persons_email_once on persons (lower(email));
create unique index persons_unsubscribe_hash_once on persons (unsubscribe_hash);

-- Sign-in sessions. Only the SHA-256 of the token is stored; the token itself lives in the cookie.
create table sign_in_sessions (
    id           uuid primary key,
    person_id    uuid not null references persons,
    token_hash   bytea not null,
    created_at   timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at   timestamptz not null,
    -- What the browser said of itself, to recognise it in the list of sign-ins.
    user_agent   text not null default '',
    address      text not null default ''
);
create unique index sign_in_sessions_token_once on sign_in_sessions (token_hash);
create index sign_in_sessions_of_person on sign_in_sessions (person_id, last_seen_at desc);
create index sign_in_sessions_expiry on sign_in_sessions (expires_at);

-- Links by which a person sets a new password; single use, expiring.
create table password_resets (
    token_hash bytea primary key,
    person_id  uuid not null references persons,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);
create index password_resets_of_person on password_resets (person_id);
