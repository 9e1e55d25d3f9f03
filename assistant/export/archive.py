"""The zip archive of an Office file, freed of the times at which it was made, so that equal input gives equal bytes."""

import io
import re
import zipfile
from collections.abc import Callable

_CORE = "docProps/core.xml"
_MADE = re.compile(rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def strip_times(data: bytes, amend: Callable[[str, bytes], bytes] = lambda name, blob: blob) -> bytes:
    """The same Office file with every entry dated 1980, without its dates of creation and change, and its parts as ``amend`` has them."""
    stripped = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stripped, "w") as target:
        for name in source.namelist():
            blob = source.read(name)
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, _MADE.sub(b"", blob) if name == _CORE else amend(name, blob))
    return stripped.getvalue()
