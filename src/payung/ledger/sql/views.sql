-- What other rooms read of the ledger in statements over many months; see registry/sql/views.sql.
CREATE VIEW ledger_months WITH (security_invoker = true) AS
    SELECT person_id, month, segment, component, payer_id, scheme, amount_rp, state, public,
           decision, area_id, live
    FROM ledger_personmonth;

CREATE VIEW ledger_members WITH (security_invoker = true) AS
    SELECT person_id, segment, payer_id, first_month, registered_on, ended_on, ended_why,
           kpj_index
    FROM ledger_enrolment;

REVOKE INSERT, UPDATE, DELETE ON ledger_months, ledger_members FROM payung_app;
