"""Who may ask the room for what: names, passwords, forms, headers."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from served_room import Served

from onrecord.errors import UsageError
from onrecord.vocabulary import Case
from onrecord.web.security import is_loopback
from onrecord.web.serving import Listening, make_door


def test_another_name_for_this_machine_is_refused(served: Served) -> None:
    """A site that gives its own name to this machine's address learns nothing (DNS rebinding)."""
    for host in ("evil.example", "evil.example:80", "127.0.0.1.evil.example", ""):
        assert served.ask("/", headers={"Host": host}).status in (400, 421)
    assert served.ask("/", headers={"Host": f"localhost:{served.port}"}).status == 200


def test_every_answer_forbids_what_no_page_needs(served: Served) -> None:
    """Pages, files and errors all carry the policy: nothing from elsewhere, no inline script, no frames."""
    for path in ("/", "/positions.csv", "/static/room.css", "/nothing"):
        headers = served.ask(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_no_page_needs_what_the_policy_forbids(served: Served) -> None:
    """No page has an inline style, script or handler."""
    for path in ("/", "/matrix", "/positions", "/timeline", "/documents", "/method"):
        page = served.ask(path).text
        assert " style=" not in page
        assert "<style" not in page
        assert " on" + "click=" not in page
        assert page.count("<script") == 1


def test_a_room_for_reading_takes_no_form(served: Served) -> None:
    """Without --review every request that would write is refused, whatever it brings."""
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        answer = served.ask("/positions", method=method, body="a=1")
        assert answer.status == 405


def test_a_password_is_asked_of_every_page(
    serve: Callable[..., Served], ledger_file: Path, case: Case
) -> None:
    """With a password nothing is shown without it, and a wrong one is as good as none."""
    guarded = serve(ledger_file, case, password="correct horse battery")
    assert guarded.ask("/").status == 401
    assert guarded.ask("/static/room.css").status == 401
    for given, status in (("correct horse battery", 200), ("wrong horse battery", 401), ("", 401)):
        sent = base64.b64encode(f"anybody:{given}".encode()).decode()
        assert guarded.ask("/", headers={"Authorization": f"Basic {sent}"}).status == status
    for header in ("Basic", "Basic !!!", "Bearer abc", "Basic " + "x" * 100):
        assert guarded.ask("/", headers={"Authorization": header}).status == 401


def test_listening_beyond_this_machine_needs_a_password() -> None:
    """Who opens the room to others without a password, or with a short one, is told before anything is read."""
    for host in ("0.0.0.0", "::", "192.0.2.7", "example.org"):
        with pytest.raises(UsageError, match="no password"):
            make_door(Listening(host=host), review=False)
    with pytest.raises(UsageError, match="shorter"):
        make_door(Listening(host="0.0.0.0", password="short"), review=False)
    assert (
        "192.0.2.7" in make_door(Listening(host="192.0.2.7", password="long enough now"), review=False).hosts
    )


@pytest.mark.parametrize(
    ("host", "own"),
    [("127.0.0.1", True), ("127.1.2.3", True), ("::1", True), ("localhost", True), ("0.0.0.0", False)],
)
def test_what_only_this_machine_can_reach(host: str, own: bool) -> None:
    """Loopback is told by address, not by how it looks."""
    assert is_loopback(host) is own
