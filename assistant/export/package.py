"""The package of a Word file as its bytes."""

import io

from docx.package import Package

from assistant.export.archive import strip_times


def save_package(package: Package) -> bytes:
    """The package as a file. Equal parts and relations give equal bytes."""
    file = io.BytesIO()
    package.save(file)
    return strip_times(file.getvalue())
