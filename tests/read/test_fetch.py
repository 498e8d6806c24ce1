"""Fetching pages: what is refused, what is asked of a site, and what is kept; all on this machine."""

from __future__ import annotations

import gzip
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from web import CERTIFICATE, PAGE, Answer, Site, World, open_site

import onrecord
from onrecord.errors import NotFetched
from onrecord.read import find_sources, read_bytes
from onrecord.read.fetch import user_agent
from onrecord.read.guard import is_public
from onrecord.read.web_address import join_address, looks_like_address, parse_address

HTML = {"Content-Type": "text/html"}


@pytest.fixture
def site() -> Iterator[Site]:
    """A site over http."""
    with open_site() as opened:
        yield opened


@pytest.fixture
def world() -> World:
    """Hosts, hour and waiting that the test sets."""
    return World()


def refused(call: Callable[[], object], message: str) -> NotFetched:
    """The error of a call that must be refused with one line and a remedy."""
    with pytest.raises(NotFetched, match=message) as caught:
        call()
    assert caught.value.remedy
    assert "\n" not in str(caught.value)
    return caught.value


# --- Unless asked, nothing is visited --------------------------------------------------------------


def test_without_fetch_an_address_is_skipped_and_the_option_is_named() -> None:
    """Nothing is fetched unasked, and the reason says how to ask."""
    (source,) = find_sources(["https://news.test/page"])
    refused(source.load, "nothing is fetched unasked; say --fetch")
    with pytest.raises(NotFetched, match="--fetch"):
        onrecord.read_document("http://news.test/page")


def test_a_page_is_read_with_its_address_and_time(site: Site, world: World, tmp_path: Path) -> None:
    """The document says where it was fetched, after redirects, and when; its id is still that of its bytes."""
    site.answers = {
        "/page": Answer(status=302, headers={"Location": "/moved?x=1#part"}),
        "/moved?x=1": Answer(),
    }
    fetcher = world.fetcher(tmp_path, site)
    (source,) = find_sources([site.url()], fetch=fetcher.source)
    data = source.load()
    document = fetcher.stamp(read_bytes(data, address=source.address))
    assert data == PAGE
    assert document.provenance.address == site.url()
    assert document.provenance.url == site.url("/moved?x=1")
    assert document.provenance.retrieved == "2026-03-01T12:00:00+00:00"
    assert document.id == read_bytes(PAGE, address="saved.html").id
    own = read_bytes(PAGE, address="saved.html")
    assert fetcher.stamp(own) == own


def test_a_run_that_fetches_keeps_where_and_when(
    site: Site, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run reads pages beside files; a page that is not there is skipped, and the ledger keeps address and time."""
    site.answers = {"/page": Answer()}
    monkeypatch.setattr("onrecord.assembly.open_fetcher", lambda _: world.fetcher(tmp_path, site))
    (tmp_path / "a.txt").write_text("Chile said on Friday that it had signed the treaty.")
    with onrecord.open_ledger() as ledger:
        result = onrecord.run([site.url(), site.url("/gone"), tmp_path / "a.txt"], ledger=ledger, fetch=True)
        assert (result.summary.added, len(result.summary.skipped)) == (2, 1)
        assert "is not there" in result.summary.skipped[0].reason
        told = {a.document.name: a.document.provenance for a in ledger.analyses()}
    assert (told["page"].url, told["page"].retrieved) == (site.url(), "2026-03-01T12:00:00+00:00")
    assert (told["a.txt"].url, told["a.txt"].retrieved) == (None, None)


def test_requests_carry_name_and_nothing_private(site: Site, world: World, tmp_path: Path) -> None:
    """A site is told who asks; no cookie, no referrer, no credentials are sent, though the site sets a cookie."""
    site.answers = {
        "/page": Answer(status=301, headers={"Location": "/end", "Set-Cookie": "a=b"}),
        "/end": Answer(),
    }
    world.fetcher(tmp_path, site).fetch(site.url())
    for _, headers in site.asked:
        assert headers["User-Agent"].startswith("OnRecord/")
        assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
    assert user_agent("me@desk.test").endswith(" (+me@desk.test)")


# --- Addresses -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://news.test/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("http://me:secret@news.test/", "name or password"),
        ("http://news.test:22/", "port 22 is not visited; name the port in ONRECORD_FETCH_PORTS"),
        ("http://news.test:99999/", "no web address"),
        ("http://news.test/a b", "blanks or control"),
        ("http://news.test\\@inside.test/", "blanks or control"),
        ("http://news.test/\r\nHost: x", "blanks or control"),
        ("http:///page", "names no host"),
        ("http://-x-/", "names no host"),
        ("http://[::1%25eth0]/", "names no host|no web address"),
        ("http://[zz]/", "names no host|no web address"),
        ("http://news.test/" + "a" * 3000, "longer than 2,000"),
    ],
)
def test_addresses_that_are_not_visited(url: str, message: str) -> None:
    """Whatever could be read in two ways, or is no page of the web, is refused before anything is sent."""
    error = refused(lambda: parse_address(url), message)
    assert "secret" not in error.what


def test_an_address_is_written_in_one_way() -> None:
    """Letters of other scripts, ports and fragments come out as a server expects them."""
    assert str(parse_address("HTTPS://Bücher.Test:443/ä?q=é#x")) == (
        "https://xn--bcher-kva.test/%C3%A4?q=%C3%A9"
    )
    assert str(parse_address("http://news.test.")) == "http://news.test/"
    assert str(parse_address("http://[2606:4700::1111]/a")) == "http://[2606:4700::1111]/a"
    base = parse_address("https://news.test/a/b")
    assert str(join_address(base, "../c")) == "https://news.test/c"
    refused(lambda: join_address(base, "http://news.test/"), "from https to http")
    refused(lambda: join_address(base, "javascript:alert(1)"), "only http and https")
    assert not looks_like_address("C:\\texts\\a.txt")
    assert not looks_like_address("texts/http.txt")


@given(st.text(max_size=60), st.sampled_from(["http://", "https://", "HTTP://a@", "https://["]))
def test_no_text_breaks_the_reading_of_addresses(text: str, start: str) -> None:
    """Any text is an address of printable ASCII or refused, never another error."""
    try:
        address = parse_address(start + text)
    except NotFetched:
        return
    assert str(address).isascii()
    assert str(address).isprintable()
    assert parse_address(str(address)) == address


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "192.88.99.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "fec0::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::1",
        "2001:0:1::1",
        "2001:db8::1",
        "100::1",
        "3fff::1",
        "5f00::1",
        "fe80::1%eth0",
        "news.test",
    ],
)
def test_special_addresses_are_not_public(address: str) -> None:
    """Loopback, private, link-local, shared, multicast, reserved, mapped and tunnelled addresses are not visited."""
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "185.199.108.153", "2606:4700::1111", "2a00:1450:4001::200e"])
def test_ordinary_addresses_are_public(address: str) -> None:
    """The open web can be visited."""
    assert is_public(address)


# --- Where a host leads ----------------------------------------------------------------------------------


def test_a_host_inside_the_network_is_refused(site: Site, world: World, tmp_path: Path) -> None:
    """A name that leads to a private address is not visited, nor one with a single private answer among others."""
    fetcher = world.fetcher(tmp_path, site)
    refused(lambda: fetcher.fetch(site.url(host="inside.test")), r"inside.test is at 10\.0\.0\.7")
    world.hosts["mixed.test"] = ["127.0.0.1", "192.168.0.1"]
    refused(lambda: fetcher.fetch(site.url(host="mixed.test")), r"mixed.test is at 192\.168\.0\.1")
    refused(lambda: fetcher.fetch(site.url(host="gone.test")), "gone.test is not found")
    assert site.asked == []


def test_by_itself_the_program_does_not_visit_this_machine(site: Site, tmp_path: Path) -> None:
    """With nothing handed in, loopback is refused, also written as a number."""
    from onrecord.read.fetch import Fetcher
    from onrecord.read.page_cache import PageCache
    from onrecord.read.wire import Limits, Wire

    fetcher = Fetcher(cache=PageCache(tmp_path), wire=Wire(limits=Limits(ports=(site.port,))))
    for host in ("127.0.0.1", "localhost", "2130706433", "0x7f.1"):
        refused(lambda: fetcher.fetch(f"http://{host}:{site.port}/"), "no address of the open web|not found")  # noqa: B023
    assert site.asked == []


def test_a_redirect_into_the_network_is_refused(site: Site, world: World, tmp_path: Path) -> None:
    """Every address on the way is checked anew."""
    fetcher = world.fetcher(tmp_path, site)
    for target in ("http://inside.test/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/"):
        site.answers = {"/page": Answer(status=302, headers={"Location": target})}
        world.hosts |= {"169.254.169.254": ["169.254.169.254"], "::1": ["::1"]}
        error = refused(lambda: fetcher.fetch(site.url()), "no address of the open web")
        assert error.where == site.url()
        assert target in error.what


def test_a_host_is_looked_up_once_for_each_request(site: Site, world: World, tmp_path: Path) -> None:
    """The address that was checked is the one that is visited: there is no second answer to be told."""
    site.answers = {"/page": Answer()}
    world.fetcher(tmp_path, site).fetch(site.url())
    assert len(world.looked_up) == len(site.asked) == 2  # robots.txt and the page


def test_a_slow_lookup_ends(site: Site, world: World, tmp_path: Path) -> None:
    """A name server that never answers costs seconds, not a run."""
    fetcher = world.fetcher(tmp_path, site, seconds=0.3)
    world.resolve = lambda host, port: time.sleep(5) or []  # type: ignore[func-returns-value,method-assign]
    object.__setattr__(fetcher.wire, "resolve", world.resolve)
    started = time.monotonic()
    refused(lambda: fetcher.fetch(site.url()), "news.test is not found")
    assert time.monotonic() - started < 2


def test_certificates_are_verified_against_the_name(world: World, tmp_path: Path) -> None:
    """The connection goes to a number, and the certificate must still be the host's and trusted."""
    with open_site(tls=True) as site:
        site.answers = {"/page": Answer()}
        trusted = ssl.create_default_context(cafile=str(CERTIFICATE))
        assert world.fetcher(tmp_path, site, tls=trusted).fetch(site.url()) == PAGE
        other = world.fetcher(tmp_path, site, tls=trusted)
        refused(lambda: other.fetch(site.url(host="other.test")), "(?i)certificate")
        stranger = world.fetcher(tmp_path / "x", site)
        refused(lambda: stranger.fetch(site.url()), "(?i)certificate")


# --- Limits ----------------------------------------------------------------------------------------------------


def _slowly(write: Callable[[bytes], object]) -> None:
    for _ in range(100):
        write(b"a")
        time.sleep(0.05)


def _endless(write: Callable[[bytes], object]) -> None:
    for _ in range(10_000):
        write(b"a" * 10_000)


BOMB = gzip.compress(b"a" * 5_000_000)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (Answer(write=_slowly), "takes too long|too slowly"),
        (Answer(write=lambda write: time.sleep(3)), "takes too long|too slowly"),
        (Answer(write=_endless), "larger than the limit of 50,000 bytes"),
        (Answer(body=b"a" * 50_001), "larger than the limit of 50,000 bytes"),
        (
            Answer(headers={**HTML, "Content-Encoding": "gzip"}, body=BOMB),
            "larger than the limit of 50,000 bytes",
        ),
        (Answer(headers={**HTML, "Content-Encoding": "gzip"}, body=PAGE), "damaged"),
        (Answer(headers={**HTML, "Content-Encoding": "gzip"}, body=gzip.compress(PAGE)[:-9]), "cut off"),
        (Answer(headers={**HTML, "Content-Encoding": "br"}, body=PAGE), "packed in a way"),
        (Answer(headers={**HTML, "X-Long": "a" * 200_000}), "cannot be fetched|more than it may"),
        (
            Answer(headers={**HTML, **{f"X-{n}": "a" * 2_000 for n in range(90)}}),
            "cannot be fetched|more than it",
        ),
        (
            Answer(headers={**HTML, "Transfer-Encoding": "chunked"}, write=lambda write: write(b"zz\r\n")),
            "cannot be",
        ),
        (Answer(headers={"Content-Type": "image/png"}), "is image/png, not a document"),
        (Answer(headers={"Content-Type": "text/css"}), "is text/css, not a document"),
        (Answer(status=404), r"is not there \(status 404\)"),
        (Answer(status=403), "not open to this program"),
        (Answer(status=500), "answers with status 500"),
        (Answer(status=304), "answers with status 304"),
        (Answer(status=204), "answers with status 204"),
        (Answer(status=302, headers={"Location": "/page"}), "goes round in redirects"),
        (Answer(status=302, headers={}), "answers with status 302"),
    ],
)
def test_answers_that_are_refused(
    answer: Answer, message: str, site: Site, world: World, tmp_path: Path
) -> None:
    """Slow, endless, swelling, damaged, missing and unfit pages end in one line, soon, and are not kept."""
    site.answers = {"/page": answer}
    started = time.monotonic()
    refused(lambda: world.fetcher(tmp_path, site, seconds=1, read_seconds=0.5).fetch(site.url()), message)
    assert time.monotonic() - started < 3
    assert not [path for path in tmp_path.rglob("*.page") if b"Norway" in path.read_bytes()]


def test_a_long_chain_of_redirects_ends(site: Site, world: World, tmp_path: Path) -> None:
    """Five redirects are followed and no more."""
    site.answers = {f"/{n}": Answer(status=307, headers={"Location": f"/{n + 1}"}) for n in range(9)}
    refused(lambda: world.fetcher(tmp_path, site).fetch(site.url("/0")), "redirected more than 5 times")
    assert site.paths == [f"/{n}" for n in range(6)]


def test_gzip_is_unpacked(site: Site, world: World, tmp_path: Path) -> None:
    """A packed page comes out as it was, in one member or several."""
    packed = gzip.compress(PAGE[:40]) + gzip.compress(PAGE[40:])
    site.answers = {"/page": Answer(headers={**HTML, "Content-Encoding": "gzip"}, body=packed)}
    assert world.fetcher(tmp_path, site).fetch(site.url()) == PAGE


# --- What a site asks for ----------------------------------------------------------------------------------


def test_robots_are_heeded_also_behind_a_redirect(site: Site, world: World, tmp_path: Path) -> None:
    """A page that the site closes to programs is not asked for; the rules for this program go before those for all."""
    robots = b"User-agent: *\nDisallow: /\n\nUser-agent: onrecord\nDisallow: /private\nDisallow: /*.pdf$\nAllow: /\n"
    site.answers = {
        "/robots.txt": Answer(headers={"Content-Type": "text/plain"}, body=robots),
        "/page": Answer(),
        "/away": Answer(status=302, headers={"Location": "/private/a"}),
    }
    fetcher = world.fetcher(tmp_path, site)
    assert fetcher.fetch(site.url()) == PAGE
    for path in ("/private/a", "/x.pdf", "/away"):
        refused(lambda: fetcher.fetch(site.url(path)), "says the site's robots.txt")  # noqa: B023
    assert site.paths == ["/page", "/away"]
    assert [path for path, _ in site.asked].count("/robots.txt") == 1
    world.fetcher(tmp_path, site).fetch(site.url())
    assert [path for path, _ in site.asked].count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        (Answer(status=404), True),
        (Answer(status=403), True),
        (Answer(status=429), False),
        (Answer(status=503), False),
        (Answer(body=b"\xff\x00 <html>no rules" * 50), True),
        (Answer(status=302, headers={"Location": "http://inside.test/"}), False),
        (Answer(write=lambda write: time.sleep(2)), False),
        (Answer(body=b"User-agent: *\nDisallow: /" + b"*a" * 5_000 + b"$"), True),
    ],
)
def test_a_site_without_readable_robots(
    robots: Answer, allowed: bool, site: Site, world: World, tmp_path: Path
) -> None:
    """No rules allow everything, rules that cannot be had nothing, as RFC 9309 has it."""
    site.answers = {"/robots.txt": robots, "/page": Answer(), "/a": Answer()}
    fetcher = world.fetcher(tmp_path, site, read_seconds=0.3)
    if allowed:
        assert fetcher.fetch(site.url()) == PAGE
    else:
        refused(lambda: fetcher.fetch(site.url()), "robots.txt")
        assert site.paths == []


def test_between_two_visits_the_host_is_left_in_peace(site: Site, world: World, tmp_path: Path) -> None:
    """A second is waited by itself, and as long as the site asks; a site that asks for hours is left."""
    site.answers = {"/a": Answer(), "/b": Answer()}
    fetcher = world.fetcher(tmp_path, site)
    fetcher.fetch(site.url("/a"))
    fetcher.fetch(site.url("/b"))
    assert [round(seconds) for seconds in world.waited] == [1, 1]
    for asked, message in ((b"7", None), (b"9999", "wants 9,999 seconds between two visits")):
        site.answers["/robots.txt"] = Answer(body=b"User-agent: *\nCrawl-delay: " + asked)
        world.waited.clear()
        slower = world.fetcher(tmp_path / asked.decode(), site)
        if message:
            refused(lambda: slower.fetch(site.url("/a")), message)  # noqa: B023
        else:
            slower.fetch(site.url("/a"))
            assert [round(seconds) for seconds in world.waited] == [7]


@pytest.mark.parametrize(("after", "waited"), [("3", [3]), ("Sun, 01 Mar 2026 12:00:04 GMT", [4])])
def test_a_busy_site_is_asked_again_when_it_says(
    after: str, waited: list[int], site: Site, world: World, tmp_path: Path
) -> None:
    """`Retry-After` is kept once, in seconds or as an hour."""
    busy = [Answer(status=503, headers={"Retry-After": after}), Answer()]
    site.answers = {"/page": lambda _: busy.pop(0)}
    assert world.fetcher(tmp_path, site, pause=0).fetch(site.url()) == PAGE
    assert [round(seconds) for seconds in world.waited] == waited


@pytest.mark.parametrize("after", ["3600", "soon", "", "9" * 50])
def test_a_busy_site_that_names_no_near_hour_is_skipped(
    after: str, site: Site, world: World, tmp_path: Path
) -> None:
    """Nobody waits for hours."""
    site.answers = {"/page": Answer(status=429, headers={"Retry-After": after})}
    refused(lambda: world.fetcher(tmp_path, site).fetch(site.url()), "is busy")
    assert site.paths == ["/page"]


# --- What is kept ----------------------------------------------------------------------------------------------


def test_a_fresh_page_is_not_fetched_again(site: Site, world: World, tmp_path: Path) -> None:
    """A second run on the same day asks nobody, and gives the same bytes with the same time."""
    site.answers = {"/page": Answer()}
    first = world.fetcher(tmp_path, site)
    first.fetch(site.url())
    world.hour += timedelta(hours=20)
    second = world.fetcher(tmp_path, site)
    assert second.fetch(site.url()) == PAGE
    document = read_bytes(PAGE, address=site.url())
    assert second.stamp(document) == first.stamp(document)
    assert site.paths == ["/page"]


def test_an_older_page_is_asked_for_only_if_changed(site: Site, world: World, tmp_path: Path) -> None:
    """After a day the site is asked whether it changed; an unchanged page keeps the time at which it was taken."""

    def answer(headers: Mapping[str, str]) -> Answer:
        same = headers.get("If-None-Match") == '"1"' and "If-Modified-Since" in headers
        sent = {**HTML, "ETag": '"1"', "Last-Modified": "Sun, 01 Mar 2026 10:00:00 GMT"}
        return Answer(status=304, headers=sent) if same else Answer(headers=sent)

    site.answers = {"/page": answer}
    fetcher = world.fetcher(tmp_path, site)
    fetcher.fetch(site.url())
    world.hour += timedelta(days=2)
    later = world.fetcher(tmp_path, site)
    assert later.fetch(site.url()) == PAGE
    assert (
        later.stamp(read_bytes(PAGE, address=site.url())).provenance.retrieved == "2026-03-01T12:00:00+00:00"
    )
    assert site.paths == ["/page", "/page"]
    later.fetch(site.url())
    assert site.paths == ["/page", "/page"]
    site.answers = {"/page": Answer(body=PAGE + b"<p>Correction.</p>")}
    world.hour += timedelta(days=2)
    assert world.fetcher(tmp_path, site).fetch(site.url()).endswith(b"Correction.</p>")


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data.replace(b"Norway", b"Sweden"),
        lambda data: b"",
        lambda data: b"[" * 5000 + b"\n" + data,
        lambda data: data.replace(b'"status": 200', b'"status": "200"'),
        lambda data: data.replace(b"/page", b"/other"),
    ],
)
def test_a_damaged_kept_page_is_fetched_again(
    damage: Callable[[bytes], bytes], site: Site, world: World, tmp_path: Path
) -> None:
    """A kept page that is cut, changed, empty or another's is as good as none."""
    site.answers = {"/page": Answer()}
    world.fetcher(tmp_path, site).fetch(site.url())
    (path,) = (p for p in tmp_path.rglob("*.page") if b"Norway" in p.read_bytes())
    path.write_bytes(damage(path.read_bytes()))
    assert world.fetcher(tmp_path, site).fetch(site.url()) == PAGE
    assert site.paths == ["/page", "/page"]


def test_a_folder_that_cannot_be_made_stops_the_run(site: Site, world: World, tmp_path: Path) -> None:
    """What is fetched must be kept: where that fails, the folder is named."""
    (tmp_path / "pages").write_text("a file")
    site.answers = {"/page": Answer()}
    with pytest.raises(onrecord.StopSource, match="ONRECORD_FETCH_CACHE"):
        world.fetcher(tmp_path, site).fetch(site.url())
