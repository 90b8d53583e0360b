"""The room's addresses."""

from django.urls import path

from payung.claims.accident import views as notice_views
from payung.claims.accident.care import care
from payung.claims.case import views
from payung.claims.deathlists import list_views
from payung.claims.desk import handover_views, visit_views
from payung.claims.desk import views as lists_views
from payung.claims.figures import comparing
from payung.claims.figures import questions as question_views
from payung.claims.figures import views as statistics_views
from payung.claims.named import views as named_views
from payung.claims.news import views as change_views
from payung.claims.open import status
from payung.claims.papers.views import claim_document, claim_scan
from payung.claims.patterns import views as pattern_views
from payung.claims.scholarship import views as scholarship_views
from payung.claims.telling import views as report_views
from payung.claims.unclaimed import attempt_views, day_views
from payung.claims.unclaimed import views as unclaimed_views

urlpatterns = [
    path("", views.claims, name="claims"),
    path("lapor/", report_views.report_who, name="claim_report_who"),
    path("lapor/lembar/", report_views.report_sheet, name="claims_report_sheet"),
    path("lapor/nama/", named_views.claim_named_new, name="claim_named_new"),
    path("nama/", named_views.claim_named_list, name="claim_named_list"),
    path("nama/<uuid:named_id>/", named_views.claim_named, name="claim_named"),
    path("nama/<uuid:named_id>/<str:name>/", named_views.claim_named_act, name="claim_named_act"),
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
    path("<int:case_id>/tahap/<str:name>/", notice_views.claim_notice_act, name="claim_notice_act"),
    path("<int:case_id>/terlapor/", report_views.reported, name="claim_reported"),
    path("<int:case_id>/dukcapil/", report_views.death_sheet, name="claim_death_sheet"),
    path("<int:case_id>/terlapor/tarik/", report_views.take_back, name="claim_take_back"),
    path("status/", status.claim_status, name="claim_status"),
    path("tugas/", lists_views.todo, name="claims_todo"),
    path("tugas/terlambat/", handover_views.late, name="claims_late"),
    path("tugas/serah/", handover_views.handover, name="claims_handover"),
    path("belum-mengajukan/", unclaimed_views.unclaimed, name="claims_unclaimed"),
    path("belum-mengajukan/<int:match_id>/", unclaimed_views.settle, name="claims_settle"),
    path("belum-mengajukan/cocokkan/", unclaimed_views.sweep, name="claims_sweep"),
    path("belum-mengajukan/tahun/", attempt_views.year, name="claims_family_year"),
    path("belum-mengajukan/<int:match_id>/upaya/", attempt_views.attempts, name="claims_attempts"),
    path("belum-mengajukan/kunjungan/", unclaimed_views.visits, name="claims_visit_round"),
    path("daftar-kematian/", list_views.all_lists, name="claims_death_lists"),
    path("daftar-kematian/<uuid:list_id>/", list_views.one_list, name="claims_death_list"),
    path("tanpa-hari/", day_views.all_without_day, name="claims_days"),
    path("tanpa-hari/<int:fact_id>/", day_views.day, name="claims_day"),
    path("tanpa-hari/<int:fact_id>/hari/", day_views.give, name="claims_day_give"),
    path("tanpa-hari/<int:fact_id>/hidup/", day_views.alive, name="claims_day_alive"),
    path("hitungan/", statistics_views.statistics, name="claims_statistics"),
    path("banding/", comparing.comparison, name="claims_comparison"),
    path("pertanyaan/", question_views.open_questions, name="claims_questions"),
    path("pertanyaan/<str:code>/surat.pdf", question_views.question_letter, name="claims_question"),
    path("beasiswa/", scholarship_views.scholarships, name="claim_scholarships"),
    path("kunjungan/", visit_views.claim_visits, name="claim_visits"),
    path("plkk/", care, name="claims_care"),
    path("pola/", pattern_views.patterns, name="claims_patterns"),
    path("orang/<int:person_id>/dilihat/", lists_views.looks, name="claims_looks"),
    path("<int:case_id>/", views.claim, name="claim"),
    path("<int:case_id>/keluarga/", views.claim_family, name="claim_family"),
    path("<int:case_id>/langkah/<str:name>/", views.claim_act, name="claim_act"),
    path("<int:case_id>/beasiswa/", scholarship_views.claim_scholarship, name="claim_scholarship"),
    path(
        "<int:case_id>/beasiswa/<str:name>/<int:number>/",
        scholarship_views.scholarship_act,
        name="scholarship_act",
    ),
    path("<int:case_id>/surat/<int:paper_id>/", claim_scan, name="claim_scan"),
    path("<int:case_id>/berkas/<str:kind>.pdf", claim_document, name="claim_document"),
]
