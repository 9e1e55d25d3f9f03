"""One report in three forms, Word, PDF and scan, with the same ledger: `python -m benchmarks.forms` prints how far.

Drafts the example, lets LibreOffice (``soffice``) make a PDF of it, and, where OCR is installed, reads a
scan of that PDF: rendered at 200 dots an inch, turned by half a degree, compressed as JPEG.
"""

import io
import subprocess
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter

import pypdfium2
from PIL import Image

from assistant import pipeline
from assistant.readers.pdf.recognition import is_installed
from assistant.reviewing import Sources, check_document

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "jianghan-2024"
_TURN, _QUALITY, _SCALE = 0.5, 75, 200 / 72

Entry = tuple[str, str, str, str | None]


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        draft = pipeline.draft_unit(pipeline.read_material(EXAMPLE / "tables.xlsx", inputs=EXAMPLE / "inputs.yaml"))
        word = next(path for path in pipeline.write_draft(draft, folder) if path.suffix == ".docx")
        command = [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            place,
        ]
        subprocess.run([*command, str(word)], check=True, capture_output=True)
        forms = {"Word": word, "PDF": word.with_suffix(".pdf")}
        if is_installed():
            forms["扫描件"] = _scan(word.with_suffix(".pdf"), folder / "scan.pdf")
        print("| 形式 | 数字 | 与 Word 状态相同 | 疑点中的错误 | 秒 |\n|---|---:|---:|---:|---:|")
        original: Counter[Entry] = Counter()
        for name, path in forms.items():
            begun = perf_counter()
            review = check_document(path, Sources())
            ledger: Counter[Entry] = Counter((entry.text.replace(" ", ""), entry.role, entry.status, entry.fact) for entry in review.ledger)
            original = original or ledger
            errors = sum(finding.severity == "error" for finding in review.findings)
            same = (ledger & original).total()
            print(f"| {name} | {ledger.total()} | {same} / {original.total()} | {errors} | {perf_counter() - begun:.1f} |", flush=True)


def _scan(source: Path, target: Path) -> Path:
    pages = []
    for page in pypdfium2.PdfDocument(source):
        image = page.render(scale=_SCALE).to_pil().convert("L")
        data = io.BytesIO()
        image.rotate(_TURN, fillcolor=255, resample=Image.Resampling.BICUBIC).save(data, "JPEG", quality=_QUALITY)
        pages.append(Image.open(data))
    pages[0].save(target, "PDF", save_all=True, append_images=pages[1:], resolution=200)
    return target


if __name__ == "__main__":
    main()
