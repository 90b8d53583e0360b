-- What may follow what. `plan.sql`, `move.sql` and `report.sql` have the only ways to write the
-- ledger: each adds the entries and sets the current state in one statement, as the owner.
CREATE TABLE ledger_transition (
    state_before text NOT NULL,
    state        text NOT NULL,
    PRIMARY KEY (state_before, state)
);

INSERT INTO ledger_transition (state_before, state) VALUES
    ('', 'direncanakan'), ('', 'ditahan'),
    ('direncanakan', 'diajukan'), ('direncanakan', 'ditahan'), ('direncanakan', 'ditarik'),
    ('diajukan', 'diterima'), ('diajukan', 'ditolak'), ('diajukan', 'ditahan'),
    ('diajukan', 'ditarik'), ('diajukan', 'direncanakan'),
    ('diterima', 'dibayar'), ('diterima', 'ditahan'), ('diterima', 'ditarik'),
    ('ditolak', 'direncanakan'), ('ditarik', 'direncanakan'),
    ('ditahan', 'direncanakan'), ('ditahan', 'ditarik'),
    ('dibayar', 'dibukukan'), ('dibayar', 'dikembalikan'), ('dibukukan', 'dikembalikan'), ('dikembalikan', 'direncanakan');

REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ledger_entry, ledger_personmonth, ledger_transition
    FROM payung_app;
