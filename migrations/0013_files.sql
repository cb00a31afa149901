-- Files: evidence attached to submissions, topics, observations and feedback. Their bytes lie in an object store, under
-- the engagement and their SHA-256.

create table files (
    engagement_id uuid not null references engagements,
    number        integer not null,
    name          text not null,
    -- Where it belongs. At a deliverable without a submission it is laid ready for the next one.
    deliverable   integer,
    submission    integer,
    topic         integer,
    observation   integer,
    feedback      integer,
    -- It was laid ready and taken away again: its versions are gone, its number is not given twice.
    taken_away_by uuid references persons,
    taken_away_at timestamptz,
    primary key (engagement_id, number),
    foreign key (engagement_id, deliverable) references deliverables (engagement_id, number),
    foreign key (engagement_id, deliverable, submission) references submissions (engagement_id, deliverable, number),
    foreign key (engagement_id, topic) references topics (engagement_id, number),
    foreign key (engagement_id, observation) references observations (engagement_id, number),
    foreign key (engagement_id, feedback) references feedback_entries (engagement_id, number),
    constraint files_at_one_place check (num_nonnulls(deliverable, topic, observation, feedback) = 1),
    constraint files_submission_of_deliverable check (submission is null or deliverable is not null),
    constraint files_taken_away_whole check ((taken_away_by is null) = (taken_away_at is null)),
    constraint files_taken_away_from_ready check (taken_away_at is null or (deliverable is not null and submission is null)),
    constraint files_name_fits check (char_length(name) between 1 and 200 and name !~ '[[:cntrl:]/\\]')
);
-- A second file of this name at the same place is the next version of the first.
create unique index files_of_deliverable on files (engagement_id, deliverable, coalesce(submission, 0), name)
    where deliverable is not null and taken_away_at is null;
create unique index files_of_topic on files (engagement_id, topic, name) where topic is not null;
create unique index files_of_observation on files (engagement_id, observation, name) where observation is not null;
create unique index files_of_feedback on files (engagement_id, feedback, name) where feedback is not null;

create table file_versions (
    engagement_id uuid not null,
    file          integer not null,
    version       integer not null,
    sha256        bytea not null,
    bytes         bigint not null,
    -- What the first bytes say it is; never what the sender says.
    media_type    text not null,
    uploaded_by   uuid not null references persons,
    uploaded_side text not null,
    uploaded_at   timestamptz not null,
    primary key (engagement_id, file, version),
    foreign key (engagement_id, file) references files (engagement_id, number),
    constraint file_versions_counted check (version >= 1),
    constraint file_versions_digest_whole check (octet_length(sha256) = 32),
    constraint file_versions_not_empty check (bytes > 0),
    constraint file_versions_side_known check (uploaded_side in ('client', 'provider'))
);
create index file_versions_of_content on file_versions (engagement_id, sha256);

-- Objects in the store that no version holds: uploads that are under way, and content that was taken away. A row is there
-- before the first byte is, so that nothing is left in the store that nobody knows of; the sweeper takes both.
create table loose_objects (
    engagement_id uuid not null references engagements,
    id            uuid not null,
    -- By which name the store knows an upload in parts.
    multipart     text,
    -- The content under whose address the object lies, or will.
    sha256        bytea,
    swept_after   timestamptz not null,
    primary key (engagement_id, id),
    constraint loose_objects_digest_whole check (octet_length(sha256) = 32)
);
create index loose_objects_to_sweep on loose_objects (swept_after);

-- What was reviewed stays what it was, and what is evidence stays there: only what is laid ready is taken away again.
create function file_is_laid_ready(engagement uuid, file_number integer) returns boolean language sql stable as $$
    select exists (select 1 from files f where f.engagement_id = engagement and f.number = file_number
                   and f.deliverable is not null and f.submission is null)
$$;
create function submission_is_reviewed(engagement uuid, of_deliverable integer, submission_number integer) returns boolean language sql stable as $$
    select exists (select 1 from reviews r where r.engagement_id = engagement and r.deliverable = of_deliverable and r.submission = submission_number)
$$;

create function files_are_locked() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' and not submission_is_reviewed(new.engagement_id, new.deliverable, new.submission) then
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
create trigger files_locked before insert or update or delete on files for each row execute function files_are_locked();

create function file_versions_are_locked() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' and not exists (select 1 from files f where f.engagement_id = new.engagement_id and f.number = new.file
                                        and submission_is_reviewed(f.engagement_id, f.deliverable, f.submission)) then
        return new;
    end if;
    if tg_op = 'DELETE' and file_is_laid_ready(old.engagement_id, old.file) then
        return old;
    end if;
    raise exception 'files are locked' using errcode = 'restrict_violation', constraint = 'files_locked';
end $$;
create trigger file_versions_locked before insert or update or delete on file_versions for each row execute function file_versions_are_locked();
