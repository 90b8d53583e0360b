-- What other rooms read of the ledger in statements over many months; see registry/sql/views.sql.
CREATE VIEW ledger_months WITH (security_invoker = true) AS
    SELECT person_id, month, segment, component, payer_id, scheme, amount_rp, state, public,
           decision, area_id, live
    FROM ledger_personmonth;

REVOKE INSERT, UPDATE, DELETE ON ledger_months FROM payung_app;
