"""Who sees a programme's rows, also below its area, and who can't approve a ranking.

Kelurahan and RT see when and how their own people were ranked; they change nothing there. Who
collected or verified a person can't approve the ranking that takes him in: the database itself
keeps the three apart, whatever the application does.
"""

from pathlib import Path

from django.db import migrations
from django.db.migrations import RunSQL

from payung.areas.rls import below, by_area, reread
from payung.audit.sqlfiles import RunFile

_SQL = Path(__file__).parent.parent / "sql"
_TABLES = (
    "programmes_quota",
    "programmes_selection",
    "programmes_ranked",
    "programmes_decreemember",
    "programmes_amendment",
    "programmes_change",
    "programmes_workmember",
)
_OWN_PERSON = (
    "EXISTS (SELECT 1 FROM registry_person p"
    " WHERE p.id IN (programmes_change.leaver_id, programmes_change.joiner_id))"
)
_GUARD = """
CREATE FUNCTION programmes_four_eyes() RETURNS trigger LANGUAGE plpgsql
SET search_path = public AS $$
BEGIN
    IF NEW.approved_by <> '' AND OLD.approved_by = '' AND EXISTS (
        SELECT 1 FROM programmes_ranked r
        JOIN verification_proposal p ON p.id = r.proposal_id
        WHERE r.selection_id = NEW.id AND r.outcome = 'masuk'
          AND NEW.approved_by IN (p.collected_by, p.decided_by)
    ) THEN
        RAISE EXCEPTION 'approver collected or verified one of selection %', NEW.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER four_eyes BEFORE UPDATE OF approved_by ON programmes_selection
    FOR EACH ROW EXECUTE FUNCTION programmes_four_eyes();
"""


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial"), ("verification", "0002_protection")]
    operations = [
        *(by_area(table) for table in _TABLES),
        reread("programmes_selection", below("programmes_selection.area_id")),
        reread("programmes_amendment", below("programmes_amendment.area_id")),
        reread("programmes_change", _OWN_PERSON),
        RunSQL(_GUARD, reverse_sql=RunSQL.noop),
        RunFile(_SQL / "views.sql"),
    ]
