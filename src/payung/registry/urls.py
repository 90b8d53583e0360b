"""The room's addresses."""

from django.urls import path

from payung.registry import decile_views, evidence_views, look_views, views

urlpatterns = [
    path("", views.person_list, name="person_list"),
    path("nik/", views.person_by_nik, name="person_by_nik"),
    path("<int:person_id>/", views.person, name="person"),
    path("<int:person_id>/cetak/", views.person_print, name="person_print"),
    path("<int:person_id>/nik/", views.person_nik, name="person_nik"),
    path("<int:person_id>/bukti/", evidence_views.evidence_new, name="evidence_new"),
    path("bukti/<uuid:evidence_id>/", evidence_views.evidence, name="evidence"),
    path("bukti/<uuid:evidence_id>/terima/", evidence_views.accept, name="evidence_accept"),
    path("bukti/<uuid:evidence_id>/tarik/", evidence_views.withdraw, name="evidence_withdraw"),
    path("bukti/<uuid:evidence_id>/pindaian/", evidence_views.scan, name="evidence_scan"),
    path("jejak/", look_views.look_list, name="look_list"),
    path("jejak/<int:look_id>/", look_views.look, name="look"),
    path("desil/", decile_views.decile_import, name="decile_import"),
    path("desil/<int:file_id>/", decile_views.decile_file, name="decile_file"),
]
