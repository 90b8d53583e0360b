"""The answer to a form that a page sends by itself and again until it arrives (`ui/payung.js`)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_LEADS_ELSEWHERE = (301, 302, 303)


class KeptFormMiddleware:
    """Names the next address instead of leading there: followed out of sight, the page on which
    the act is said would be used up before anybody reads it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "X-Kept" not in request.headers or response.status_code not in _LEADS_ELSEWHERE:
            return response
        answer = HttpResponse(status=204, headers={"X-To": response["Location"]})
        answer.cookies = response.cookies
        return answer
