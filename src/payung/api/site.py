"""The interface as a whole: its description, and how it says no in one sentence."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from payung.api.law import router
from payung.kernel.errors import BadInput

api = NinjaAPI(
    title="Payung",
    version="1",
    description=(
        "Manfaat dan iuran JKK dan JKM menurut peraturan, terbuka tanpa masuk. Nama isian dan "
        "hasil sama dengan `payung law batch`. Yang ditolak dijawab dengan satu kalimat di "
        "`detail`."
    ),
    docs_url=None,
    urls_namespace="api-1",
)
api.add_router("/law", router)


@api.exception_handler(BadInput)
def refuse_input(request: HttpRequest, refusal: BadInput) -> HttpResponse:
    """What the law can't read, in the law's own sentence."""
    return api.create_response(request, {"detail": refusal.sentence}, status=422)


@api.exception_handler(ValidationError)
def refuse_shape(request: HttpRequest, refusal: ValidationError) -> HttpResponse:
    """A body of another shape than the description says; names the first field that is wrong."""
    place = refusal.errors[0]["loc"][2:3]  # deeper parts name the kinds that were tried
    what = f"Isian {place[0]}" if place else "Badan permintaan"
    sentence = f"{what} tidak terbaca. Lihat bentuknya di /api/v1/openapi.json."
    return api.create_response(request, {"detail": sentence}, status=422)


@api.exception_handler(HttpError)
def refuse_json(request: HttpRequest, refusal: HttpError) -> HttpResponse:
    """The framework's own refusals; its 400 means a body that is no JSON."""
    if refusal.status_code != 400:
        return api.create_response(request, {"detail": str(refusal)}, status=refusal.status_code)
    sentence = "Badan permintaan bukan JSON yang sah. Periksa kurung dan tanda kutip."
    return api.create_response(request, {"detail": sentence}, status=422)
