"""Names of the parts into which programs split an archive, and how to join them."""

import re
import shlex

_NUMBERED = re.compile(r"(?P<whole>.+\.(?:zip|7z|rar|tar|gz|tgz|bz2|xz))\.\d{3}", re.I | re.S)
_SPLIT_ZIP = re.compile(r"(?P<whole>.+)\.z\d\d", re.I | re.S)


def joining_advice(name: str) -> str | None:
    """Return how to join the parts of the archive that a file with this name is one of.

    None where the name is not that of a part.
    """
    if found := _NUMBERED.fullmatch(name):
        whole = shlex.quote(found["whole"])
        how = f"cat {whole}.* > {whole}"
    elif found := _SPLIT_ZIP.fullmatch(name):
        how = f"zip -s 0 {shlex.quote(found['whole'] + '.zip')} --out whole.zip"
    else:
        return None
    return f"one part of a split archive; join its parts ({how}) and open the whole"
