-- What was proposed and signed stays, whoever asks and by whatever way.

-- A version begins as a draft and goes one way; what was proposed, and when it was agreed, stays said.
create function scope_versions_go_one_way() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' and new.state = 'draft' then
        return new;
    end if;
    if tg_op = 'UPDATE'
        and (new.engagement_id, new.number, new.drafted_by, new.drafted_at) = (old.engagement_id, old.number, old.drafted_by, old.drafted_at)
        and (new.state = old.state or (old.state, new.state) in
             (('draft', 'proposed'), ('draft', 'withdrawn'), ('proposed', 'agreed'), ('proposed', 'withdrawn'), ('agreed', 'superseded')))
        and (old.state = 'draft' or (new.proposed_by, new.proposed_at, new.digest) is not distinct from (old.proposed_by, old.proposed_at, old.digest))
        and (old.agreed_at is null or new.agreed_at is not distinct from old.agreed_at) then
        return new;
    end if;
    raise exception 'scope versions go one way' using errcode = 'restrict_violation', constraint = 'scope_versions_one_way';
end $$;
create trigger scope_versions_go_one_way before insert or update or delete on scope_versions
    for each row execute function scope_versions_go_one_way();

-- Nobody takes a signature back or gives it another name.
create function scope_signatures_stay() returns trigger language plpgsql as $$
begin
    raise exception 'signatures stay' using errcode = 'restrict_violation', constraint = 'scope_signatures_stay';
end $$;
create trigger scope_signatures_stay before update or delete on scope_signatures
    for each row execute function scope_signatures_stay();

-- A line is frozen in the version that it would leave as in the one that it would enter, and nobody proposes a version while
-- somebody still writes a line of it.
create function scope_version_is_frozen(engagement uuid, version_number integer) returns boolean language plpgsql as $$
declare
    version_state text;
begin
    select state into version_state from scope_versions where engagement_id = engagement and number = version_number for share;
    return version_state is distinct from 'draft';
end $$;
create or replace function scope_lines_are_frozen() returns trigger language plpgsql as $$
begin
    if (tg_op <> 'INSERT' and scope_version_is_frozen(old.engagement_id, old.version))
        or (tg_op <> 'DELETE' and scope_version_is_frozen(new.engagement_id, new.version)) then
        raise exception 'the scope version is frozen' using errcode = 'restrict_violation', constraint = 'scope_lines_frozen';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
