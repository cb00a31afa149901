-- The agreed catalogue of services: numbered versions, immutable once proposed, signed by both sides.

create table scope_versions (
    engagement_id uuid not null references engagements,
    number        integer not null,
    state         text not null,
    drafted_by    uuid not null references persons,
    drafted_at    timestamptz not null,
    proposed_by   uuid references persons,
    proposed_at   timestamptz,
    -- SHA-256 over the canonical form, fixed by proposing.
    digest        bytea,
    agreed_at     timestamptz,
    superseded_at timestamptz,
    withdrawn_at  timestamptz,
    primary key (engagement_id, number),
    constraint scope_versions_state_known check (state in ('draft', 'proposed', 'agreed', 'superseded', 'withdrawn')),
    constraint scope_versions_frozen_has_digest check ((state in ('draft')) = (digest is null) or state = 'withdrawn'),
    constraint scope_versions_digest_length check (digest is null or octet_length(digest) = 32),
    constraint scope_versions_agreed_has_date check ((state in ('agreed', 'superseded')) = (agreed_at is not null))
);
-- Only one draft or proposal at a time, and only one agreed version.
create unique index scope_versions_open_once on scope_versions (engagement_id) where state in ('draft', 'proposed');
create unique index scope_versions_agreed_once on scope_versions (engagement_id) where state = 'agreed';

-- The stable identity of a line over all versions: S1, X1, C1, W1.
create table scope_keys (
    engagement_id uuid not null references engagements,
    key           text not null,
    kind          text not null,
    primary key (engagement_id, key),
    constraint scope_keys_kind_known check (kind in ('service', 'exclusion', 'client_duty', 'way_of_working')),
    constraint scope_keys_letter_of_kind check (key ~ case kind when 'service' then '^S[1-9][0-9]*$' when 'exclusion' then '^X[1-9][0-9]*$'
        when 'client_duty' then '^C[1-9][0-9]*$' else '^W[1-9][0-9]*$' end)
);

create table scope_lines (
    engagement_id uuid not null,
    version       integer not null,
    key           text not null,
    position      integer not null,
    title         text not null,
    text          text not null default '',
    -- Services only: effort in business days, price in minor units of the engagement's currency, due date.
    days          integer,
    price_minor   bigint,
    due_on        date,
    primary key (engagement_id, version, key),
    foreign key (engagement_id, version) references scope_versions (engagement_id, number),
    foreign key (engagement_id, key) references scope_keys (engagement_id, key),
    constraint scope_lines_title_length check (char_length(title) between 1 and 200),
    constraint scope_lines_days_sensible check (days is null or days between 0 and 9999),
    constraint scope_lines_price_sensible check (price_minor is null or price_minor between 0 and 1000000000000),
    constraint scope_lines_figures_on_services_only check (key like 'S%' or (days is null and price_minor is null and due_on is null))
);

create table scope_criteria (
    engagement_id uuid not null,
    version       integer not null,
    key           text not null,
    position      integer not null,
    text          text not null,
    primary key (engagement_id, version, key, position),
    foreign key (engagement_id, version, key) references scope_lines (engagement_id, version, key) on delete cascade,
    constraint scope_criteria_on_services_only check (key like 'S%')
);

create table scope_signatures (
    engagement_id uuid not null,
    version       integer not null,
    side          text not null,
    person_id     uuid not null references persons,
    typed_name    text not null,
    signed_at     timestamptz not null,
    digest        bytea not null,
    primary key (engagement_id, version, side),
    foreign key (engagement_id, version) references scope_versions (engagement_id, number),
    constraint scope_signatures_side_known check (side in ('client', 'provider'))
);

-- A version that was proposed is never changed again, whoever asks.
create function scope_lines_are_frozen() returns trigger language plpgsql as $$
declare
    line record;
    version_state text;
begin
    line := case when tg_op = 'DELETE' then old else new end;
    select state into version_state from scope_versions where engagement_id = line.engagement_id and number = line.version;
    if version_state is distinct from 'draft' then
        raise exception 'scope version % is frozen', line.version using errcode = 'restrict_violation', constraint = 'scope_lines_frozen';
    end if;
    return line;
end $$;
create trigger scope_lines_frozen before insert or update or delete on scope_lines for each row execute function scope_lines_are_frozen();
create trigger scope_criteria_frozen before insert or update or delete on scope_criteria for each row execute function scope_lines_are_frozen();

-- A signature is under the proposed text's digest, and agreeing takes both.
create function scope_signature_fits() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from scope_versions v where v.engagement_id = new.engagement_id and v.number = new.version
                   and v.state = 'proposed' and v.digest = new.digest) then
        raise exception 'the signature is not under the proposed text' using errcode = 'restrict_violation', constraint = 'scope_signatures_same_digest';
    end if;
    return new;
end $$;
create trigger scope_signature_fits before insert or update on scope_signatures for each row execute function scope_signature_fits();

create function scope_agreement_has_both() returns trigger language plpgsql as $$
begin
    if new.state = 'agreed' and (select count(*) from scope_signatures s where s.engagement_id = new.engagement_id and s.version = new.number and s.digest = new.digest) <> 2 then
        raise exception 'an agreed version has two signatures' using errcode = 'restrict_violation', constraint = 'scope_versions_two_signatures';
    end if;
    return new;
end $$;
create trigger scope_agreement_has_both before insert or update on scope_versions for each row execute function scope_agreement_has_both();
