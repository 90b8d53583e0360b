-- Which case a letter's code and the birth date of the deceased or injured open, and in which area:
-- one statement for known and unknown alike; nothing else leaves.
CREATE FUNCTION claims_public_status(p_letter bytea, p_born date)
RETURNS TABLE (case_id bigint, area_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT c.id, c.area_id::text
    FROM claims_case c JOIN registry_person r ON r.id = c.person_id
    WHERE c.letter_index = p_letter AND r.birth_date = p_born AND c.state <> 'ditarik'
$$;

GRANT SELECT ON claims_case, registry_person TO payung_match;
ALTER FUNCTION claims_public_status(bytea, date) OWNER TO payung_match;
REVOKE ALL ON FUNCTION claims_public_status(bytea, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION claims_public_status(bytea, date) TO payung_app;
