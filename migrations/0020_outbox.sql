-- A claim touches what it takes and no more; what does not arrive says why, and by which invitation it was sent.

-- Whole keys, so that the mail that waits longest is the first entry, and a burst lies together in the order in which it is told.
drop index outbox_waiting;
drop index outbox_burst;
create index outbox_waiting on outbox (not_before, id) where sent_at is null and given_up_at is null;
create index outbox_burst on outbox (person_id, engagement_id, event_number)
    where kind = 'notice' and sent_at is null and given_up_at is null;
-- Mails to a domain whose mail hangs are put off together. The last condition keeps the planner from using it for claims.
create index outbox_of_domain on outbox (split_part(address, '@', 2), not_before)
    where sent_at is null and given_up_at is null and split_part(address, '@', 2) is not null;
-- What is over goes after a month.
create index outbox_settled on outbox ((coalesce(sent_at, given_up_at))) where sent_at is not null or given_up_at is not null;
-- Each mail leaves two dead entries at the head of the queue, where every claim begins: they must not pile up.
alter table outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

alter table outbox
    -- Why the last try failed: the address, the server's refusal, the server was away, it took too long, or we could not write it.
    add column failure text,
    -- The invitation that it carries: its number in the engagement, or in this organization.
    add column organization_id uuid references organizations,
    add column invitation integer,
    add constraint outbox_failure_known check (failure in ('address', 'refused', 'away', 'slow', 'broken')),
    add constraint outbox_invitation_of_one check (invitation is null or kind = 'invitation' and num_nonnulls(engagement_id, organization_id) = 1),
    add foreign key (engagement_id, invitation) references invitations (engagement_id, number),
    add foreign key (organization_id, invitation) references organization_invitations (organization_id, number);

update outbox set failure = case
        when last_error ~ '^(permanent|transient) error' then 'refused'
        when last_error like 'the mail server takes too long%' then 'slow'
        when last_error like '%SMTPUTF8%' or last_error like '%address is none%' then 'address'
        else 'away'
    end
where last_error is not null;
-- Both were written in one transaction, at one instant.
update outbox o set invitation = i.number from invitations i
where o.kind = 'invitation' and o.engagement_id = i.engagement_id and o.created_at = i.invited_at and lower(o.address) = lower(i.email);
update outbox o set organization_id = i.organization_id, invitation = i.number from organization_invitations i
where o.kind = 'invitation' and o.engagement_id is null and o.created_at = i.invited_at and lower(o.address) = lower(i.email);

create index outbox_of_invitation on outbox (engagement_id, invitation) where invitation is not null;
create index outbox_of_membership on outbox (organization_id, invitation) where invitation is not null;

-- What whoever invites has to know.
create view undelivered_invitations as
    select engagement_id, organization_id, invitation, failure, coalesce(last_error, '') as said, given_up_at is not null as given_up
    from outbox where invitation is not null and failure is not null and sent_at is null;

-- An address is kept as people write it. Some browsers sent the domain's ASCII form instead (RFC 3492), so one mailbox could
-- have two names here. What cannot be read so stays as it is.
create function in_letters(label text) returns text language plpgsql as $$
declare
    tail      text := substr(label, 5);
    at        integer := length(tail) - position('-' in reverse(tail)) + 2;
    said      text := left(tail, at - 2);
    letter    bigint := 128;
    place     bigint := 0;
    bias      bigint := 72;
    before    bigint;
    weight    bigint;
    threshold bigint;
    digit     bigint;
    step      bigint;
    length_is bigint;
begin
    if label !~ '^xn--[a-z0-9-]+$' then
        return label;
    end if;
    if position('-' in tail) = 0 then
        at := 1;
        said := '';
    end if;
    while at <= length(tail) loop
        before := place;
        weight := 1;
        step := 36;
        loop
            digit := position(substr(tail, at, 1) in 'abcdefghijklmnopqrstuvwxyz0123456789') - 1;
            if at > length(tail) or digit < 0 then
                return label;
            end if;
            at := at + 1;
            place := place + digit * weight;
            threshold := least(greatest(step - bias, 1), 26);
            exit when digit < threshold;
            weight := weight * (36 - threshold);
            step := step + 36;
        end loop;
        length_is := length(said) + 1;
        digit := (place - before) / case when before = 0 then 700 else 2 end;
        digit := digit + digit / length_is;
        step := 0;
        while digit > 455 loop
            digit := digit / 35;
            step := step + 36;
        end loop;
        bias := step + 36 * digit / (digit + 38);
        letter := letter + place / length_is;
        place := place % length_is;
        said := left(said, place::integer) || chr(letter::integer) || substr(said, place::integer + 1);
        place := place + 1;
    end loop;
    return said;
exception when others then
    return label;
end $$;

create function as_written(address text) returns text language sql as $$
    select split_part(address, '@', 1) || '@' || string_agg(in_letters(label), '.' order by number)
    from regexp_split_to_table(lower(split_part(address, '@', 2)), '\.') with ordinality as labels (label, number)
$$;

update persons p set email = as_written(email)
where email ~* '[@.]xn--' and not exists (select 1 from persons o where lower(o.email) = lower(as_written(p.email)) and o.id <> p.id);
update invitations i set email = as_written(email)
where email ~* '[@.]xn--' and not exists (
    select 1 from invitations o
    where o.engagement_id = i.engagement_id and lower(o.email) = lower(as_written(i.email)) and o.number <> i.number);
update organization_invitations i set email = as_written(email)
where email ~* '[@.]xn--' and not exists (
    select 1 from organization_invitations o
    where o.organization_id = i.organization_id and lower(o.email) = lower(as_written(i.email)) and o.number <> i.number);
drop function as_written;
drop function in_letters;
