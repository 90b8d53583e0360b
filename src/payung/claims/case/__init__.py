"""One case from its papers to its closing: its page, its acts, decision, payment, objection.

Owns facts and family of a case, decisions, amounts, payments, objections, and the heir's page.
Touches ground, entitlement, papers, scholarship, telling; of payments the PKS, for the branch.
Called by accident (facts that change what is due), and by the demonstration.
"""
