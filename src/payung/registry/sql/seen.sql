-- Who is known under these NIK, and whether the office that sends them sees him: a NIK opens
-- nothing to whoever merely knows it. `owns` tells the record that holds the NIK from one that
-- only claims it; of claims an office hears its own alone.
CREATE FUNCTION registry_seen(p_indexes bytea[], p_senders text[])
RETURNS TABLE (nik_index bytea, sender text, person_id bigint, owns boolean, seen boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    WITH known AS (
        SELECT a.nik_index, a.sender, k.person_id, k.owns, EXISTS (
            SELECT 1 FROM registry_personarea r
            WHERE r.person_id = k.person_id AND r.area_id >= a.sender AND r.area_id < a.sender || '/'
        ) OR EXISTS (
            SELECT 1 FROM registry_person h
            WHERE h.id = k.person_id AND h.area_id >= a.sender AND h.area_id < a.sender || '/'
        ) AS seen
        FROM unnest(p_indexes, p_senders) AS a(nik_index, sender)
        CROSS JOIN LATERAL (
            SELECT coalesce(p.merged_into_id, p.id) AS person_id, true AS owns
            FROM registry_person p WHERE p.nik_index = a.nik_index
            UNION ALL
            SELECT coalesce(p.merged_into_id, p.id), false
            FROM registry_person p WHERE p.nik_claim = a.nik_index
        ) k
    )
    SELECT k.nik_index, k.sender, k.person_id, k.owns, k.seen FROM known k WHERE k.owns OR k.seen
$$;

ALTER FUNCTION registry_seen(bytea[], text[]) OWNER TO payung_match;
REVOKE ALL ON FUNCTION registry_seen(bytea[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registry_seen(bytea[], text[]) TO payung_app;
