"""Markup written as text is what lxml writes of the same elements."""

import pytest
from lxml import etree

from assistant.export import markup, word_markup

TEXTS = ["一 & <b> \"二\" '三'", "a]]>b", "\t\r\n", "", " ", "{0} %s &amp;", "\x00\x1f\ud800😀"]


@pytest.mark.parametrize("text", TEXTS)
def test_text_is_escaped_as_lxml_does(text: str) -> None:
    assert word_markup.to_bytes(word_markup.node("w:p", word_markup.declare("w"), word_markup.write_text("w:t", text))) == markup.to_bytes(
        markup.node("w:p", None, markup.write_text("w:t", text))
    )


@pytest.mark.parametrize("value", [*TEXTS[:-1], 12, 0.5])
def test_attributes_are_quoted_as_lxml_does(value: object) -> None:
    written = word_markup.to_bytes(word_markup.node("w:p", {**word_markup.declare("w"), "w:val": value, "val": 1}))
    assert written == markup.to_bytes(markup.node("w:p", {"w:val": value, "val": 1}))


def test_an_element_with_children_is_what_is_read_back() -> None:
    root = etree.fromstring(word_markup.to_bytes(word_markup.node("w:p", word_markup.declare("w"), word_markup.node("w:r"))))
    assert [child.tag for child in root] == [markup.expand("w:r")]
