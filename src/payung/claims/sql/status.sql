-- What anybody with the code of a letter and the birth date of the deceased may know: the stage, the
-- next paper, the kelurahan, and until when BPJS pays. One statement for known and unknown alike; nothing else leaves.
CREATE FUNCTION claims_public_status(p_letter bytea, p_born date)
RETURNS TABLE (state text, paper text, area_id text, program text, pay_by date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT c.state::text,
           coalesce((SELECT p.code FROM claims_paper p
                     WHERE p.case_id = c.id AND p.subject = '' AND p.received_on IS NULL
                       AND p.asked_by <> '' AND NOT p.city_holds
                     ORDER BY p.id LIMIT 1), '')::text,
           c.area_id::text,
           c.program::text,
           (SELECT (o.due AT TIME ZONE 'Asia/Jakarta')::date FROM claims_obligation o
            WHERE o.case_id = c.id AND o.task = 'bayar_manfaat' AND o.done_at IS NULL
            ORDER BY o.id DESC LIMIT 1)
    FROM claims_case c JOIN registry_person r ON r.id = c.person_id
    WHERE c.letter_index = p_letter AND r.birth_date = p_born AND c.state <> 'ditarik'
$$;

GRANT SELECT ON claims_case, claims_obligation, claims_paper, registry_person TO payung_match;
ALTER FUNCTION claims_public_status(bytea, date) OWNER TO payung_match;
REVOKE ALL ON FUNCTION claims_public_status(bytea, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION claims_public_status(bytea, date) TO payung_app;
