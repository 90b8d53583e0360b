"""The room's addresses."""

from django.urls import path

from payung.verification import confirm_views, pair_views, views

urlpatterns = [
    path("", views.proposal_list, name="proposal_list"),
    path("tinjau/", views.review, name="proposal_review"),
    path("putuskan/", views.decide_many, name="proposal_decide"),
    path("papan/", views.progress_board, name="progress_board"),
    path("konfirmasi/<uuid:upload_id>/", confirm_views.upload_confirm, name="upload_confirm"),
    path("konfirmasi/<uuid:upload_id>/batal/", confirm_views.upload_undo, name="upload_undo"),
    path("ganda/", pair_views.pair_list, name="pair_list"),
    path("ganda/<int:pair_id>/", pair_views.pair, name="pair"),
    path("ganda/<int:pair_id>/jawab/", pair_views.pair_judge, name="pair_judge"),
    path("ganda/<int:pair_id>/batal/", pair_views.pair_undo, name="pair_undo"),
    path("<int:proposal_id>/", views.proposal, name="proposal"),
]
