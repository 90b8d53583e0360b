"""Who sees a case, also where it was told and where a list of deaths may mean somebody.

The triggers that keep history stand here for tables of several rooms: this one is above them.
"""

from pathlib import Path

from django.db import migrations
from django.db.migrations import RunSQL

from payung.areas.rls import by_area, in_area, of_roles, protect, reread
from payung.audit.history import keep_history
from payung.audit.sqlfiles import RunFile

_SQL = Path(__file__).parent.parent / "sql"
_TABLES = (
    "claims_event",
    "claims_case",
    "claims_entitlement",
    "claims_amount",
    "claims_casefacts",
    "claims_deathlist",
    "claims_deathmatch",
    "claims_deathrow",
    "claims_decision",
    "claims_eventreport",
    "claims_evidence",
    "claims_familymember",
    "claims_objection",
    "claims_obligation",
    "claims_paper",
    "claims_payment",
    "claims_scholarshipyear",
    "claims_stagechange",
    "claims_schoolclass",
    "claims_lifechange",
    "claims_stagenotice",
    "claims_patternnote",
    "claims_toldin",
    "claims_familyattempt",
    "claims_callrequest",
    "claims_sentmessage",
)
# A row of the city's list is seen by the office of each person whom it may be, and its list too.
_SEEN = {
    "claims_deathrow": "SELECT 1 FROM claims_deathmatch m WHERE m.row_id = claims_deathrow.id",
    "claims_deathlist": "SELECT 1 FROM claims_deathrow r WHERE r.list_id = claims_deathlist.id",
}
_CASE = "EXISTS (SELECT 1 FROM claims_toldin t WHERE t.case_id = claims_case.id)"
_CHANGE = "EXISTS (SELECT 1 FROM claims_toldin t WHERE t.change_id = claims_lifechange.id)"
_EVENT = (
    "EXISTS (SELECT 1 FROM claims_case c JOIN claims_toldin t ON t.case_id = c.id"
    " WHERE c.event_id = claims_event.id)"
)
_BOTH = f"{in_area('claims_namedreport.area_id')} OR {in_area('claims_namedreport.told_area_id')}"
_COMPLAINT = (
    f"{in_area('claims_complaint.area_id')} AND (NOT claims_complaint.confidential"
    f" OR {of_roles('penyetuju', 'auditor', 'sistem')})"
)
_DECISIONS = """
CREATE FUNCTION verification_decision_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a decision is taken back before another is made' USING ERRCODE = '23514';
END
$$;
CREATE TRIGGER decision_is_kept AFTER UPDATE ON verification_proposal FOR EACH ROW
WHEN (OLD.decided_by <> '' AND NEW.decided_by <> ''
      AND (OLD.decided_by, OLD.state, OLD.reason) IS DISTINCT FROM (NEW.decided_by, NEW.state, NEW.reason))
EXECUTE FUNCTION verification_decision_is_kept();
"""


def _seen_through(table: str, matches: str) -> RunSQL:
    own = in_area(f"{table}.area_id")
    return RunSQL(
        f"ALTER POLICY area_scope ON {table} USING ({own} OR EXISTS ({matches})) WITH CHECK ({own})",
        reverse_sql=RunSQL.noop,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0001_initial"),
        ("accounts", "0002_protection"),
        ("payments", "0002_protection"),
        ("programmes", "0002_protection"),
        ("registry", "0002_protection"),
        ("verification", "0002_protection"),
    ]
    operations = [
        *(by_area(table) for table in _TABLES),
        protect("claims_namedreport", _BOTH),
        protect("claims_complaint", _COMPLAINT),
        *(_seen_through(table, matches) for table, matches in _SEEN.items()),
        reread("claims_case", _CASE),
        reread("claims_lifechange", _CHANGE),
        reread("claims_event", _EVENT),
        RunFile(_SQL / "status.sql"),
        keep_history("payments_pagu"),
        keep_history("payments_spd"),
        keep_history("payments_moneypart"),
        keep_history("payments_moneydocument", "void_reason", "void_on", "void_by"),
        keep_history("programmes_decreemember"),
        keep_history("programmes_signedpaper"),
        keep_history("verification_papername"),
        keep_history(
            "registry_evidence", "~report", "accepted_by", "accepted_at", "withdrawn_by",
            "withdrawn_at",
        ),
        keep_history("registry_merge", "undone_by", "undone_at"),
        keep_history("claims_decision"),
        keep_history("claims_amount"),
        keep_history("claims_payment"),
        keep_history("claims_evidence"),
        keep_history("claims_stagechange"),
        keep_history("claims_eventreport", "taken_back", "event_id"),
        keep_history(
            "accounts_assignment", "~valid_to", "ended_by", "ended_at", "end_reason",
        ),
        RunSQL(_DECISIONS, reverse_sql=RunSQL.noop),
    ]
