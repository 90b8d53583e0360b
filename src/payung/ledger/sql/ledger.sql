-- What may follow what. `plan.sql`, `move.sql` and `report.sql` have the only ways to write the
-- ledger: each adds the entries and sets the current state in one statement, as the owner.
CREATE TABLE ledger_transition (
    state_before text NOT NULL,
    state        text NOT NULL,
    PRIMARY KEY (state_before, state)
);

INSERT INTO ledger_transition (state_before, state) VALUES
    ('', 'planned'), ('', 'held'),
    ('planned', 'submitted'), ('planned', 'held'), ('planned', 'withdrawn'),
    ('submitted', 'accepted'), ('submitted', 'rejected'), ('submitted', 'held'),
    ('submitted', 'withdrawn'),
    ('accepted', 'paid'), ('accepted', 'held'), ('accepted', 'withdrawn'),
    ('rejected', 'planned'), ('withdrawn', 'planned'),
    ('held', 'planned'), ('held', 'withdrawn'),
    ('paid', 'posted'), ('paid', 'refunded'), ('posted', 'refunded'), ('refunded', 'planned');

REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ledger_entry, ledger_personmonth, ledger_transition
    FROM payung_app;
