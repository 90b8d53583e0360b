"""The room's addresses."""

from django.urls import path

from payung.accounts import factor_views, people_views, views

urlpatterns = [
    path("", views.profile, name="profile"),
    path("perangkat/akhiri/", views.end_other_devices, name="end_other_devices"),
    path("bertindak/", views.act_in, name="act_in"),
    path("langkah-kedua/", factor_views.factors, name="factors"),
    path("langkah-kedua/aplikasi/", factor_views.factor_app, name="factor_app"),
    path("langkah-kedua/kunci/", factor_views.factor_passkey, name="factor_passkey"),
    path("langkah-kedua/kode/", factor_views.factor_codes, name="factor_codes"),
    path("langkah-kedua/<int:number>/lepas/", factor_views.factor_end, name="factor_end"),
    path("daftar/", people_views.account_list, name="account_list"),
    path("percobaan/", people_views.sign_in_tries, name="sign_in_tries"),
    path("undang/", people_views.account_invite, name="account_invite"),
    path("ketua-rt/", people_views.head_arrivals, name="head_arrivals"),
    path("ketua-rt/berkas/", people_views.head_sheet, name="head_sheet"),
    path("ketua-rt/surat/", people_views.head_letters, name="head_letters"),
    path("ketua-rt/ganti/", people_views.head_renew, name="head_renew"),
    path("<int:user_id>/", people_views.account_page, name="account"),
    path("<int:user_id>/kode/", people_views.account_code, name="account_code"),
    path("<int:user_id>/tugaskan/", people_views.account_assign, name="account_assign"),
    path("<int:user_id>/keluarkan/", people_views.account_sign_out, name="account_sign_out"),
    path("<int:user_id>/lepas-kedua/", people_views.account_reset, name="account_reset"),
    path("<int:user_id>/nonaktif/", people_views.account_disable, name="account_disable"),
    path("<int:user_id>/aktif/", people_views.account_enable, name="account_enable"),
    path("<int:user_id>/akhiri/<int:assignment_id>/", people_views.account_end, name="account_end"),
]
