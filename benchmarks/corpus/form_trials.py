"""Trials of generated forms: as a workbook through the scores, as a text through the checker."""

import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

from assistant.checking.review import review
from assistant.export.form_layout import lay_out_form
from assistant.export.forms_docx import forms_docx
from assistant.export.performance_book import forms_workbook
from assistant.figures.performance.scores import score_form
from assistant.pipeline import FormsFile, score_forms
from assistant.readers.performance.schemes import read_scheme
from assistant.reviewing import Sources, check_document
from benchmarks.corpus.forms import Mutant, draw_form, mutate
from schemas.finding import Finding
from schemas.manuscript import Manuscript
from schemas.performance import Form

ROUTES = ("workbook", "text", "Word, 分值 in a column")
_NOTE = "注：正向指标（即目标值≥X，得分=权重*B/A），反向指标（即目标值≤X，得分=权重*A/B），得分不得突破权重总额。"


@dataclass
class FormOutcome:
    """Errors and warnings on the clean form by route; by route and kind how many mutants there were and how many were found."""

    errors: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)
    mutants: Counter[tuple[str, str]] = field(default_factory=Counter)
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    samples: list[str] = field(default_factory=list)


def try_forms(count: int, seed: int, jobs: int, show: bool = False) -> list[FormOutcome]:
    """One mutant of each of so many generated forms, both routes."""
    seeds = [seed * 1_000_000 + number for number in range(count)]
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(partial(try_form, show=show), seeds, chunksize=20))


def form_table(outcomes: Sequence[FormOutcome]) -> list[str]:
    """The report: clean forms, and recall by route and kind."""
    lines = [f"{len(outcomes)} generated forms of self-evaluation:"]
    for route in ROUTES:
        errors, warnings = (sum(getattr(outcome, name)[route] for outcome in outcomes) for name in ("errors", "warnings"))
        lines.append(f"- {route}: false errors on clean forms {errors}, warnings {warnings}")
    lines += ["", "| mutation | " + " | ".join(f"{route}: found of mutants" for route in ROUTES) + " |", "|---|---:|---:|---:|"]
    kinds = sorted({kind for outcome in outcomes for _, kind in outcome.mutants})
    mutants = sum((outcome.mutants for outcome in outcomes), Counter[tuple[str, str]]())
    found = sum((outcome.found for outcome in outcomes), Counter[tuple[str, str]]())
    for kind in kinds:
        lines.append(f"| {kind} | " + " | ".join(f"{found[route, kind]} of {mutants[route, kind]}" for route in ROUTES) + " |")
    shares = []
    for route in ROUTES:
        all_found = sum(found[route, kind] for kind in kinds)
        all_mutants = sum(mutants[route, kind] for kind in kinds)
        shares.append(f"{all_found / all_mutants * 100:.1f} %" if all_mutants else "–")
    return [*lines, f"| all | {' | '.join(shares)} |"]


def try_form(seed: int, show: bool = False) -> FormOutcome:
    """A clean form and one mutant of it."""
    outcome = FormOutcome()
    form = draw_form(seed)
    mutant = mutate(form, Random(seed))
    for route, read in zip(ROUTES, (_by_workbook, _by_text, _by_word), strict=True):
        clean, wrong = read(form), read(mutant.form)
        outcome.errors[route] += sum(finding.severity == "error" for finding in clean)
        outcome.warnings[route] += sum(finding.severity == "warning" for finding in clean)
        outcome.mutants[route, mutant.kind] += 1
        detected = len([f for f in wrong if f.severity != "hint"]) > len([f for f in clean if f.severity != "hint"])
        outcome.found[route, mutant.kind] += detected
        if show and (not detected or any(finding.severity == "error" for finding in clean)):
            outcome.samples.append(_told(route, seed, form, mutant, clean))
    return outcome


def _by_workbook(form: Form) -> Sequence[Finding]:
    scheme = read_scheme("wuhan")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "forms.xlsx"
        path.write_bytes(forms_workbook([score_form(form, scheme)]))
        return score_forms(FormsFile(path))[1]


def _by_text(form: Form) -> Sequence[Finding]:
    layout = lay_out_form(score_form(form, read_scheme("wuhan")))
    rows = ["\t".join("" if placed.below else placed.box.text for placed in row) for row in layout.grid.placed]
    text = "\n".join([layout.title, *rows, _NOTE])
    return review(Manuscript(file="form.txt", kind="txt", text=text), None, None).findings


def _by_word(form: Form) -> Sequence[Finding]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "forms.docx"
        path.write_bytes(forms_docx([score_form(form, read_scheme("national"))]))
        return check_document(path, Sources()).findings


def _told(route: str, seed: int, form: Form, mutant: Mutant, clean: Sequence[Finding]) -> str:
    before = [f"{row.name} {row.weight} {row.target} {row.actual} {row.score}" for row in form.indicators]
    after = [f"{row.name} {row.weight} {row.target} {row.actual} {row.score}" for row in mutant.form.indicators]
    changed = [f"{one} -> {other}" for one, other in zip(before, after, strict=True) if one != other]
    told = [f"{finding.severity} {finding.message} {finding.stated} {finding.formula}" for finding in clean if finding.severity == "error"]
    return f"{route} {seed} {mutant.kind}: {changed or ''} {told or ''}"
