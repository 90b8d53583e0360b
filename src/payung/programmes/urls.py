"""The room's addresses."""

from django.urls import path

from payung.programmes import amendment_views, making_views, views

urlpatterns = [
    path("", views.programme_list, name="programme_list"),
    path("baru/", making_views.programme_new, name="programme_new"),
    path("pembayar/", making_views.payer_list, name="payer_list"),
    path("peringkat/<int:selection_id>/", views.selection, name="selection"),
    path("peringkat/<int:selection_id>/setujui/", views.approve, name="approve_selection"),
    path("peringkat/<int:selection_id>/bekukan/", views.freeze, name="freeze_decree"),
    path("sk/<int:decree_id>/", views.decree, name="decree"),
    path("sk/<int:decree_id>/<str:copy>.<str:kind>", views.decree_file, name="decree_file"),
    path("perubahan/<int:amendment_id>/", amendment_views.amendment, name="amendment"),
    path(
        "perubahan/<int:amendment_id>/setujui/", amendment_views.approve, name="approve_amendment"
    ),
    path("<str:code>/perubahan/", amendment_views.changes, name="amendments"),
    path("<str:code>/", views.programme_detail, name="programme_detail"),
    path("<str:code>/ubah/", making_views.programme_edit, name="programme_edit"),
    path("<str:code>/kriteria/", making_views.programme_criteria, name="programme_criteria"),
    path("<str:code>/kuota/", making_views.programme_quota, name="programme_quota"),
    path("<str:code>/peringkat/", views.rank, name="rank"),
]
