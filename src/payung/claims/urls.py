"""The room's addresses."""

from django.urls import path

from payung.claims import (
    change_views,
    handover_views,
    lists_views,
    notice_views,
    pattern_views,
    public,
    report_views,
    scholarship_views,
    statistics_views,
    unclaimed_views,
    views,
    visit_views,
)

urlpatterns = [
    path("", views.claims, name="claims"),
    path("lapor/", report_views.report_who, name="claim_report_who"),
    path("lapor/lembar/", report_views.report_sheet, name="claims_report_sheet"),
    path("lapor/<int:person_id>/", report_views.report_kind, name="claim_report_kind"),
    path("lapor/<int:person_id>/<str:kind>/", report_views.report_what, name="claim_report"),
    path("kabar/", change_views.claims_changes, name="claims_changes"),
    path("kabar/<uuid:change_id>/", change_views.claims_change, name="claims_change"),
    path(
        "kabar/<uuid:change_id>/<str:name>/",
        change_views.claims_change_act,
        name="claims_change_act",
    ),
    path("<int:case_id>/tahap/", notice_views.claim_notice, name="claim_notice"),
    path("<int:case_id>/terlapor/", report_views.reported, name="claim_reported"),
    path("status/", public.claim_status, name="claim_status"),
    path("tugas/", lists_views.todo, name="claims_todo"),
    path("tugas/terlambat/", handover_views.late, name="claims_late"),
    path("tugas/serah/", handover_views.handover, name="claims_handover"),
    path("belum-mengajukan/", unclaimed_views.unclaimed, name="claims_unclaimed"),
    path("belum-mengajukan/<int:match_id>/", unclaimed_views.settle, name="claims_settle"),
    path("belum-mengajukan/kunjungan/", unclaimed_views.visits, name="claims_visit_round"),
    path("hitungan/", statistics_views.statistics, name="claims_statistics"),
    path("beasiswa/", scholarship_views.scholarships, name="claim_scholarships"),
    path("kunjungan/", visit_views.claim_visits, name="claim_visits"),
    path("plkk/", lists_views.care, name="claims_care"),
    path("pola/", pattern_views.patterns, name="claims_patterns"),
    path("orang/<int:person_id>/dilihat/", lists_views.looks, name="claims_looks"),
    path("<int:case_id>/", views.claim, name="claim"),
    path("<int:case_id>/keluarga/", views.claim_family, name="claim_family"),
    path("<int:case_id>/langkah/<str:name>/", views.claim_act, name="claim_act"),
    path("<int:case_id>/beasiswa/", scholarship_views.claim_scholarship, name="claim_scholarship"),
    path(
        "<int:case_id>/beasiswa/<str:act>/<int:number>/",
        scholarship_views.scholarship_act,
        name="scholarship_act",
    ),
    path("<int:case_id>/surat/<int:paper_id>/", views.claim_scan, name="claim_scan"),
    path("<int:case_id>/berkas/<str:kind>.pdf", views.claim_document, name="claim_document"),
]
