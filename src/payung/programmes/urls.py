"""The room's addresses."""

from django.urls import path

from payung.programmes.amendments import extension_views
from payung.programmes.amendments import views as amendment_views
from payung.programmes.decrees import selection_views as views
from payung.programmes.decrees import views as decree_views
from payung.programmes.officials import views as official_views
from payung.programmes.results import letters
from payung.programmes.results import views as place_views
from payung.programmes.scheme import views as making_views
from payung.programmes.scheme.overview import programme_detail, programme_list, rank
from payung.programmes.terms import rate_views
from payung.programmes.terms import views as terms_views
from payung.programmes.wording import views as wording_views
from payung.programmes.works import views as works_views

urlpatterns = [
    path("", programme_list, name="programme_list"),
    path("baru/", making_views.programme_new, name="programme_new"),
    path("hasil/", place_views.result_list, name="result_list"),
    path("hasil/surat/<int:proposal_id>/", letters.citizen_letter, name="citizen_letter"),
    path("hasil/<str:code>/", place_views.result_people, name="results"),
    path("hasil/<str:code>/lembar/", place_views.result_sheet, name="result_sheet"),
    path("tengah-tahun/<int:change_id>/<str:name>/", terms_views.decide, name="terms_decide"),
    path("pekerjaan/<int:work_id>/", works_views.work, name="work"),
    path("pekerjaan/<int:work_id>/surat-tugas.pdf", works_views.letter, name="work_letter"),
    path("naskah/<str:kind>/", wording_views.wording, name="wording"),
    path("pejabat/", official_views.officials, name="officials"),
    path("pejabat/jabatan/", official_views.post_keep, name="post_keep"),
    path("pejabat/catat/", official_views.post_appoint, name="post_appoint"),
    path("pembayar/", making_views.payer_list, name="payer_list"),
    path("peringkat/<int:selection_id>/", views.selection, name="selection"),
    path("peringkat/<int:selection_id>/setujui/", views.approve, name="approve_selection"),
    path("peringkat/<int:selection_id>/bekukan/", views.freeze, name="freeze_decree"),
    path("sk/<int:decree_id>/", decree_views.decree, name="decree"),
    path("sk/<int:decree_id>/nota/", decree_views.note, name="decree_note"),
    path("sk/<int:decree_id>/nota.pdf", decree_views.note_file, name="decree_note_file"),
    path("sk/<int:decree_id>/paraf/<int:step>/", decree_views.paraf, name="decree_paraf"),
    path("sk/<int:decree_id>/kembali/", decree_views.returned, name="decree_return"),
    path("sk/<int:decree_id>/buka-lagi/", decree_views.reopened, name="decree_reopen"),
    path("sk/<int:decree_id>/elektronik/", decree_views.sign_electronic, name="decree_electronic"),
    path("sk/<int:decree_id>/ditandatangani/", decree_views.signed_file, name="decree_signed"),
    path("sk/<int:decree_id>/<str:copy>.<str:kind>", decree_views.decree_file, name="decree_file"),
    path("perubahan/<int:amendment_id>/", amendment_views.amendment, name="amendment"),
    path("perubahan/<int:amendment_id>/kembali/", amendment_views.refund, name="amendment_refund"),
    path(
        "perubahan/<int:amendment_id>/<str:copy>.pdf",
        amendment_views.amendment_file,
        name="amendment_file",
    ),
    path(
        "perubahan/<int:amendment_id>/<str:name>/",
        amendment_views.decide,
        name="decide_amendment",
    ),
    path("<str:code>/perubahan/", amendment_views.changes, name="amendments"),
    path("<str:code>/", programme_detail, name="programme_detail"),
    path("<str:code>/ubah/", making_views.programme_edit, name="programme_edit"),
    path("<str:code>/salin/", making_views.programme_copy, name="programme_copy"),
    path("<str:code>/kriteria/", making_views.programme_criteria, name="programme_criteria"),
    path("<str:code>/keputusan-iuran/", rate_views.rates, name="programme_rates"),
    path("<str:code>/perluasan/", extension_views.extension, name="programme_extension"),
    path("<str:code>/tengah-tahun/", terms_views.terms, name="programme_terms"),
    path("<str:code>/pekerjaan/", works_views.work_list, name="works"),
    path("<str:code>/kuota/", making_views.programme_quota, name="programme_quota"),
    path("<str:code>/peringkat/", rank, name="rank"),
]
