-- What an upload brings lies at an address of its own, so that what is removed late, or twice, is never something else; what
-- is under way takes its part of the room; whoever attaches waits for a review or confirmation that is being entered.

-- The upload that brought it: with the digest, where the content lies. None: it was brought before uploads were told apart and
-- lies under its digest alone, perhaps for several versions, so that it is never removed; nor is what was taken away before.
alter table file_versions
    add column upload uuid,
    add constraint file_versions_of_an_upload check (upload is not null) not valid;
update loose_objects set swept_after = 'infinity' where sha256 is not null;
create unique index file_versions_of_upload on file_versions (engagement_id, upload);
drop index file_versions_of_content;

alter table loose_objects
    -- What it takes of the engagement's room.
    add column bytes bigint not null default 0,
    -- From then on it is removed, and is never a version again.
    add column given_up_at timestamptz,
    add constraint loose_objects_bytes_counted check (bytes >= 0);

create or replace function submission_is_reviewed(engagement uuid, of_deliverable integer, submission_number integer) returns boolean
language plpgsql as $$
begin
    perform from submissions s where s.engagement_id = engagement and s.deliverable = of_deliverable and s.number = submission_number for update;
    return exists (select 1 from reviews r where r.engagement_id = engagement and r.deliverable = of_deliverable and r.submission = submission_number);
end $$;

create function deliverable_is_accepted(engagement uuid, deliverable_number integer) returns boolean language plpgsql as $$
declare
    standing text;
begin
    select d.state into standing from deliverables d where d.engagement_id = engagement and d.number = deliverable_number for share;
    return coalesce(standing in ('accepted', 'deemed_accepted'), false);
end $$;

create or replace function session_is_confirmed(engagement uuid, session_number integer) returns boolean language plpgsql as $$
begin
    perform from session_rounds r where r.engagement_id = engagement and r.session = session_number for update;
    return exists (select 1 from session_rounds r where r.engagement_id = engagement and r.session = session_number and r.answer = 'confirmed');
end $$;

create or replace function files_are_locked() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' and not submission_is_reviewed(new.engagement_id, new.deliverable, new.submission)
        and (new.submission is not null or not deliverable_is_accepted(new.engagement_id, new.deliverable)) then
        return new;
    end if;
    -- Handing in binds it to the submission, before that it can be taken away; nothing else of it changes.
    if tg_op = 'UPDATE' and old.deliverable is not null and old.submission is null and old.taken_away_at is null
        and (new.engagement_id, new.number, new.name, new.deliverable) = (old.engagement_id, old.number, old.name, old.deliverable)
        and (new.submission is null) = (new.taken_away_at is not null)
        and not submission_is_reviewed(new.engagement_id, new.deliverable, new.submission) then
        return new;
    end if;
    raise exception 'files are locked' using errcode = 'restrict_violation', constraint = 'files_locked';
end $$;

create or replace function file_versions_are_locked() returns trigger language plpgsql as $$
declare
    file files%rowtype;
begin
    if tg_op = 'INSERT' then
        -- Locked, so that nobody hands it in or takes it away meanwhile.
        select * into file from files f where f.engagement_id = new.engagement_id and f.number = new.file for update;
        if file.taken_away_at is null and not submission_is_reviewed(file.engagement_id, file.deliverable, file.submission)
            and (file.submission is not null or not deliverable_is_accepted(file.engagement_id, file.deliverable)) then
            return new;
        end if;
    end if;
    if tg_op = 'DELETE' and exists (select 1 from files f where f.engagement_id = old.engagement_id and f.number = old.file
                                    and f.taken_away_at is not null) then
        return old;
    end if;
    raise exception 'files are locked' using errcode = 'restrict_violation', constraint = 'files_locked';
end $$;
drop function file_is_laid_ready(uuid, integer);
