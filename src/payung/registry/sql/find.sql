-- Looking for a person across all areas: runs as a role that sees past row-level security and
-- gives back ids only.
CREATE FUNCTION registry_find(p_indexes bytea[])
RETURNS TABLE (nik_index bytea, person_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT p.nik_index, coalesce(p.merged_into_id, p.id)
    FROM registry_person p WHERE p.nik_index = ANY(p_indexes)
$$;

-- In which areas a person is known, to find the lowest office that covers two of them.
CREATE FUNCTION registry_areas_of(p_persons bigint[])
RETURNS TABLE (person_id bigint, area_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT p.id, p.area_id::text FROM registry_person p WHERE p.id = ANY(p_persons)
$$;

GRANT SELECT ON registry_person, registry_personarea TO payung_match;
ALTER FUNCTION registry_find(bytea[]) OWNER TO payung_match;
ALTER FUNCTION registry_areas_of(bigint[]) OWNER TO payung_match;
REVOKE ALL ON FUNCTION registry_find(bytea[]), registry_areas_of(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registry_find(bytea[]), registry_areas_of(bigint[]) TO payung_app;
