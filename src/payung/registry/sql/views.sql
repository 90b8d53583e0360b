-- What other rooms read of persons in statements over many: these columns stay as they are named
-- here when the tables behind them change. Who asks sees what lies in his area, as in the tables.
-- A migration that changes the type of such a column drops the view first and runs this file after.
CREATE VIEW registry_known WITH (security_invoker = true) AS
    SELECT id, merged_into_id, nik_index, nik, name, sex, birth_date, occupation, area_id
    FROM registry_person;

CREATE VIEW registry_happened WITH (security_invoker = true) AS
    SELECT person_id, kind, happened_on, not_before, not_after
    FROM registry_lifefact WHERE state <> 'ditarik';

REVOKE INSERT, UPDATE, DELETE ON registry_known, registry_happened FROM payung_app;
