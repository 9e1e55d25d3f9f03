"""A model without a server: a weights file served by llama.cpp within this process (``juesuan[local]``), on loopback."""

import importlib.util
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from pydantic import SecretStr

from assistant.settings import LOCAL, Misconfigured, ModelSettings

_SILENT = -1
_CONTEXT = 4096
"""Tokens of a request and its answer, for each request that is answered at a time."""


@contextmanager
def served(settings: ModelSettings) -> Iterator[ModelSettings]:
    """The settings of an endpoint that answers with the model named; one that needs no server is as it was.

    Raises:
        Misconfigured: The file is not there, or the package that reads it.
    """
    if not settings.is_local:
        yield settings
        return
    file = Path(settings.model.removeprefix(LOCAL))
    if not file.is_file():
        raise Misconfigured(file.name, "没有这个模型文件")
    if importlib.util.find_spec("xllamacpp") is None:
        raise Misconfigured(file.name, '读取模型文件需要另装组件：pip install "juesuan[local]"')
    yield _serve(file, settings)


@cache
def _serve(file: Path, settings: ModelSettings) -> ModelSettings:
    """The settings of a server of this file; it is begun once, for as long as the process lives."""
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(file)
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.api_keys = [secrets.token_hex(16)]
    parameters.verbosity = _SILENT
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = os.cpu_count() or 1
    parameters.n_parallel = min(settings.concurrency, 2)
    parameters.n_ctx = _CONTEXT * parameters.n_parallel
    try:
        server = xllamacpp.Server(parameters)
    except RuntimeError as error:
        raise Misconfigured(file.name, "不是能读取的模型文件（GGUF）") from error
    _servers.append(server)
    reached = {"model": file.stem, "base_url": f"{server.listening_address}/v1", "api_key": SecretStr(parameters.api_keys[0])}
    return settings.model_copy(update={**reached, "concurrency": parameters.n_parallel})


_servers: list[object] = []
"""The servers of this process; they end with it."""
