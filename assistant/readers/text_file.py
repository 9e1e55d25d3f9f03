"""The text of a .txt or .md file: its own characters, whatever encoding it was saved in."""

import codecs
import re

from assistant.errors import UnreadableFile

MAX_TEXT_BYTES = 50 * 1024 * 1024
"""A report has some 60 kB; 50 MB leaves room for anything that is still a text."""

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_VISIBLE = re.compile(r"[^\s\x00\ufeff]")
_UTF8_HANZI = re.compile(rb"(?:[\xe3-\xe9\xef][\x80-\xbf]{2}){6}")
"""Six 汉字 or marks in UTF-8, one after another: bytes that a text in GB18030 does not have by chance."""

_HANZI = re.compile(r"[\u4e00-\u9fff]")
_CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff01-\uffe5\u2010-\u203b\u2150-\u22ff\u2460-\u25ff·×÷±°]")
_COMMON = re.compile("[的一是不了在有和年月日度支出收入算预万元公单位部门财政项目经费本与为比加长下上決預萬單門財項經費與為長]")
_HTML = re.compile(r"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def decode_text(file: str, data: bytes) -> str:
    """The characters of a text file; a byte order mark is none of them, line ends are kept as they are.

    Valid UTF-8 is UTF-8; else GB18030 if what it says is Chinese. UTF-16 needs its byte order mark.

    Raises:
        UnreadableFile: It is no text, mixes encodings, has none of those above, or holds nothing but white space.
    """
    if len(data) > MAX_TEXT_BYTES:
        raise UnreadableFile(file, f"文本超过 {MAX_TEXT_BYTES // 1024 // 1024} MB，未读取")
    text = _decode(file, data)
    if not _VISIBLE.search(text):
        raise UnreadableFile(file, "文档里没有文字")
    if _HTML.match(text[:400]):
        raise UnreadableFile(file, "是网页，请在 Word 中打开后另存为 .docx")
    return text


def _decode(file: str, data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode_marked(file, data[len(mark) :], encoding)
    if len(_CONTROL.findall(data)) * 20 > len(data):
        raise UnreadableFile(file, "不是文本文件（也可能是没有 BOM 的 UTF-16），请另存为 UTF-8 文本")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_chinese(file, data, error.start)


def _decode_marked(file: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, errors="replace").count("\n") + 1
        message = f"按文件开头的标记应是 {encoding.upper()} 编码，但第 {line} 行有不能解读的字符，请另存为 UTF-8 文本"
        raise UnreadableFile(file, message) from None


def _decode_chinese(file: str, data: bytes, first_bad: int) -> str:
    """A text that is not UTF-8 as GB18030, which contains GBK and GB2312."""
    line = data.count(b"\n", 0, first_bad) + 1
    if _UTF8_HANZI.search(data):
        raise UnreadableFile(file, f"混有不同的编码（第 {line} 行起不是 UTF-8），请统一后另存为 UTF-8 文本")
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        raise UnreadableFile(file, f"第 {line} 行有不能解读的字符（不是 UTF-8，也不是 GB18030），请另存为 UTF-8 文本") from None
    if not _is_chinese(text):
        raise UnreadableFile(file, "文字编码无法识别（不是 UTF-8、UTF-16 或 GB18030 的中文），请另存为 UTF-8 文本")
    return text


def _is_chinese(text: str) -> bool:
    """Whether a text read as GB18030 is Chinese: another encoding read so gives 汉字 too, but rare ones."""
    sample = text[:200_000]
    foreign = sum(not character.isascii() for character in sample)
    hanzi = len(_HANZI.findall(sample))
    if not hanzi or len(_CHINESE.findall(sample)) < 0.95 * foreign:
        return False
    return _is_simplified(sample) or len(_COMMON.findall(sample)) >= 0.05 * hanzi


def _is_simplified(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
