-- Match keys: keyed numbers under which probable doubles of a person are looked for. They say
-- nothing to a reader and are nobody's business but the matcher's: only its functions touch them.
-- No foreign key and no policy: checked row by row they made one city's inserts take 30 s.
CREATE TABLE registry_matchkey (
    key       bigint NOT NULL,
    person_id bigint NOT NULL
);

CREATE INDEX registry_matchkey_key ON registry_matchkey (key);

REVOKE ALL ON registry_matchkey FROM payung_app;
GRANT SELECT, INSERT, DELETE ON registry_matchkey TO payung_match;

-- Who else is known under one of these keys.
CREATE FUNCTION registry_candidates(p_keys bigint[])
RETURNS TABLE (key bigint, person_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT k.key, k.person_id FROM registry_matchkey k WHERE k.key = ANY(p_keys)
$$;

CREATE FUNCTION registry_keep_keys(p_persons bigint[], p_keys bigint[])
RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    WITH kept AS (
        INSERT INTO registry_matchkey (person_id, key)
        SELECT * FROM unnest(p_persons, p_keys)
        RETURNING 1
    )
    SELECT count(*) FROM kept
$$;

ALTER FUNCTION registry_candidates(bigint[]) OWNER TO payung_match;
ALTER FUNCTION registry_keep_keys(bigint[], bigint[]) OWNER TO payung_match;
REVOKE ALL ON FUNCTION registry_candidates(bigint[]), registry_keep_keys(bigint[], bigint[])
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registry_candidates(bigint[]), registry_keep_keys(bigint[], bigint[])
    TO payung_app;
