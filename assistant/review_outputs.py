"""What becomes of reviews: shown in a form, compared with an earlier report, written onto the documents.

The writers of Word, PDF and Excel files are imported where they are used: a check that prints text starts in half the time.
"""

import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from assistant.checking.rulebook import name_rules
from assistant.checking.second_look import look_again
from assistant.errors import ConflictingMaterial, UnwritableOutput
from assistant.export.files import cut_name, prepare_folder, replace_kept, spare_sources
from assistant.export.review_json import review_json, review_line
from assistant.export.review_text import review_text
from assistant.readers.reports import read_report
from schemas.review import Review


def show_reviews(reviews: Sequence[Review], form: str) -> bytes:
    """Reviews as text, json, jsonl (a line a document), html or xlsx."""
    if form == "xlsx":
        from assistant.export.review_xlsx import review_xlsx

        return review_xlsx(reviews, name_rules())
    if form == "html":
        from assistant.export.review_html import review_html

        return review_html(reviews).encode(errors="replace")
    tell = {"text": review_text, "json": review_json, "jsonl": review_line}[form]
    return "".join(tell(entry) for entry in reviews).encode(errors="replace")


def compare_reports(reviews: Sequence[tuple[Path, Review]], report: Path) -> list[tuple[Path, Review]]:
    """The reviews beside an earlier report on the same documents; a report on one document is compared with one, whatever its name.

    Raises:
        UnreadableFile: it is no report.
        ConflictingMaterial: it speaks of none of the documents.
    """
    earlier = read_report(report)
    alone = len(reviews) == len(earlier) == 1
    known = [(document, entry, next(iter(earlier.values())) if alone else earlier.get(entry.document)) for document, entry in reviews]
    if all(findings is None for _, _, findings in known):
        raise ConflictingMaterial(report.name, "其中没有这次复核的文件")
    return [(document, entry if findings is None else look_again(entry, findings)) for document, entry, findings in known]


def write_comments(reviews: Sequence[tuple[Path, Review]], out: Path, many: bool, form: str) -> dict[Path, Path | None]:
    """Write each document with its findings on it: ``docx`` as Word comments, where a text becomes a new Word file, ``pdf`` as notes.

    ``out`` is a file, or a folder where there are ``many``; each file written is returned with
    where one of its name was set aside.

    Raises:
        UnreadableFile: a document has changed since it was read.
        UnwritableOutput: a file cannot be written, or is one of the documents.
    """
    documents = [document for document, _ in reviews]
    for document, entry in reviews if form == "pdf" else ():
        if not entry.printed:
            raise UnwritableOutput(document.name, "不是 PDF，请用 --format docx 写出带批注的 Word 文件")
    paths = [out / name for name in _comment_names(documents, form)] if many else [out]
    for path in paths:
        spare_sources(path, documents)
    if many:
        prepare_folder(out)
    return {
        path: replace_kept(path, annotate(document.read_bytes(), entry, form))
        for path, (document, entry) in zip(paths, reviews, strict=True)
    }


def annotate(data: bytes, entry: Review, form: str) -> bytes:
    """A document, given by its content, with its findings on it: ``docx`` or ``pdf``.

    Raises:
        UnwritableOutput: It is not what was reviewed, or, for ``pdf``, no PDF.
    """
    if form == "pdf":
        from assistant.export.review_pdf import review_pdf

        return review_pdf(data, entry)
    from assistant.export.review_docx import review_docx, review_docx_from_text

    return review_docx(data, entry) if zipfile.is_zipfile(BytesIO(data)) else review_docx_from_text(entry)


def _comment_names(documents: Sequence[Path], form: str) -> Iterator[str]:
    """A file name for each document: its stem, its whole name where stems are equal, a number before it where names are.

    A name that no file system would take is cut.
    """
    stems, names = (Counter(getattr(document, part) for document in documents) for part in ("stem", "name"))
    for number, document in enumerate(documents, start=1):
        name = document.stem if stems[document.stem] == 1 else document.name
        cut = cut_name(name)
        is_alone = names[document.name] == 1 and cut == name
        yield f"{cut}（复核）.{form}" if is_alone else f"{number}-{cut}（复核）.{form}"
