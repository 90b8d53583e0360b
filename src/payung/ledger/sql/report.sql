-- Notes months that another payer has paid, as that payer reports them: from a first to a last
-- month for each person. A month that a public payer has already is left out; a repeat adds
-- nothing. Returns how many rows are new.
CREATE OR REPLACE FUNCTION ledger_report(
    p_persons bigint[], p_firsts date[], p_lasts date[], p_areas text[], p_segment text,
    p_components text[], p_amounts bigint[], p_payer text, p_scheme text, p_actor text,
    p_cause text, p_document text
) RETURNS bigint LANGUAGE sql SECURITY DEFINER
SET search_path = public SET enable_nestloop = off AS $$
    WITH wanted AS (
        SELECT w.person_id, m::date AS month, w.area_id, c.component, c.amount_rp, y.public
        FROM unnest(p_persons, p_firsts, p_lasts, p_areas) AS w(person_id, first, last, area_id)
        CROSS JOIN LATERAL generate_series(w.first, w.last, interval '1 month') AS m
        CROSS JOIN unnest(p_components, p_amounts) AS c(component, amount_rp)
        JOIN ledger_payer y ON y.code = p_payer
    ), free AS (
        SELECT w.*, nextval(pg_get_serial_sequence('ledger_entry', 'id')) AS entry_id
        FROM wanted w
        WHERE NOT EXISTS (
            SELECT 1 FROM ledger_personmonth o
            WHERE o.person_id = w.person_id AND o.month = w.month AND o.component = w.component
              AND o.segment = p_segment
              AND (o.live AND o.public AND w.public OR o.payer_id = p_payer AND o.scheme = p_scheme)
        )
    ), written AS (
        INSERT INTO ledger_personmonth (
            person_id, month, segment, component, payer_id, scheme, amount_rp, state, public,
            decision, area_id, entry
        )
        SELECT person_id, month, p_segment, component, p_payer, p_scheme, amount_rp, 'dibayar',
               public, '', area_id, entry_id
        FROM free
    ), noted AS (
        INSERT INTO ledger_entry (
            id, person_id, month, segment, component, payer_id, scheme, amount_rp, state_before,
            state, decision, area_id, at, actor, cause, document
        )
        SELECT entry_id, person_id, month, p_segment, component, p_payer, p_scheme, amount_rp, '',
               'dibayar', '', area_id, ledger_now(), p_actor, p_cause, p_document
        FROM free
        RETURNING 1
    )
    SELECT count(*) FROM noted
$$;

REVOKE ALL ON FUNCTION ledger_report(
    bigint[], date[], date[], text[], text, text[], bigint[], text, text, text, text, text
) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_report(
    bigint[], date[], date[], text[], text, text[], bigint[], text, text, text, text, text
) TO payung_app;
