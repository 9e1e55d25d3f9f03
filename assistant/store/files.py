"""Files that people handed over, kept by the sha256 of their content."""

from hashlib import sha256

from sqlalchemy import insert, select

from assistant.store.database import Store, StoreUnusable
from assistant.store.tables import FILES
from schemas.workspace import StoredFile


def keep_file(store: Store, name: str, data: bytes) -> StoredFile:
    """Keep a file; the same content is kept once.

    Raises:
        StoreUnusable: The database cannot be written.
    """
    digest = sha256(data).hexdigest()
    with store.writing() as connection:
        if connection.scalar(select(FILES.c.digest).where(FILES.c.digest == digest)) is None:
            connection.execute(insert(FILES).values(digest=digest, data=data))
    return StoredFile(name=name, digest=digest)


def fetch_file(store: Store, file: StoredFile) -> bytes:
    """The content of a kept file.

    Raises:
        StoreUnusable: The database cannot be read, or has no such file.
    """
    with store.reading() as connection:
        data = connection.scalar(select(FILES.c.data).where(FILES.c.digest == file.digest))
    if data is None:
        raise StoreUnusable(file.name, "数据库中没有这个文件，请重新上传")
    return bytes(data)
