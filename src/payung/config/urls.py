"""Every address of the site; each room brings its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("payung.web.urls")),
    path("mulai/", include("payung.web.opening.urls")),
    path("undangan/", include("payung.accounts.public_urls")),
    path("kesiapan/", include("payung.office.urls")),
    path("akun/", include("payung.accounts.urls")),
    path("unggahan/", include("payung.intake.urls")),
    path("orang/", include("payung.registry.urls")),
    path("usulan/", include("payung.verification.urls")),
    path("cek/", include("payung.programmes.families.public_urls")),
    path("lapor/", include("payung.claims.open.urls")),
    path("pengaduan/", include("payung.claims.complaints.urls")),
    path("verifikasi-sk/", include("payung.programmes.decrees.public_urls")),
    path("program/", include("payung.programmes.urls")),
    path("keluarga/", include("payung.programmes.families.urls")),
    path("daftar-bayar/", include("payung.payments.urls")),
    path("klaim/", include("payung.claims.urls")),
    path("rt/", include("payung.insight.street.urls")),
    path("cakupan/", include("payung.insight.urls")),
    path("data-terbuka/", include("payung.insight.public_urls")),
    path("tugas/", include("payung.jobs.urls")),
    path("hitung/", include("payung.web.calculator.urls")),
    path("hukum/", include("payung.web.lawbook.urls")),
    path("api/v1/", include("payung.api.urls")),
]

handler400 = "payung.web.views.bad_request"
handler403 = "payung.web.views.forbidden"
handler404 = "payung.web.views.not_found"
handler500 = "payung.web.views.server_error"
