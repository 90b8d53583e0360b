"""The room's addresses."""

from django.urls import path

from payung.office import views

urlpatterns = [
    path("", views.readiness, name="readiness"),
    path("berkas/", views.office_file, name="office_file"),
    path("berkas/kota.yaml", views.office_export, name="office_export"),
    path("<str:kind>/", views.kind_page, name="office_kind"),
    path("<str:kind>/tambah/", views.office_add, name="office_add"),
    path("<str:kind>/<int:record_id>/", views.record_page, name="office_record"),
    path("<str:kind>/<int:record_id>/perbaiki/", views.office_mend, name="office_mend"),
    path("<str:kind>/<int:record_id>/cabut/", views.office_withdraw, name="office_withdraw"),
]
