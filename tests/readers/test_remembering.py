"""Files that are read again."""

from assistant.readers.remembering import remember


def test_a_file_of_the_same_name_and_content_is_read_once() -> None:
    read: list[tuple[str, bytes]] = []

    def measure(file: str, data: bytes) -> tuple[str, int]:
        read.append((file, data))
        return file, len(data)

    recall = remember(measure)
    answers = [recall(*given) for given in (("甲.xlsx", b"1"), ("甲.xlsx", b"1"), ("乙.xlsx", b"1"), ("甲.xlsx", b"22"))]
    assert answers == [("甲.xlsx", 1), ("甲.xlsx", 1), ("乙.xlsx", 1), ("甲.xlsx", 2)]
    assert read == [("甲.xlsx", b"1"), ("乙.xlsx", b"1"), ("甲.xlsx", b"22")]


def test_only_the_last_few_and_none_that_is_large_are_kept() -> None:
    read: list[str] = []
    recall = remember(lambda file, data: read.append(file))
    for name in ["0", *map(str, range(1, 9)), "0"]:
        recall(name, b"")
    assert read.count("0") == 2
    for _ in range(2):
        recall("大", bytes(10**6))
    assert read.count("大") == 2
