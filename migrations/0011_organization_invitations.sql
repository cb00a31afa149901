-- Invitations to an organization: a single-use link that expires. Nobody belongs to a firm without having said yes, and
-- who invites learns nothing of an account that the address may have.
create table organization_invitations (
    organization_id uuid not null references organizations,
    number          integer not null,
    token_hash      bytea not null,
    email           text not null,
    name            text not null,
    role            text not null,
    -- Null: Tandem's operator.
    invited_by      uuid references persons,
    invited_at      timestamptz not null,
    expires_at      timestamptz not null,
    taken_at        timestamptz,
    withdrawn_at    timestamptz,
    primary key (organization_id, number),
    constraint organization_invitations_role_known check (role in ('admin', 'manager', 'member')),
    constraint organization_invitations_end_once check (taken_at is null or withdrawn_at is null)
);
create unique index organization_invitations_token_once on organization_invitations (token_hash);
create unique index organization_invitations_open_once on organization_invitations (organization_id, lower(email))
    where taken_at is null and withdrawn_at is null;
