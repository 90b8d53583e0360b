"""The room's addresses."""

from django.urls import path

from payung.intake import header_views, rows, views

urlpatterns = [
    path("", views.upload_list, name="upload_list"),
    path("kirim/", views.upload_new, name="upload_new"),
    path("lembar/", rows.row_sheet, name="row_sheet"),
    path("ketik/", rows.row_entry, name="row_entry"),
    path("<uuid:upload_id>/", views.upload, name="upload"),
    path("<uuid:upload_id>/periksa/", views.upload_check, name="upload_check"),
    path("<uuid:upload_id>/judul/", header_views.upload_headers, name="upload_headers"),
    path("<uuid:upload_id>/tanya/", header_views.upload_questions, name="upload_questions"),
    path("<uuid:upload_id>/tandai/", views.upload_mark, name="upload_mark"),
    path("<uuid:upload_id>/berkas/<str:part>/", views.upload_file, name="upload_file"),
]
