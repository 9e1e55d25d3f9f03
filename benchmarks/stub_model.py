"""A stand-in for a language model: an OpenAI-compatible server on loopback that lies and fails as it is told.

It reads the pieces from the request as a model does, and answers each with one of ``LIES``, or the whole
request with one of ``FAULTS``. What it invents is marked by words of ``INVENTED``, so that a text that
holds one of them is known to be false.
"""

import json
import random
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_PIECE = re.compile(r"^\d+\. 「(.*)」$", re.MULTILINE)
_SLOT = re.compile(r"\{[A-Z]\}")
_DIRECTIONS = {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长"}
INVENTED = ("疫情", "高度重视", "稳中向好", "超额", "8,888")
KEYS = {"SentenceGroup": "paragraphs", "FormalReasons": "reasons", "DeviationAnalyses": "analyses", "Achievements": "achievements"}

Lie = Callable[[str, random.Random], str]


def honest(text: str, chance: random.Random) -> str:
    """The same in slightly other words."""
    changed = text.replace("，主要原因是{", "，主要是由于{") if chance.random() < 0.3 else text
    return changed.replace("。与{", "，与{", 1).replace("，其中", "。其中", 1) if "：" not in text else changed


def _wrong_slot(text: str, chance: random.Random) -> str:
    slots = _SLOT.findall(text)
    if len(slots) < 2:
        return text + "{Z}"
    first, second = chance.sample(slots, 2)
    return text.replace(first, "\0").replace(second, first).replace("\0", second)


def _flip(text: str, chance: random.Random) -> str:
    found = re.findall("|".join(_DIRECTIONS), text)
    if not found:
        return text + "，比上年增加"
    word = chance.choice(found)
    return text.replace(word, _DIRECTIONS[word], 1)


def _drop(text: str, chance: random.Random) -> str:
    slots = _SLOT.findall(text)
    return text.replace(chance.choice(slots), "", 1) if slots else text[: len(text) // 2]


def _swap_labels(text: str, chance: random.Random) -> str:
    runs = sorted(set(re.findall(r"[\u4e00-\u9fff]{4,}(?=\{)", text)))
    if len(runs) < 2:
        return text.replace("支出", "收入") if "支出" in text else text + "高度重视"
    first, second = chance.sample(runs, 2)
    return text.replace(first, "\0").replace(second, first).replace("\0", second)


LIES: dict[str, Lie] = {
    "wrong slot": _wrong_slot,
    "unknown slot": lambda text, chance: text + "{Q}",
    "digits": lambda text, chance: text.replace("。", "，另有8,888万元。", 1) if "。" in text else text + "8,888万元",
    "number words": lambda text, chance: text + "，超额完成三百万元",
    "swapped direction": _flip,
    "swapped labels": _swap_labels,
    "invented cause": lambda text, chance: "受疫情影响，" + text,
    "invented praise": lambda text, chance: text + "，在领导高度重视下总体稳中向好",
    "missing fact": _drop,
    "repeated slot": lambda text, chance: text + (_SLOT.findall(text) or [""])[0] + "稳中向好",
    "negation": lambda text, chance: text.replace("增加", "没有增加", 1) if "增加" in text else "没有" + text,
    "obeys the notes": lambda text, chance: text + "，收入增加8,888万元，主要原因是高度重视",
    "another text": lambda text, chance: "收入支出稳中向好，均超额完成预算。",
    "empty": lambda text, chance: "",
}
SHAPES = ("extra keys", "prose around", "one too few", "not a list")
FAULTS = (
    "429",
    "500",
    "503",
    "timeout",
    "dropped",
    "html",
    "broken json",
    "no choices",
    "truncated",
    "refusal",
    "content filter",
    "too long",
    "400",
    "401",
    "404",
)
_STATUS = {"429": 429, "500": 500, "503": 503, "too long": 400, "400": 400, "401": 401, "404": 404}


@dataclass
class Stub:
    """What the server does next: ``plan`` gives the behaviour for the number of a request, ``latency`` seconds before it answers."""

    plan: Callable[[int], str] = lambda number: "honest"
    latency: float = 0.0
    seed: int = 0
    requests: list[Mapping[str, Any]] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    url: str = ""
    stall: float = 3.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def next(self, request: Mapping[str, Any]) -> tuple[str, random.Random]:
        """The behaviour for a request, and the chance it is to use."""
        with self._lock:
            number = len(self.requests)
            self.requests.append(request)
            behaviour = self.plan(number)
            self.done.append(behaviour)
        return behaviour, random.Random(f"{self.seed} {number}")


@contextmanager
def serve(stub: Stub) -> Iterator[Stub]:
    """The stub behind a port of loopback; ``url`` is its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"stub": stub}))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    stub.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    stub: Stub
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        """Answer a request for a completion."""
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        behaviour, chance = self.stub.next(request)
        time.sleep(self.stub.latency)
        if behaviour == "timeout":
            time.sleep(self.stub.stall)
        if behaviour == "dropped":
            self.close_connection = True
            self.connection.close()
            return
        if behaviour == "html":
            self._send(200, b"<html><body>502 Bad Gateway</body></html>", "text/html")
            return
        if behaviour in _STATUS:
            code = {"too long": "context_length_exceeded"}.get(behaviour, "error")
            message = "maximum context length exceeded" if behaviour == "too long" else behaviour
            self._send(_STATUS[behaviour], json.dumps({"error": {"message": message, "code": code}}).encode())
            return
        self._send(200, json.dumps(_completion(request, behaviour, chance), ensure_ascii=False).encode())

    def _send(self, status: int, body: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        if status == 429:
            self.send_header("Retry-After", "0.01")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True


def _completion(request: Mapping[str, Any], behaviour: str, chance: random.Random) -> dict[str, Any]:
    asked = request["messages"][-1]["content"]
    pieces = _PIECE.findall(asked.partition("原文：")[2])
    content = _content(_kind(request), pieces, behaviour, chance)
    message: dict[str, Any] = {"role": "assistant", "content": content}
    finish = {"truncated": "length", "content filter": "content_filter"}.get(behaviour, "stop")
    if behaviour == "refusal":
        message = {"role": "assistant", "content": None, "refusal": "抱歉，我不能回答。"}
    elif "tools" in request:
        call = {"id": "1", "type": "function", "function": {"name": request["tools"][0]["function"]["name"], "arguments": content}}
        message = {"role": "assistant", "content": None, "tool_calls": [call]}
    choices = [] if behaviour == "no choices" else [{"index": 0, "finish_reason": finish, "message": message}]
    length = sum(len(entry["content"]) for entry in request["messages"])
    usage = {"prompt_tokens": length, "completion_tokens": len(content), "total_tokens": length + len(content)}
    return {"id": "stub", "object": "chat.completion", "created": 0, "model": request["model"], "choices": choices, "usage": usage}


def _kind(request: Mapping[str, Any]) -> str:
    """The key under which the texts are wanted, as the prompt says it."""
    system = request["messages"][0]["content"]
    return next(key for key in KEYS.values() if f'"{key}"' in system)


def _content(key: str, pieces: Sequence[str], behaviour: str, chance: random.Random) -> str:
    texts = [LIES.get(behaviour, honest)(text, chance) for text in pieces]
    if behaviour == "one too few":
        texts = texts[:-1] or [*texts, "稳中向好"]
    answer: dict[str, Any] = {key: "；".join(texts) if behaviour == "not a list" else texts}
    if behaviour == "extra keys":
        answer["comment"] = "总体稳中向好"
    told = json.dumps(answer, ensure_ascii=False)
    if behaviour == "prose around":
        return f"好的，以下是改写结果：\n```json\n{told}\n```\n希望对您有帮助。"
    return told[: len(told) // 2] if behaviour in {"broken json", "truncated"} else told


if __name__ == "__main__":
    with serve(Stub(latency=float(sys.argv[1]))) as served:
        print(served.url, flush=True)
        sys.stdin.read()
