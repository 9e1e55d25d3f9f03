"""A Word file with what real documents have: split runs, tables, tracked changes, fields, text boxes, notes, a comment."""

import io
import zipfile

from docx import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_BOX = "<w:txbxContent><w:p><w:r><w:t>框内4.19万元</w:t></w:r></w:p></w:txbxContent>"
PARAGRAPHS = (
    "<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>收入总计1,6</w:t></w:r>"
    '<w:proofErr w:type="spellStart"/>'
    '<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">73.00 万元</w:t><w:tab/><w:t>增长</w:t></w:r></w:p>',
    "<w:p/>",
    '<w:p><w:r><w:t>比上年</w:t></w:r><w:ins w:id="1" w:author="甲"><w:r><w:t>增加</w:t></w:r></w:ins>'
    '<w:del w:id="2" w:author="甲"><w:r><w:delText>减少</w:delText></w:r></w:del><w:r><w:t>86.42万元</w:t></w:r>'
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r></w:p>",
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>5.5%</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    '<w:hyperlink w:anchor="a"><w:r><w:t>见表四</w:t></w:r></w:hyperlink></w:p>',
    '<w:p><w:r><w:t>有文本框</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
    f"{_BOX}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{_BOX}</v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r><w:r><w:t>的段落</w:t></w:r></w:p>",
    '<w:p><w:r><w:t>有脚注</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
)
_FOOTNOTES = (
    f'<w:footnotes {_NAMESPACES}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>脚注7.5%</w:t></w:r></w:p></w:footnote></w:footnotes>'
)
ROWS = (("项目", "金额"), ("收入", "1,673.00"))
TEXT = (
    "收入总计1,673.00 万元\t增长\n\n比上年增加86.42万元\n5.5%见表四\n有文本框的段落\n框内4.19万元\n有脚注\n"
    "项目\n金额\n收入\n1,673.00\n末段\n脚注7.5%"
)


def make_word() -> bytes:
    """The file; a colleague's comment stands on its last paragraph."""
    document = Document()
    body = document.element.body
    for xml in PARAGRAPHS:
        body.insert(len(body) - 1, parse_xml(xml.replace("<w:p", f"<w:p {_NAMESPACES}", 1)))
    table = document.add_table(0, 2)
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    last = document.add_paragraph("末段")
    document.add_comment(last.runs, text="请领导过目", author="同事", initials="同")
    package = document.part.package
    assert package is not None
    document.part.relate_to(Part(PackURI("/word/footnotes.xml"), CT.WML_FOOTNOTES, _FOOTNOTES.encode(), package), RT.FOOTNOTES)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a Word file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
