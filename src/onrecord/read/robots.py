"""What a site asks of programs that visit it (robots.txt, RFC 9309), as one answer a page.

Where a site has no such file everything is allowed; where the file cannot be had nothing is.
"""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

from onrecord.errors import NotFetched

PRODUCT = "OnRecord"
"""The name by which a site may address this program in its robots.txt."""
LONGEST = 500 * 1024
"""Bytes of a robots.txt that are heeded, as RFC 9309 has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """The rules of one site for this program."""

    rules: Protego | None = None
    """None where the site has no rules."""
    refusal: NotFetched | None = None
    """Why nothing may be visited, where that is so."""

    def allows(self, url: str) -> bool:
        """True where the page may be visited."""
        return self.refusal is None and (self.rules is None or self.rules.can_fetch(url, PRODUCT))

    @property
    def delay(self) -> float:
        """Seconds that the site wants between two requests; 0 where it says nothing."""
        if self.rules is None:
            return 0
        rate = self.rules.request_rate(PRODUCT)
        return max(self.rules.crawl_delay(PRODUCT) or 0, rate.seconds / rate.requests if rate else 0)


def read_robots(body: bytes) -> Robots:
    """The rules in the bytes of a robots.txt; lines that are none are passed over."""
    text = body[:LONGEST].decode("utf-8", errors="replace").lstrip("\ufeff")
    return Robots(rules=Protego.parse(text))


def robots_after(status: int) -> Robots:
    """The rules where there is no file: 4xx allows all, too many requests and 5xx nothing (RFC 9309, 2.3.1)."""
    if 400 <= status < 500 and status != 429:
        return Robots()
    return Robots(
        refusal=NotFetched(f"its robots.txt cannot be had (status {status})", remedy="try again later")
    )
