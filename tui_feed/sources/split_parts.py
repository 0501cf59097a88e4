"""Parts of split archives, and advice on joining them."""

import os
import re
import shlex
from contextlib import suppress
from pathlib import Path

_NUMBERED = re.compile(r"(?P<whole>.+\.(?:zip|7z|rar|tar|gz|tgz|bz2|xz))\.\d{3}", re.I | re.S)
_SPLIT_ZIP = re.compile(r"(?P<whole>.+)\.z\d\d", re.I | re.S)
_END_OF_ZIP = b"PK\x05\x06"
_LONGEST_END = 22 + 2**16  # with the longest comment


def joining_advice(name: str, path: str | None = None) -> str | None:
    """Return the advice to join the parts of an archive, by the name of any part.

    The last part of a split zip is named like a whole zip: it is recognised by its end, if the
    file is on disk at `path`. None for any other file.
    """
    if found := _NUMBERED.fullmatch(name):
        whole = shlex.quote(found["whole"])
        part, how = "one part", f"cat {whole}.* > {whole}"
    elif found := _SPLIT_ZIP.fullmatch(name):
        part, how = "one part", f"zip -s 0 {shlex.quote(found['whole'] + '.zip')} --out whole.zip"
    elif path is not None and _ends_split_zip(path):
        part, how = "the last part", f"zip -s 0 {shlex.quote(name)} --out whole.zip"
    else:
        return None
    return f"{part} of a split archive; join its parts ({how}) and open the whole"


def _ends_split_zip(path: str) -> bool:
    """Tell whether a file ends like a zip with a disk number other than 0."""
    end = b""
    with suppress(OSError), Path(path).open("rb") as file:
        file.seek(-min(_LONGEST_END, os.fstat(file.fileno()).st_size), os.SEEK_END)
        end = file.read(_LONGEST_END)
    found = end.rpartition(_END_OF_ZIP)
    return bool(found[1]) and any(found[2][:2]) and len(found[2]) >= 18
