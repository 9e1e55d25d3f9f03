"""A batch on three hosts that are network namespaces of one machine: a driver, two workers, and one of these cut off midway.

``python -m benchmarks.two_hosts [UNITS]`` prints what came of it. Needs root, Debian's postgresql and iproute2, the extras
[cluster] and [postgres]. Each host has an address of its own; what they share are files, and a PostgreSQL on the driver's.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from subprocess import DEVNULL

from benchmarks.batch_trial import ROOT, Run, fingerprint
from benchmarks.batch_units import write_units

UNITS = 200
BRIDGE = "jsbr"
DRIVER, WORKERS = "10.77.0.1", ("10.77.0.2", "10.77.0.3")
NAMES = {DRIVER: "jsdriver", **dict(zip(WORKERS, ("jsworker1", "jsworker2"), strict=True))}
LOST_AFTER = "20s"
"""After so long without a sign of life a worker is taken for lost; set where the scheduler is started."""

_BIN = Path(sys.executable).parent


def main(count: int) -> None:
    """Print the hosts, what was cut off when, and what came of the units."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        place = Path(folder)
        write_units(place / "units", count)
        stack.enter_context(network())
        store = stack.enter_context(database(place))
        _batch(place, "alone", store).end_well()
        stack.enter_context(dask(DRIVER, store, "scheduler", "--host", DRIVER, "--port", "8786"))
        for host in WORKERS:
            stack.enter_context(dask(host, store, "worker", f"tcp://{DRIVER}:8786", "--host", host, "--no-nanny", "--nthreads", "1"))
        started = time.monotonic()
        run = _batch(place, "together", store, "--cluster", f"tcp://{DRIVER}:8786")
        if not run.wait_until(count // 3):
            raise SystemExit(f"断开之前就结束了（退出码、说明：{run.end()}）")
        _ip("netns", "exec", NAMES[WORKERS[0]], "ip", "link", "set", "eth0", "down")
        cut, settled = time.monotonic() - started, run.settled
        code, told = run.end()
        seconds = time.monotonic() - started
        states = Counter(event["outcome"]["state"] for event in run.events if event.get("outcome"))
        same = fingerprint(place / "alone") == fingerprint(place / "together")
        hidden = sum(1 for _ in (place / "together").rglob(".*"))
        print(f"主机：{DRIVER}（主进程、调度器、PostgreSQL），{'、'.join(WORKERS)}（各一个工作进程）")
        print(f"第 {cut:.0f} 秒、做完 {settled} 个单位时断开 {WORKERS[0]} 的网络；{LOST_AFTER} 没有音讯即算失去")
        print(f"单位 {count}：{dict(states)}，退出码 {code}，用时 {seconds:.0f} 秒{f'，{told}' if told else ''}")
        print(f"台账中 {_recorded(store)} 条（另一遍不经集群的也在内，应为 {2 * count}）")
        print(f"结果与不经集群的相同：{'是' if same else '否'}；残留的临时文件：{hidden}")


def _batch(place: Path, out: str, store: str, *options: str) -> Run:
    command = [str(_BIN / "juesuan"), "batch", str(place / "units"), "--out", str(place / out), "--format", "json", *options]
    return Run([*_inside(DRIVER), *command], {"JUESUAN_DATABASE_URL": store})


@contextmanager
def network() -> Iterator[None]:
    """A namespace for every host, joined by a bridge; what a killed run left of them is removed first."""
    _remove_network()
    _ip("link", "add", BRIDGE, "type", "bridge")
    _ip("link", "set", BRIDGE, "up")
    try:
        for host, name in NAMES.items():
            _ip("netns", "add", name)
            _ip("link", "add", f"v{name}", "type", "veth", "peer", "name", "eth0", "netns", name)
            _ip("link", "set", f"v{name}", "master", BRIDGE, "up")
            _ip("netns", "exec", name, "ip", "addr", "add", f"{host}/24", "dev", "eth0")
            for device in ("eth0", "lo"):
                _ip("netns", "exec", name, "ip", "link", "set", device, "up")
        yield
    finally:
        _remove_network()


def _remove_network() -> None:
    devices = [["link", "del", f"v{name}"] for name in NAMES.values()]
    for arguments in (*devices, *(["netns", "del", name] for name in NAMES.values()), ["link", "del", BRIDGE]):
        subprocess.run(["ip", *arguments], check=False, stderr=DEVNULL)


@contextmanager
def database(place: Path) -> Iterator[str]:
    """PostgreSQL on the driver's address."""
    tools, home = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1], place / "postgres"
    home.mkdir()
    place.chmod(0o755)
    shutil.chown(home, "postgres")
    (home / "hba").write_text("host all all 10.77.0.0/24 trust\nlocal all all trust\n")
    subprocess.run(
        [tools / "initdb", "-D", home / "data", "-U", "juesuan", "-E", "UTF8"],
        user="postgres",
        check=True,
        stdout=DEVNULL,
        stderr=DEVNULL,
        cwd=home,
    )
    options = ("-h", DRIVER, "-k", str(home), "-c", f"hba_file={home / 'hba'}")
    server = subprocess.Popen(
        [*_inside(DRIVER), "setpriv", "--reuid=postgres", "--clear-groups", tools / "postgres", "-D", home / "data", *options],
        stdout=DEVNULL,
        stderr=DEVNULL,
        cwd=home,
    )
    try:
        while subprocess.run(
            [*_inside(DRIVER), tools / "pg_isready", "-h", DRIVER], check=False, stdout=DEVNULL, stderr=DEVNULL, cwd=home
        ).returncode:
            if server.poll() is not None:
                raise SystemExit(f"PostgreSQL 没有起来（退出码 {server.returncode}）")
            time.sleep(0.1)
        yield f"postgresql://juesuan@{DRIVER}/postgres"
    finally:
        server.send_signal(signal.SIGINT)  # at once: with SIGTERM it would wait for the one that was cut off to hang up
        server.wait()


@contextmanager
def dask(host: str, store: str, *arguments: str) -> Iterator[None]:
    """A scheduler or worker on a host."""
    surroundings = {
        **os.environ,
        "JUESUAN_DATABASE_URL": store,
        "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": LOST_AFTER,
        "DASK_DISTRIBUTED__COMM__TIMEOUTS__TCP": LOST_AFTER,
    }
    process = subprocess.Popen(
        [*_inside(host), str(_BIN / "dask"), *arguments, "--no-dashboard"], env=surroundings, stdout=DEVNULL, stderr=DEVNULL, cwd=ROOT
    )
    try:
        yield
    finally:
        process.kill()
        process.wait()


def _recorded(store: str) -> int:
    code = f"import psycopg; print(psycopg.connect({store!r}).execute('SELECT count(*) FROM outcomes').fetchone()[0])"
    return int(subprocess.run([*_inside(DRIVER), sys.executable, "-c", code], check=True, stdout=subprocess.PIPE).stdout)


def _inside(host: str) -> list[str]:
    return ["ip", "netns", "exec", NAMES[host]]


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else UNITS)
