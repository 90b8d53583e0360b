-- Looking for a person across all areas: runs as a role that sees past row-level security and
-- gives back ids only.
CREATE FUNCTION registry_find(p_indexes bytea[])
RETURNS TABLE (nik_index bytea, person_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT p.nik_index, coalesce(p.merged_into_id, p.id)
    FROM registry_person p WHERE p.nik_index = ANY(p_indexes)
$$;

-- Who else is known under one of these matching keys.
CREATE FUNCTION registry_candidates(p_keys bigint[])
RETURNS TABLE (key bigint, person_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT k.key, k.person_id FROM registry_matchkey k WHERE k.key = ANY(p_keys)
$$;

-- In which areas a person is known, to find the lowest office that covers two of them.
CREATE FUNCTION registry_areas_of(p_persons bigint[])
RETURNS TABLE (person_id bigint, area_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT p.id, p.area_id::text FROM registry_person p WHERE p.id = ANY(p_persons)
$$;

GRANT SELECT ON registry_person, registry_personarea, registry_matchkey TO payung_match;
ALTER FUNCTION registry_find(bytea[]) OWNER TO payung_match;
ALTER FUNCTION registry_candidates(bigint[]) OWNER TO payung_match;
ALTER FUNCTION registry_areas_of(bigint[]) OWNER TO payung_match;
REVOKE ALL ON FUNCTION registry_find(bytea[]), registry_candidates(bigint[]),
    registry_areas_of(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registry_find(bytea[]), registry_candidates(bigint[]),
    registry_areas_of(bigint[]) TO payung_app;
