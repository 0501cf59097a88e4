import subprocess
import sys
import unicodedata
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui_feed.text.links import LONGEST_URL, openable, unwrap_proxy


@pytest.mark.parametrize(
    ("url", "exact"),
    [
        ("https://localprog.org/x?y=1#z", "https://localprog.org/x?y=1#z"),
        ("http://localprog.org", "http://localprog.org"),
        ("HTTPS://LocalProg.ORG/Path", "https://localprog.org/Path"),
        ("localprog.org/x", "https://localprog.org/x"),
        ("harbor.example:8080/x", None),
        ("http://localhost:8000/", "http://localhost:8000/"),
        ("https://sub_domain.example/", "https://sub_domain.example/"),
        ("https://harbor.example./", "https://harbor.example/"),
        ("https://harbor.example/@rider/(1)", "https://harbor.example/@rider/(1)"),
        ("https://harbor.example/a%20b", "https://harbor.example/a%20b"),
        ("https://harbor.example/é?ü", "https://harbor.example/%C3%A9?%C3%BC"),
        ('https://harbor.example/"<>`', "https://harbor.example/%22%3C%3E%60"),
        ("https://127.0.0.1:65535/", "https://127.0.0.1:65535/"),
        ("https://[2001:DB8::0:1]/", "https://[2001:db8::1]/"),
    ],
)
def test_a_web_address_opens_as_the_browser_needs_it(url, exact):
    assert openable(url) == exact


@pytest.mark.parametrize(
    ("host", "ascii_host"),
    [
        ("münchen.example", "xn--mnchen-3ya.example"),
        ("MÜNCHEN.example", "xn--mnchen-3ya.example"),
        ("mu\u0308nchen.example", "xn--mnchen-3ya.example"),
        ("faß.example", "xn--fa-hia.example"),
        ("ΣΑΣ.example", "xn--mxa9ab.example"),
        ("аpple.example", "xn--pple-43d.example"),
        ("ｈａｒｂｏｒ．example", "harbor.example"),
        ("港。example", "xn--j6w.example"),
        ("xn--80ak6aa92e.example", "xn--80ak6aa92e.example"),
        ("✪df.example", "xn--df-oiy.example"),
        ("❤\ufe0f.example", "xn--qei.example"),
        ("ﷺ.example", None),
        ("موقع.مصر", "xn--4gbrim.xn--wgbh1c"),
        ("نامه\u200cای.example", "xn--mgba3gch31f060k.example"),
        ("a\u200cb.example", None),
        ("אab.example", None),
        ("a⒈com", None),
        ("a․com", None),
        ("１２７．０．０．１", "127.0.0.1"),
        ("１２７．１", None),
        ("㏂.example", None),
        ("℀.example", None),
        ("a…b.example", None),
        ("ｘｎ－－j6w.example", "xn--j6w.example"),
    ],
)
def test_a_host_in_another_script_is_spelled_in_punycode(host, ascii_host):
    assert openable(f"https://{host}/x") == (ascii_host and f"https://{ascii_host}/x")


def test_three_signs_beside_the_dot_part_a_name_and_no_other_becomes_one():
    signs = (chr(c) for c in range(0x80, sys.maxunicode + 1) if not 0xD800 <= c < 0xE000)
    dotted = [c for c in signs if {".", "\u3002"} & set(unicodedata.normalize("NFKC", c))]
    opened = {c for c in dotted if openable(f"https://a{c}com/")}
    assert opened == {"\u3002", "\uff0e", "\uff61"}
    assert {openable(f"https://a{c}com/") for c in opened} == {"https://a.com/"}
    assert len(dotted) > 20


@given(st.text(st.sampled_from("abzÀéñżőΔωЯж日本한ไทย01"), min_size=1, max_size=12))
def test_the_older_standard_agrees_where_the_two_do_not_part(label):
    assert (
        openable(f"https://{label}.example")
        == f"https://{label.encode('idna').decode().lower()}.example"
    )


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "-x",
        "--help",
        "/etc/hosts",
        "//harbor.example/x",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/hosts",
        "ftp://harbor.example/",
        "mailto:me@harbor.example",
        "https:harbor.example",
        "https:/harbor.example",
        "https:///x",
        "https://",
        "https://?x",
        "https://:80/",
        " https://harbor.example",
        "https://harbor.example/a b",
        "https://harbor.example/\n",
        "https://harbor.example/\t",
        "https://harbor.example/\x1b[2J",
        "https://harbor.example/\x00",
        "https://harbor.example/\x9b",
        "https://harbor.example/\u3000",
        "https://harbor.example/\u202egpj",
        "https://harbor.example/" + chr(0xD800),
        "https://harbor.example/\ufffd",
        "https://harbor.example\\@evil.example",
        "https://harbor.example/a\\b",
        "https://me@harbor.example/",
        "https://me:pass@harbor.example/",
        "https://harbor.example:80@evil.example/",
        "https://-harbor.example/",
        "https://harbor-.example/",
        "https://harbor..example/",
        "https://harbor.example:0/",
        "https://harbor.example:65536/",
        "https://harbor.example:8o/",
        "https://harbor.example:/",
        "https://harbor.example:-1/",
        "https://har%62or.example/",
        "https://har bor.example/",
        "https://har\u200bbor.example/",
        "https://\u0301harbor.example/",
        "https://harbor.example\u2044x.evil.example/",
        "https://\u2100.example/",
        "https://127.1/",
        "https://127.0.0.256/",
        "https://2130706433/",
        "https://0x7f.0.0.1/",
        "https://harbor.0x1/",
        "https://[::1",
        "https://[::g]/",
        "https://[::1%25eth0]/",
        "https://" + "a" * 64 + ".example/",
        "https://" + "é" * 63 + ".example/",
        "https://" + "a." * 127 + "example/",
        "https://harbor.example/" + "a" * LONGEST_URL,
        "https://harbor.example/" + "é" * 1000,
        "localprog.org/thank-you-for-…",
        "https://localprog.org/thank-you-for-…",
        "localprog.org is a site",
    ],
)
def test_what_is_not_openable(url):
    assert openable(url) is None


@settings(max_examples=300)
@given(
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["https://", "http://", "HTTP://", "", "ftp://", "https:/", "-"]),
        st.text(st.sampled_from("a.:@[]-_0é日\u202e\\%/ Σ。\u0301"), max_size=12),
        st.text(max_size=12),
    )
    | st.text()
)
@example("https://[::]")
def test_whatever_opens_is_plain_http_to_one_host_and_opens_as_itself(url):
    exact = openable(url)
    if exact is None:
        return
    parts = urlsplit(exact)
    assert parts.scheme in ("http", "https")
    assert parts.hostname
    assert parts.username is None
    assert exact.isascii()
    assert exact.isprintable()
    assert not set(exact) & set(' "<>\\^`{|}')
    assert openable(exact) == exact


def quoted(text):
    return quote(text, safe="")


@pytest.mark.parametrize(
    ("text", "unwrapped"),
    [
        (
            "Read it: https://grab.example/api/grab?url=https://localprog.org/Letter",
            "Read it: https://localprog.org/Letter",
        ),
        ("https://p.example?url=http://a.example/ b", "http://a.example/ b"),
        ("(https://p.example/x?w=1&url=https://a.example/)", "(https://a.example/)"),
        ("https://p.example/?url=https://a.example/?b=1&c=2", "https://a.example/?b=1&c=2"),
        ("https://p.example/?url=https://a.example/a%20b", "https://a.example/a%20b"),
        (
            "https://p.example/?url=https%3A%2F%2Fa.example%2F%C3%A9%3Fb%3D1%26c&w=9). On",
            "https://a.example/é?b=1&c). On",
        ),
        ("https://p.example/?url=https%3a%2f%2fa.example%2f%0A%20%1B", "https://a.example/%0A%20%1B"),
        ("https://p.example/?url=https%3A%2F%2Fa.example%2F%E2%80%AE", "https://a.example/%E2%80%AE"),
        ("https://p.example/?url=https://q.example/?url=https://a.example", "https://a.example"),
        (
            "https://p.example/?url=" + quoted("https://q.example/?url=" + quoted("https://a.example/ü")),
            "https://a.example/ü",
        ),
        (
            "one https://p.example/?url=https://a.example\n\ntwo https://p.example/?url=https://b.example",
            "one https://a.example\n\ntwo https://b.example",
        ),
        (
            "https://p.example/?url=https://a.example,https://p.example/?url=https://b.example",
            "https://a.example,https://b.example",
        ),
    ],
)  # fmt: skip
def test_a_proxied_link_becomes_the_link_itself(text, unwrapped):
    assert unwrap_proxy(text) == unwrapped


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no link, url= nothing",
        "https://a.example/?curl=https://b.example",
        "https://a.example/url=https://b.example",
        "https://a.example/?url=",
        "https://a.example/?url=https://",
        "https://a.example/?url=javascript:alert(1)",
        "https://a.example/?url=ftp://b.example",
        "https://a.example/?url=/local",
        "https://a.example/?url= https://b.example",
        "https://a.example/?url=https%3A%2F%2Fb.example%2F%FF",
        "ftp://a.example/?url=https://b.example",
    ],
)
def test_other_text_stays_as_it_is(text):
    assert unwrap_proxy(text) == text


words = st.text(st.sampled_from("ab?&=.,:/ \n%é)"), max_size=8)


@given(words, words)
def test_the_text_around_a_proxied_link_is_never_lost(before, after):
    text = f"{before} https://p.example/grab?url=https://a.example/x {after}"
    assert unwrap_proxy(text) == f"{before} https://a.example/x {after}"


url_pieces = st.sampled_from(
    ["https://", "http://", "a.example", "https%3A%2F%2F", "url=", "w=1", "%25", *"/?& )"]
)


@settings(max_examples=300)
@given(st.lists(url_pieces, max_size=20).map("".join))
def test_unwrapping_twice_is_unwrapping_once(text):
    assert unwrap_proxy(unwrap_proxy(text)) == unwrap_proxy(text)
    assert len(unwrap_proxy(text)) <= len(text)


@pytest.mark.parametrize(
    "unit",
    ["https://a/?url=", "https://a/?url=https%3A%2F%2F", "http://", "https://a?&", "url=", "?"],
)
def test_a_hundred_kilobytes_of_wrappers_come_to_an_end(unit):
    text = (unit * 100_000)[:100_000]
    assert len(unwrap_proxy(text)) <= len(text)
    assert openable(text) is None


def test_the_tables_of_names_are_read_for_the_first_that_is_not_ascii():
    code = (
        "import sys\nfrom tui_feed.text.links import openable\n"
        "openable('https://harbor.example/x')\nprint('idna' in sys.modules)\n"
        "openable('https://港.example/x')\nprint('idna' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
