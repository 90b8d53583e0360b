-- Moves person-months, named by their ids, to another state. One id in a state from which the
-- move is not allowed, or that somebody else moves meanwhile, refuses the whole call. Returns how
-- many moved. The ids stand in the update once more, so that it reads these rows and not the whole
-- ledger.
CREATE OR REPLACE FUNCTION ledger_move(
    p_ids bigint[], p_state text, p_actor text, p_cause text, p_document text
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public SET enable_nestloop = off AS $$
DECLARE
    wanted bigint;
    moved bigint;
BEGIN
    SELECT count(DISTINCT id) INTO wanted FROM unnest(p_ids) AS id;
    WITH going AS MATERIALIZED (
        SELECT m.*, nextval(pg_get_serial_sequence('ledger_entry', 'id')) AS entry_id
        FROM ledger_personmonth m
        WHERE m.id = ANY(p_ids) AND m.state IN (
            SELECT t.state_before FROM ledger_transition t WHERE t.state = p_state
        )
    ), written AS (
        UPDATE ledger_personmonth m SET state = p_state, entry = g.entry_id
        FROM going g WHERE m.id = ANY(p_ids) AND m.id = g.id AND m.state = g.state
        RETURNING g.*
    ), noted AS (
        INSERT INTO ledger_entry (
            id, person_id, month, segment, component, payer_id, scheme, amount_rp, state_before,
            state, decision, area_id, at, actor, cause, document
        )
        SELECT entry_id, person_id, month, segment, component, payer_id, scheme, amount_rp, state,
               p_state, decision, area_id, ledger_now(), p_actor, p_cause, p_document
        FROM written
        RETURNING 1
    )
    SELECT count(*) INTO moved FROM noted;
    IF moved <> wanted THEN
        RAISE EXCEPTION 'ledger: % of % can go to %', moved, wanted, p_state
            USING ERRCODE = 'PY001';
    END IF;
    RETURN moved;
END
$$;

REVOKE ALL ON FUNCTION ledger_move(bigint[], text, text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_move(bigint[], text, text, text, text) TO payung_app;
