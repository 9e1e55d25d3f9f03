"""A review as Word comments: in the reviewed document itself, or in a new one made of a reviewed text."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from lxml import etree

from assistant.errors import UnwritableOutput
from assistant.export.excerpts import one_line
from assistant.export.plain_docx import readable, text_docx
from assistant.export.review_words import tell_finding
from assistant.export.word_comments import comment, mark_point, mark_range, new_comments, next_number
from assistant.export.word_package import WordPackage, open_word, part_bytes, read_part, relate_comments, with_parts
from assistant.export.word_runs import TextRun, cut_runs
from assistant.export.word_walk import Walk, walk_document
from schemas.finding import Finding
from schemas.review import Review

_NOTES = {"footnote": RT.FOOTNOTES, "endnote": RT.ENDNOTES}

_Span = tuple[int, int]


def review_docx(source: bytes, review: Review) -> bytes:
    """The reviewed document with a comment at the place of each finding, otherwise as it was; without findings the very same.

    Only the document's ranges, the part for comments and what makes it known are written anew. A
    finding without a place is told at the document's beginning.

    Args:
        source: The .docx that was reviewed.
        review: Its review, the text of which must be that of the document.

    Raises:
        UnwritableOutput: The source is no sound .docx, or its text is not the text that was reviewed.
    """
    package = open_word(review.document, source)
    document = read_part(package, package.main)
    walk = walk_document(document, _notes(package))
    if walk.text != review.text or not walk.blocks:
        raise UnwritableOutput(review.document, "正文与核对时读到的文字不一致，批注会错位，没有写出；请重新核对，或改用其他输出格式")
    if not review.findings:
        return source
    name, known = relate_comments(package)
    comments = new_comments() if known else read_part(package, name)
    findings = sorted(review.findings, key=lambda finding: -1 if finding.start is None else finding.start)
    first = next_number(document, comments)
    _mark(walk, findings, first)
    comments.extend(
        comment(number, [one_line(line) for line in tell_finding(finding)]) for number, finding in enumerate(findings, start=first)
    )
    return with_parts(package, {**known, package.main: part_bytes(document), name: part_bytes(comments)})


def review_docx_from_text(review: Review) -> bytes:
    """A new Word file of the reviewed text, a paragraph a line, with a comment at the place of each finding."""
    text = readable(review.text)
    findings = tuple(
        finding
        if finding.start is None or finding.end is None
        else finding.model_copy(update={"start": _move(finding.start, review.text), "end": _move(finding.end, review.text)})
        for finding in review.findings
    )
    return review_docx(text_docx(text), review.model_copy(update={"text": text, "findings": findings}))


def _move(offset: int, text: str) -> int:
    """The offset in the readable text, in which a line ends with one character."""
    return offset - text.count("\r\n", 0, offset)


def _notes(package: WordPackage) -> dict[str, etree._Element]:
    names = {kind: package.related(relation) for kind, relation in _NOTES.items()}
    return {kind: read_part(package, name) for kind, name in names.items() if name is not None}


def _mark(walk: Walk, findings: Sequence[Finding], first: int) -> None:
    """Marks the findings' places in the document with the numbers of their comments, from ``first`` on."""
    spans = [_span(finding) for finding in findings]
    runs = cut_runs(walk.runs, sorted({offset for span in spans if span is not None for offset in span}))
    starts, ends = [run.start for run in runs], [run.end for run in runs]
    for number, span in enumerate(spans, start=first):
        if span is None:
            mark_point(number, walk.blocks[0].element)
            continue
        start, end = span
        touched = runs[bisect_right(ends, start) : bisect_left(starts, end)] or _held(walk.holders, span)
        if touched:
            mark_range(number, touched[0].element, touched[-1].element)
        else:
            _mark_block(walk, number, start)


def _mark_block(walk: Walk, number: int, offset: int) -> None:
    """Marks the paragraph without text in which the offset lies, or the run that holds it."""
    block = walk.blocks[bisect_right(walk.blocks, offset, key=lambda block: block.start) - 1]
    if block.held:
        mark_range(number, block.element, block.element)
    else:
        mark_point(number, block.element)


def _span(finding: Finding) -> _Span | None:
    """The finding's place, at least one character long."""
    if finding.start is None or finding.end is None:
        return None
    return finding.start, max(finding.end, finding.start + 1)


def _held(holders: Sequence[TextRun], span: _Span) -> list[TextRun]:
    """The first run that holds a text box or note which the span touches."""
    start, end = span
    return [holder for holder in holders if holder.end > start and holder.start < end][:1]
