-- What waits on a person, and what is new to them, is found from what is open and what happened, and not by walking all
-- engagements that they hold: so it costs the same however many of those are closed.

-- The two firms of an engagement never change. They stand beside its turns and events, so that a firm's managers, who hold
-- all of its engagements, find these by the firm.
alter table turns add column provider_id uuid, add column client_id uuid;
alter table events add column provider_id uuid, add column client_id uuid;
alter table seats add column provider_id uuid;

update turns t set provider_id = e.provider_id, client_id = e.client_id from engagements e where e.id = t.engagement_id;
update seats s set provider_id = e.provider_id from engagements e where e.id = s.engagement_id;
-- What happened stays as it was said: no hash covers these two.
alter table events disable trigger events_append_only;
update events v set provider_id = e.provider_id, client_id = e.client_id from engagements e where e.id = v.engagement_id;
alter table events enable trigger events_append_only;

alter table turns alter column provider_id set not null, alter column client_id set not null;
alter table events alter column provider_id set not null, alter column client_id set not null;
alter table seats alter column provider_id set not null;

create function stands_beside_parties() returns trigger language plpgsql as $$
begin
    select provider_id, client_id into new.provider_id, new.client_id from engagements where id = new.engagement_id;
    return new;
end $$;
create function stands_beside_provider() returns trigger language plpgsql as $$
begin
    select provider_id into new.provider_id from engagements where id = new.engagement_id;
    return new;
end $$;
create trigger turns_of_parties before insert on turns
    for each row when (new.provider_id is null) execute function stands_beside_parties();
create trigger events_of_parties before insert on events
    for each row when (new.provider_id is null) execute function stands_beside_parties();
create trigger seats_of_provider before insert on seats
    for each row when (new.provider_id is null) execute function stands_beside_provider();

-- Whether everybody who manages the provider can end it.
alter table turns add column of_managers boolean not null generated always as (person_id is null and 'manager' = any (roles)) stored;
create index turns_open_of_provider on turns (provider_id, side, of_managers, due_at, engagement_id, number) include (person_id)
    where ended_at is null;
create index turns_open_of_client on turns (client_id, side, due_at, engagement_id, number) include (provider_id) where ended_at is null;
create index turns_open_of_person on turns (person_id, provider_id, due_at) where ended_at is null and person_id is not null;

create index events_of_provider on events (provider_id, at desc);
create index events_of_client on events (client_id, at desc);

-- Seats in a closed engagement rest while nothing is open there; since when: the last time that something happened.
alter table seats add column at_rest_since timestamptz;
update seats s set at_rest_since = (select max(at) from events v where v.engagement_id = e.id)
from engagements e
where e.id = s.engagement_id and e.closed_at is not null
  and not exists (select 1 from turns t where t.engagement_id = e.id and t.ended_at is null);
create index seats_at_work on seats (person_id, at_rest_since) include (provider_id, engagement_id, side, role) where ended_at is null;
create index seats_that_answer on seats (person_id) where ended_at is null and role in ('sponsor', 'manager');

-- What is open of a firm, without what it has closed.
create index engagements_open_of_provider on engagements (provider_id) where closed_at is null;
