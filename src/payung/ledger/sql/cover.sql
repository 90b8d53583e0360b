-- By whom and since when people are covered, for statements over many; see registry/sql/views.sql.
CREATE VIEW ledger_payers WITH (security_invoker = true) AS
    SELECT code, source FROM ledger_payer;

CREATE VIEW ledger_taken_in WITH (security_invoker = true) AS
    SELECT person_id, month, component, at FROM ledger_entry WHERE state = 'diterima';

REVOKE INSERT, UPDATE, DELETE ON ledger_payers, ledger_taken_in FROM payung_app;
