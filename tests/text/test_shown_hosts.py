import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_feed.text.shown_hosts import host_of, shown_host_differs


@pytest.mark.parametrize(
    ("display", "url"),
    [
        ("localprog.org/x", "https://localprog.org/x"),
        ("https://localprog.org/x", "https://localprog.org/y"),
        ("LocalProg.org", "https://www.localprog.org/"),
        ("www.localprog.org", "https://localprog.org/"),
        ("localprog.org/thank-you…", "https://localprog.org/thank-you-for-coming"),
        ("localprog.org…", "https://localprog.org/x"),
        ("localprog.o…", "https://localprog.org/x"),
        ("https://localpr…", "https://localprog.org/x"),
        ("https://www.localpr…", "https://localprog.org/x"),
        ("docs.localprog.co…", "https://docs.localprog.com/x"),
        ("(localprog.org)", "https://localprog.org/"),
        ("“localprog.org”.", "https://localprog.org/"),
        ("localprog.org:8080/x", "https://localprog.org:8080/x"),
        ("müller.de", "https://xn--mller-kva.de/"),
        ("xn--mller-kva.de", "https://müller.de/"),
        ("пример.com", "https://xn--e1afmkfd.com/"),
        ("web.archive.org/web/2020/https://localprog.org/", "https://web.archive.org/web/2020/x"),
        ("127.0.0.1/x", "http://127.0.0.1/x"),
        ("read the report", "https://harbor.example/"),
        ("node.js and 3.14, e.g. this", "https://harbor.example/"),
        ("the report…", "https://harbor.example/"),
        ("https://…", "https://harbor.example/"),
        ("@rider@localprog.org", "https://localprog.org/@rider"),
        ("@rider", "https://harbor.example/users/Rider"),
        ("@rider.example", "https://harbor.example/profile/rider.example"),
        ("#LateTrams", "https://harbor.example/tags/latetrams"),
        ("#LateTrams are late", "https://harbor.example/"),
        ("ｌｏｃａｌｐｒｏｇ．ｏｒｇ", "https://localprog.org/"),
        ("localprog\u2215org", "https://harbor.example/"),
        ("localprog.org\u2215x", "https://localprog.org/x"),
        ("電車です。遅れました・また", "https://harbor.example/"),
        ("https://p.example/?u=a%20good.org", "https://p.example/?u=a%20good.org"),
        ("https://p.example/日本good.org", "https://p.example/日本good.org"),
        ("موقع.مصر", "https://xn--4gbrim.xn--wgbh1c/"),
        ("", "https://harbor.example/"),
        ("click", "javascript:alert(1)"),
    ],
)
def test_a_display_that_names_the_real_host_or_none_is_honest(display, url):
    assert not shown_host_differs(display, url)


@pytest.mark.parametrize(
    ("display", "url"),
    [
        ("localprog.org/x", "https://evil.example/x"),
        ("https://localprog.org", "https://localprog.org.evil.example/"),
        ("localprog.org", "https://localprog.org.evil.example/"),
        ("https://localprog。org", "https://localprog。org/"),
        ("https://localprog．org/x", "https://localprog．org/x"),
        ("read the report", "https://localprog｡org/"),
        ("localprog.org", "https://localprog⒈org/"),
        ("localprog.org…", "https://localprog.org.evil.example/"),
        ("localprog.org/…", "https://localprog.org.evil.example/"),
        ("localprog.org.ev…", "https://localprog.org.evil.example/"),
        ("https://localprog.org.evil.examp…", "https://localprog.org.evil.example/"),
        ("localprog.org", "https://blog.localprog.org/"),
        ("blog.localprog.org", "https://localprog.org/"),
        ("see localprog.org for more", "https://evil.example/"),
        ("see:https://localprog.org", "https://evil.example/"),
        ("localprog.org or evil.com", "https://evil.com/"),
        ("https://localprog.org@evil.com/", "https://evil.com/"),
        ("localprog.org\\@evil.com", "https://evil.com/"),
        ("https://harbor.example", "https://evil.example/"),
        ("аpple.com", "https://apple.com/"),
        ("apple.com", "https://аpple.com/"),
        ("apple.com", "https://xn--pple-43d.com/"),
        ("paypaI.com", "https://paypal.com/"),
        ("exam\u200bple.com", "https://evil.example/"),
        ("ｌｏｃａｌｐｒｏｇ．ｏｒｇ", "https://evil.example/"),
        ("localprog。org", "https://evil.example/"),
        ("localprog.орг", "https://localprog.org/"),
        ("127.0.0.1", "https://127.0.0.2/"),
        ("localprog.org", "javascript:alert(1)"),
        ("http：//localprog.org", "https://evil.example/"),
        ("http:\u2215\u2215localprog.org", "https://evil.example/"),
        ("http\ua789//localprog.org", "https://evil.example/"),
        ("localprog\u2024org", "https://evil.example/"),
        ("localprog\u00b7org", "https://evil.example/"),
        ("localprog\uff61org", "https://evil.example/"),
        ("localprog%2Eorg", "https://evil.example/"),
        ("localprog%252Eorg", "https://evil.example/"),
        ("http%3A%2F%2Flocalprog.org", "https://evil.example/"),
        ("https://%6cocalprog.org", "https://evil.example/"),
        ("localprog.org" + " " * 500 + "x", "https://evil.example/"),
        ("localprog.org\u2215path@evil.example", "https://evil.example/"),
        ("localprog.org\u2044\uff20evil.example", "https://evil.example/"),
        ("local\u200dprog\u2060.org", "https://evil.example/"),
        ("localprog.o\ufe0frg", "https://evil.example/"),
        ("𝗹𝗼𝗰𝗮𝗹𝗽𝗿𝗼𝗴.𝗼𝗿𝗴", "https://evil.example/"),
        ("ⓛⓞⓒⓐⓛ.ⓞⓡⓖ", "https://evil.example/"),
        ("ʟᴏᴄᴀʟ.ᴏʀɢ", "https://evil.example/"),
        ("local.соm", "https://evil.example/"),
        ("詳しくはlocalprog.orgへ", "https://evil.example/"),
        ("good.org/\u05d0/evil.example", "https://good.org/"),
        ("https://evil.example/\u05d0/good.org", "https://evil.example/\u05d0/good.org"),
        ("@rider@localprog.org", "https://harbor.example/@rider"),
        ("@rider", "https://harbor.example/@other"),
        ("@rider", "https://harbor.example/"),
        ("@rider.example", "https://harbor.example/"),
        ("#LateTrams", "https://harbor.example/tags/other"),
        ("me@localprog.org", "https://evil.example/"),
    ],
)
def test_a_display_that_names_another_host_differs(display, url):
    assert shown_host_differs(display, url)


@pytest.mark.parametrize("display", ["аpple.com", "аррӏе.com", "gοοgle.com", "www.аpple.com/x…"])
def test_a_name_of_look_alike_letters_differs_even_from_itself(display):
    assert shown_host_differs(display, f"https://{display.split('/')[0]}/")


@given(st.text(), st.text())
def test_no_display_breaks_the_comparison(display, url):
    assert shown_host_differs(display, url) in (True, False)


def test_the_host_of_an_address_has_neither_port_nor_path():
    assert host_of("https://localprog.org:8080/x") == "localprog.org"
    assert host_of("https://[2001:db8::1]:80/") == "[2001:db8::1]"
    assert host_of("https://[2001:db8::1]/") == "[2001:db8::1]"
    assert host_of("") == ""


WRITTEN = [
    str,
    str.upper,
    lambda host: host.replace(".", "\uff0e"),
    lambda host: host.replace(".", "\u3002"),
    lambda host: host.replace(".", "\u2024"),
    lambda host: host.replace(".", "%2e"),
    lambda host: "".join(chr(ord(c) + 0xFEE0) for c in host),
    lambda host: "\u200b".join(host),
    lambda host: "\ufe0f".join(host),
    lambda host: "www." + host,
    lambda host: "http://" + host,
    lambda host: "HTTP\uff1a\uff0f\uff0f" + host,
    lambda host: "https\ua789\u2215\u2215" + host,
    lambda host: "me@" + host,
    lambda host: "\u200f" + host,
]
AROUND = ["", " ", "\n", "see ", "(", "“", "\u3000", "詳しくは ", " " * 300]
AFTER = ["", "/", "/x", "\u2215x", "?a=b", "#c", ":80", " and more", ").", "”", "へ", "/a@b"]


@given(
    st.sampled_from(["good.org", "a.good-site.com", "good.co.uk"]),
    st.sampled_from(WRITTEN),
    st.sampled_from(AROUND),
    st.sampled_from(AFTER),
)
def test_however_a_text_names_another_host_it_is_asked_about(host, written, before, after):
    assert shown_host_differs(f"{before}{written(host)}{after}", "https://evil.example/good.org")


@given(st.lists(st.sampled_from(["a", "é", "漢", ".", "/", "@", "%2e", "\u200b", "#", "://"])))
def test_a_text_that_names_the_host_of_its_address_and_no_other_is_never_asked_about(parts):
    path = "".join(parts).replace("@", "").replace(".", "")
    assert not shown_host_differs(f"https://good.org/{path}", "https://good.org/x")
