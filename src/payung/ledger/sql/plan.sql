-- Plans person-months. Rows come as arrays of equal length; a row that is already planned or
-- further on under the same payer and scheme stays as it is, so that a repeat changes nothing.
-- Returns how many were newly planned.
CREATE OR REPLACE FUNCTION ledger_plan(
    p_persons bigint[], p_months date[], p_areas text[], p_segment text, p_components text[],
    p_amounts bigint[], p_payer text, p_scheme text, p_decision text,
    p_actor text, p_cause text, p_document text
) RETURNS bigint LANGUAGE sql SECURITY DEFINER
SET search_path = public SET enable_nestloop = off AS $$
    WITH wanted AS (
        SELECT w.person_id, w.month, w.area_id, c.component, c.amount_rp
        FROM unnest(p_persons, p_months, p_areas) AS w(person_id, month, area_id)
        CROSS JOIN unnest(p_components, p_amounts) AS c(component, amount_rp)
    ), fresh AS (
        SELECT w.*, coalesce(m.state, '') AS state_before,
               nextval(pg_get_serial_sequence('ledger_entry', 'id')) AS entry_id
        FROM wanted w
        LEFT JOIN ledger_personmonth m
            ON (m.person_id, m.month, m.segment, m.component, m.payer_id, m.scheme)
             = (w.person_id, w.month, p_segment, w.component, p_payer, p_scheme)
        WHERE m.id IS NULL OR m.state IN ('ditarik', 'ditolak', 'dikembalikan')
    ), written AS (
        INSERT INTO ledger_personmonth AS m (
            person_id, month, segment, component, payer_id, scheme, amount_rp, state, public,
            decision, area_id, entry
        )
        SELECT f.person_id, f.month, p_segment, f.component, p_payer, p_scheme, f.amount_rp,
               'direncanakan', y.public, p_decision, f.area_id, f.entry_id
        FROM fresh f JOIN ledger_payer y ON y.code = p_payer
        ON CONFLICT ON CONSTRAINT one_row_per_payer_and_scheme DO UPDATE
            SET state = 'direncanakan', amount_rp = excluded.amount_rp, entry = excluded.entry,
                decision = excluded.decision, area_id = excluded.area_id
    ), noted AS (
        INSERT INTO ledger_entry (
            id, person_id, month, segment, component, payer_id, scheme, amount_rp, state_before,
            state, decision, area_id, at, actor, cause, document
        )
        SELECT f.entry_id, f.person_id, f.month, p_segment, f.component, p_payer, p_scheme,
               f.amount_rp, f.state_before, 'direncanakan', p_decision, f.area_id, ledger_now(),
               p_actor, p_cause, p_document
        FROM fresh f
        RETURNING 1
    )
    SELECT count(*) FROM noted
$$;

REVOKE ALL ON FUNCTION ledger_plan(
    bigint[], date[], text[], text, text[], bigint[], text, text, text, text, text, text
) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_plan(
    bigint[], date[], text[], text, text[], bigint[], text, text, text, text, text, text
) TO payung_app;
