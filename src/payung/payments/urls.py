"""The room's addresses."""

from django.urls import path

from payung.payments.audit import finding_views
from payung.payments.audit import views as audit_views
from payung.payments.cards import views as card_views
from payung.payments.continuity import fiscal_views, gap_views
from payung.payments.continuity import views as continuity_views
from payung.payments.exchange import views as exchange_views
from payung.payments.lists import views
from payung.payments.minutes import views as minutes_views
from payung.payments.money import print_views
from payung.payments.money import views as money_views
from payung.payments.overlaps import views as overlap_views
from payung.payments.partnerships import views as partnership_views
from payung.payments.planner import views as planner_views
from payung.payments.reconciliation.views import reconcile

urlpatterns = [
    path("", views.lists, name="payment_lists"),
    path("keberlanjutan/", continuity_views.continuity, name="continuity"),
    path("keberlanjutan/hampir-gugur.xlsx", continuity_views.alarm_file, name="alarm_file"),
    path("keberlanjutan/kosong/", gap_views.gaps, name="gaps"),
    path("keberlanjutan/kosong/orang/", gap_views.gap, name="gap"),
    path("keberlanjutan/tunggakan/", gap_views.arrears, name="arrears"),
    path("keberlanjutan/tumpang-tindih/", overlap_views.overlaps, name="overlaps"),
    path("keberlanjutan/tumpang-tindih/<int:overlap_id>/", overlap_views.overlap, name="overlap"),
    path("keberlanjutan/kalender/", fiscal_views.fiscal_calendar, name="fiscal_calendar"),
    path(
        "keberlanjutan/kalender/<str:source>/<int:year>/",
        fiscal_views.fiscal_dates,
        name="fiscal_dates",
    ),
    path("pemeriksaan/", audit_views.audit, name="audit"),
    path("pemeriksaan/temuan/", finding_views.register, name="findings"),
    path("pemeriksaan/temuan/catat/", audit_views.open_all, name="findings_open"),
    path("pemeriksaan/temuan/<int:finding_id>/", finding_views.finding, name="finding"),
    path(
        "pemeriksaan/temuan/<int:finding_id>/tanggapan/",
        finding_views.answer,
        name="finding_answer",
    ),
    path(
        "pemeriksaan/temuan/<int:finding_id>/kembali/",
        finding_views.recover,
        name="finding_recover",
    ),
    path("pemeriksaan/temuan/<int:finding_id>/tutup/", finding_views.close, name="finding_close"),
    path("pemeriksaan/<str:code>/", audit_views.pack, name="audit_pack"),
    path("rencana/<str:code>/", planner_views.planner, name="planner"),
    path("rencana/<str:code>/perubahan/", planner_views.change_budget, name="change_budget"),
    path("pks/", partnership_views.all_partnerships, name="partnerships"),
    path("pks/<str:code>/", partnership_views.partnership, name="partnership"),
    path("berkas-bpjs/", exchange_views.all_files, name="bpjs_files"),
    path("berkas-bpjs/baru/<str:code>/", exchange_views.new_file, name="new_bpjs_file"),
    path("berkas-bpjs/tata-letak/<str:name>/", exchange_views.layout, name="bpjs_layout"),
    path("berkas-bpjs/baris/<int:problem_id>/", views.settle, name="return_settle"),
    path("berkas-bpjs/<int:file_id>/", exchange_views.one_file, name="bpjs_file"),
    path("berkas-bpjs/<int:file_id>/unduh/", exchange_views.download, name="bpjs_file_download"),
    path("berkas-bpjs/<int:file_id>/jawaban/", exchange_views.file_return, name="bpjs_file_return"),
    path("kartu/", card_views.board, name="cards"),
    path("kartu/cetak/<str:area>/", card_views.print_list, name="card_list"),
    path("kartu/<str:area>/", card_views.area, name="cards_area"),
    path("kartu/<str:area>/catat/", card_views.note, name="cards_note"),
    path("uang/", money_views.money, name="money"),
    path("uang/akhir-tahun/", money_views.accrual, name="accrual"),
    path("uang/anggaran/<str:code>/", money_views.budget, name="budget"),
    path("uang/anggaran/<str:code>/pagu/", money_views.pagu, name="budget_pagu"),
    path("uang/anggaran/<str:code>/spd/", money_views.spd, name="budget_spd"),
    path("baru/<str:code>/", views.new_list, name="new_payment_list"),
    path("berita-acara/", minutes_views.register, name="minutes_register"),
    path("berita-acara/baru/<str:code>/", minutes_views.draft, name="minutes_draft"),
    path("berita-acara/<uuid:minutes_id>/", minutes_views.minutes, name="minutes"),
    path("berita-acara/<uuid:minutes_id>/tanda-tangan/", minutes_views.sign, name="minutes_sign"),
    path("<int:list_id>/spp/", print_views.spp_attachment, name="spp_attachment"),
    path("rekonsiliasi/<str:code>/", reconcile, name="reconciliation"),
    path("<int:list_id>/", views.one_list, name="payment_list"),
    path("<int:list_id>/jawaban/", views.answer, name="payment_answer"),
    path("<int:list_id>/uang/", views.money, name="payment_money"),
    path("<int:list_id>/perbaiki/", views.mend, name="payment_mend"),
    path("<int:list_id>/kembali/", views.void, name="payment_void"),
    path("<int:list_id>/batalkan/", views.cancel, name="payment_cancel"),
    path("<int:list_id>/sisihkan/", views.aside, name="payment_aside"),
    path("<int:list_id>/rencanakan-lagi/", views.plan_again, name="plan_rejected"),
    path("<int:list_id>/ditahan/<int:held_id>/", views.release, name="release_held"),
    path("<int:list_id>/berkas/", views.list_file, name="payment_list_file"),
]
