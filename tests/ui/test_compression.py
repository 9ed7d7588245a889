"""Text goes compressed over the line, finished files as they are; a file kept by the browser is not sent again."""

from __future__ import annotations

import gzip

import pytest
from django.http import HttpResponse

from thidua.ui.middleware import CompressTextMiddleware

pytestmark = pytest.mark.django_db


def test_pages_and_styles_are_sent_compressed(client):
    for path in ("/dang-nhap/", "/static/ui/thidua.css"):
        answer = client.get(path, headers={"accept-encoding": "gzip"})
        assert answer["Content-Encoding"] == "gzip", path
        data = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert len(data) < len(gzip.decompress(data)) * 0.6
        assert "Content-Encoding" not in client.get(path).headers


def test_files_that_are_packed_already_are_left_alone(rf):
    def file(request: object) -> HttpResponse:
        return HttpResponse(b"%PDF-" + b"0" * 9000, content_type="application/pdf")

    assert "Content-Encoding" not in CompressTextMiddleware(file)(rf.get("/", headers={"accept-encoding": "gzip"}))


def test_a_style_the_browser_has_is_not_sent_again(client):
    first = client.get("/static/ui/thidua.css", headers={"accept-encoding": "gzip"})
    again = {"if-modified-since": first["Last-Modified"], "accept-encoding": "gzip"}
    assert client.get("/static/ui/thidua.css", headers=again).status_code == 304
