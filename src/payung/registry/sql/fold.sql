-- Which record stands for each of the given persons, read anew from the merges in force: records
-- that were said to be one person, however many and in whatever order, point to one of them, so
-- that undoing any single merge parts exactly what it had joined. Kept is the record that was
-- never folded into another, the oldest of several. It runs as the matcher, because a merge of
-- the city may reach beyond the area of whoever undoes one.
CREATE FUNCTION registry_fold(p_persons bigint[])
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    WITH RECURSIVE joined AS (
        SELECT kept_id AS one, folded_id AS other FROM registry_merge WHERE undone_at IS NULL
        UNION
        SELECT folded_id, kept_id FROM registry_merge WHERE undone_at IS NULL
    ), reached AS (
        SELECT start, start AS record FROM unnest(p_persons) AS start
        UNION
        SELECT r.start, j.other FROM reached r JOIN joined j ON j.one = r.record
    ), standing AS (
        SELECT DISTINCT record, first_value(record) OVER (
            PARTITION BY start ORDER BY EXISTS (
                SELECT 1 FROM registry_merge m WHERE m.folded_id = record AND m.undone_at IS NULL
            ), record
        ) AS kept
        FROM reached
    )
    UPDATE registry_person p SET merged_into_id = nullif(s.kept, p.id)
    FROM standing s
    WHERE p.id = s.record AND p.merged_into_id IS DISTINCT FROM nullif(s.kept, p.id)
$$;

GRANT SELECT ON registry_merge TO payung_match;
GRANT UPDATE (merged_into_id) ON registry_person TO payung_match;
ALTER FUNCTION registry_fold(bigint[]) OWNER TO payung_match;
REVOKE ALL ON FUNCTION registry_fold(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registry_fold(bigint[]) TO payung_app;
