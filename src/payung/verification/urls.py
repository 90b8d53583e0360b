"""The room's addresses."""

from django.urls import path

from payung.verification import (
    answer_back_views,
    confirm_views,
    match_views,
    pair_views,
    paper_views,
    proposal_views,
    views,
    worker_views,
)
from payung.verification.alarm import claim_alarm

urlpatterns = [
    path("", views.proposal_list, name="proposal_list"),
    path("tinjau/", views.review, name="proposal_review"),
    path("putuskan/", views.decide_many, name="proposal_decide"),
    path("papan/", views.progress_board, name="progress_board"),
    path("pekerja/", worker_views.worker_new, name="worker_new"),
    path("pekerja/simpan/", worker_views.worker_keep, name="worker_keep"),
    path("pekerja/periksa/", worker_views.worker_check, name="worker_check"),
    path("pekerja/<uuid:draft_id>/<int:screen>/", worker_views.worker, name="worker"),
    path("pekerja/<uuid:draft_id>/buang/", worker_views.worker_discard, name="worker_discard"),
    path("konfirmasi/<uuid:upload_id>/", confirm_views.upload_confirm, name="upload_confirm"),
    path("konfirmasi/<uuid:upload_id>/batal/", confirm_views.upload_undo, name="upload_undo"),
    path("ganda/", pair_views.pair_list, name="pair_list"),
    path("ganda/akun/", claim_alarm, name="claim_alarm"),
    path("ganda/<int:pair_id>/", pair_views.pair, name="pair"),
    path("ganda/<int:pair_id>/jawab/", pair_views.pair_judge, name="pair_judge"),
    path("ganda/<int:pair_id>/batal/", pair_views.pair_undo, name="pair_undo"),
    path("kertas/", paper_views.paper_list, name="paper_list"),
    path("kertas/susun/", paper_views.paper_new, name="paper_new"),
    path("kertas/<uuid:paper_id>/", paper_views.paper, name="paper"),
    path("kertas/<uuid:paper_id>/cetak/", paper_views.paper_print, name="paper_print"),
    path("kertas/<uuid:paper_id>/tanda-tangan/", paper_views.paper_sign, name="paper_sign"),
    path("kertas/<uuid:paper_id>/pindaian/", paper_views.paper_scan, name="paper_scan"),
    path("pemadanan/", match_views.match_list, name="match_list"),
    path("pemadanan/<int:request_id>/", match_views.match, name="match"),
    path("pemadanan/<int:request_id>/berkas/", match_views.match_file, name="match_file"),
    path("pemadanan/<int:request_id>/jawaban/", match_views.match_answer, name="match_answer"),
    path(
        "pemadanan/<int:request_id>/tarik/",
        answer_back_views.match_answer_back,
        name="match_answer_back",
    ),
    path("pemadanan/<int:request_id>/tanya/", match_views.match_ask, name="match_ask"),
    path("<int:proposal_id>/", proposal_views.proposal, name="proposal"),
    path("<int:proposal_id>/perbaiki/", proposal_views.proposal_mend, name="proposal_mend"),
    path("<int:proposal_id>/tarik/", proposal_views.proposal_withdraw, name="proposal_withdraw"),
    path("<int:proposal_id>/batal/", proposal_views.proposal_undo, name="proposal_undo"),
]
