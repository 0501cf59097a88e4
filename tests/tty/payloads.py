"""What a stranger could write to act on a terminal, a layout or a program: every class once.

A payload is a text; `spelt` has the other ways in which a format can hold it.
"""

import re

ESC, CSI, OSC, ST, BEL = "\x1b", "\x1b[", "\x1b]", "\x1b\\", "\x07"

PAYLOADS: dict[str, str] = {
    # Controls, one by one
    "C0": "".join(chr(code) for code in range(32) if code not in (9, 10, 13, 27)),
    "NUL": "a\x00b",
    "DEL": "a\x7fb",
    "C1": "".join(map(chr, range(0x80, 0xA0))),
    "backspaces": "rm\x08\x08ok",
    "carriage return": "hidden\rshown",
    "vertical tab and form feed": "a\x0bb\x0cc",
    "tabs": "a\t\tb",
    "shift out": "\x0elqqk\x0f",
    "bell": "\x07\x07\x07",
    "answerback": "\x05",
    "XON XOFF": "\x13\x11",
    "separators of lines": "a\x85b\u2028c\u2029d",
    "separators of records": "a\x1cb\x1dc\x1ed\x1fe",
    # Sequences
    "CSI": f"{CSI}2J{CSI}H{CSI}31m{CSI}5;5H{CSI}10A{CSI}6n{CSI}c{CSI}>c{CSI}?1049l{CSI}!p",
    "CSI in C1": "\x9b2J\x9bH\x9b31m\x9b?1049l",
    "modes": f"{CSI}?1003h{CSI}?2004l{CSI}?25l{CSI}?7l{CSI}?5h{CSI}4h{CSI}20h{CSI}>4;2m{CSI}=1u",
    "scroll region": f"{CSI}2;3r{CSI}5S{CSI}5T{CSI}3J",
    "window": f"{CSI}8;1;1t{CSI}21t{CSI}14t{CSI}2t{CSI}9;1t",
    "titles": "".join(f"{OSC}{n};PWNED{BEL}" for n in (0, 1, 2)) + f"{OSC}l;x{ST}{OSC}L;x{ST}",
    "palette": f"{OSC}4;1;?{BEL}{OSC}10;?{ST}{OSC}11;#f00{ST}{OSC}104{ST}{OSC}17;?{ST}",
    "folder": f"{OSC}7;file://evil/etc{ST}",
    "hyperlink": f"{OSC}8;;file:///etc/passwd{ST}click{OSC}8;;{ST}",
    "notification": f"{OSC}9;hello{ST}{OSC}777;notify;a;b{ST}{OSC}99;i=1;x{ST}",
    "pointer": f"{OSC}22;wait{BEL}",
    "font": f"{OSC}50;#1{BEL}{OSC}50;?{BEL}",
    "clipboard": f"{OSC}52;c;ZXZpbA=={BEL}{OSC}52;c;?{ST}",
    "clipboard in C1": "\x9d52;c;ZXZpbA==\x9c",
    "iTerm": f"{OSC}1337;File=inline=1:AAAA{BEL}{OSC}1337;ClearScrollback{BEL}",
    "prompt marks": f"{OSC}133;A{ST}{OSC}633;E;rm{ST}",
    "DCS": f"{ESC}P1$r0m{ST}\x90q\x9c",
    "DECRQSS": f"{ESC}P$qm{ST}{ESC}P+q544e{ST}",
    "user keys": f'{ESC}P1;1|17/6c73{ST}{ESC}P"{ST}',
    "sixel": f'{ESC}Pq"1;1;9;9#0;2;0;0;0~~{ST}',
    "ReGIS": f"{ESC}P0pP[0,0]V[9,9]{ST}",
    "kitty graphics": f"{ESC}_Ga=T,f=24,s=1,v=1;AAAA{ST}",
    "APC PM SOS": f"{ESC}_x{ST}{ESC}^y{ST}{ESC}Xz{ST}\x9fx\x9c\x9ey\x9c\x98z\x9c",
    "tmux": f"{ESC}Ptmux;{ESC}{ESC}]52;c;eA=={BEL}{ST}{ESC}kname{ST}",
    "screen reset": f"{ESC}c{ESC}7{ESC}8{ESC}D{ESC}M{ESC}E{ESC}H{ESC}#8{ESC}=",
    "charsets": f"{ESC}(0{ESC})B{ESC}%@{ESC}%G{ESC}n{ESC}o",
    "VT52": f"{CSI}?2l{ESC}Y!!{ESC}J{ESC}Z",
    "media copy": f"{CSI}5i{CSI}4i{CSI}?5i",
    "console": f"{CSI}[A{OSC}P0ff0000{OSC}R{CSI}11;0]{CSI}14;0]",
    "end of a paste": f"{CSI}201~q{CSI}200~",
    "mouse reports": f"{CSI}<0;5;5M{CSI}<0;5;5m{CSI}M !!",
    "keys": f"{ESC}OP{CSI}15~{CSI}97;5u{ESC}q",
    "a sequence without its end": f"{OSC}0;never ended",
    "the end of a sequence": f"2J{ST}0;x{BEL}",
    "an escape at the end": ESC,
    "synchronised update": f"{CSI}?2026h{CSI}?2026$p",
    # Unicode
    "bidi": "\u202egnp.exe\u202c \u202a\u202b\u202d \u2066a\u2067b\u2068c\u2069",
    "marks of direction": "\u200ea\u200f",
    "shaping controls": "\u206a\u206b\u206c\u206d\u206e\u206f",
    "tag characters": "x\U000e0001\U000e0041\U000e007f \U0001f3f4\U000e0067\U000e007f",
    "byte order mark": "\ufeffa\ufeff\ufffe",
    "non-characters": "\ufdd0\ufdef\uffff\U0001fffe\U0010ffff",
    "interlinear": "\ufff9a\ufffab\ufffb",
    "lone surrogates": "\ud83d x \ude00 \udcff",
    "combining piles": "e" + "\u0301" * 60 + " Z" + "\u0489\u20dd\u0336" * 20,
    "joiners": "👩" + "\u200d👩" * 30 + "\u200d" * 40,
    "selectors": "❤\ufe0f\ufe0e☎\ufe0f1\ufe0f\u20e3" + "\ufe0f" * 30 + "\U000e0100",
    "skin tones": "👍🏽🏽🏽 🏳️\u200d🌈",
    "soft hyphens": "so\xadft\xad",
    "nothing wide": "a\u200bb\u2060c\u180ed\u034fe\u115f\u3164f",
    "wide": "電車" * 40,
    "right to left": "قطار שלום " * 10,
    "private use": "\ue000\U000f0000\U0010fffd",
    "spaces": "a\xa0b\u3000c\u2003d\u1680",
    # What other programs would read
    "markup": "[@click=app.quit]quit[/] [bold]b[/bold] [link=file:///etc]l[/link] [red on x] [/]",
    "open markup": "[bold [ ]] \\[x] [/nothing] [",
    "emoji codes": ":smile: :warning-emoji:",
    "HTML": "<script>alert(1)</script><b>b</b><!-- -->&lt;i&gt;&amp;",
    "entities": "&#27;[2J&#x1b;]0;x&#7;&#x9b;2J&#155;&#8238;&#xd83d;&NewLine;&Tab;&#0;&#x110000;",
    "entities twice": "&amp;#27;[2J&amp;amp;#27;",
    "JSON escapes": "\\u001b[2J \\ud83d \\x1b \\e[2J \\033[2J",
    "percent": "https://example.org/%1b%5b2J%0d%0a?%00=%9b#%E2%80%AE",
    "an address with controls": "https://example.org/a\x1b[2Jb\rc\nd\u202e",
    "other addresses": "javascript:alert(1) data:text/html,x file:///etc/passwd http://a@evil.example",
    "look-alike hosts": "https://аррӏе.example https://example．org http://xn--80ak6aa92e.example",
    "templates": "%s%n%x {0} {self.__class__} ${HOME} $(id) `id` #{1+1} {{7*7}} %(prog)s",
    "UTF-7": "+ABs-[2J +AGA-",
    "paths": "../../../etc/passwd\\..\\x C:\\x //host/x",
    # Shapes
    "a long word": "x" * 3_000,
    "long words of width two": "電" * 1_500,
    "many lines": "\n" * 60 + "end",
    "quotes": "\"'`\\\"\\'",
    "queries": '#a -b OR (c "d /e/ since:1',
}  # fmt: skip
"""The payloads by their class."""

RAW: dict[str, bytes] = {
    "overlong": b"\xc0\x9b\xe0\x80\x9b\xc1\xbf\xf0\x80\x80\x9b",
    "C1 alone": bytes(range(0x80, 0xA0)),
    "cut": b"\xe2\x80 \xf0\x9f\x98 \xc2",
    "surrogates": b"\xed\xa0\xbd\xed\xb8\x80\xed\xb3\xbf",
    "beyond": b"\xf4\x90\x80\x80\xf8\x88\x80\x80\x80\xfe\xff",
    "latin": b"caf\xe9 \x9b2J\x9d0;x\x9c",
}
"""Bytes that are no text."""

MEASURED = "".join(text for text in PAYLOADS.values() if len(text) < 400)
"""All payloads in one text, the long ones apart."""

PIECES = tuple(text if len(text) < 300 else text[:300] for text in PAYLOADS.values())
"""Each payload, none so long that a format cannot be told any more by its first bytes."""


def harmless(text: str) -> str:
    """Return a text of the same length and lines in which nothing acts on anything."""
    return re.sub(r"[^\x20-\x7e\n]|[\[\]\\<>&]", "x", text)


UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u206f\ud800-\udfff"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U0001fffe\U0001ffff\U0010fffe\U0010ffff"
    "\U000e0001\xad]"
)
"""Characters that may reach no terminal, the line end apart."""
