"""Addresses that are open to everyone."""

from django.urls import path

from payung.insight import opendata

urlpatterns = [
    path("", opendata.open_data, name="open_data"),
    path("cakupan-<str:month>.csv", opendata.open_data_csv, name="open_data_csv"),
    path("keterangan.json", opendata.open_data_about, name="open_data_about"),
]
