"""The machine: its cores, and what a process took of it."""

import os
import platform
import sqlite3
from pathlib import Path

CORES = sorted(os.sched_getaffinity(0))
BOT_CORE = CORES[0]
GENERATOR_CORE = CORES[-1]
_TICK = os.sysconf("SC_CLK_TCK")


def pin(core: int) -> None:
    """Keep this process, and what it starts from now on, on one core."""
    os.sched_setaffinity(0, {core})


def cpu_seconds(pid: int) -> float:
    """Processor time, user and system, of all threads of a process so far."""
    stat = Path(f"/proc/{pid}/stat").read_text()
    fields = stat[stat.rindex(")") + 2 :].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def resident(pid: int) -> tuple[float, float]:
    """Resident memory of a process now and at its peak, in MB (2**20 bytes)."""
    status = Path(f"/proc/{pid}/status").read_text()
    kilobytes = {
        line.split(":")[0]: int(line.split()[1])
        for line in status.splitlines()
        if line.startswith(("VmRSS", "VmHWM"))
    }
    return kilobytes["VmRSS"] / 1024, kilobytes["VmHWM"] / 1024


def model() -> str:
    """The processor's name."""
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def facts(postgresql: str = "") -> str:
    """One line that must stand beside every figure."""
    if len(CORES) > 1:
        cores = f"{len(CORES)} cores (bot on {BOT_CORE}, generator on {GENERATOR_CORE})"
    else:
        cores = "1 core shared by bot and generator"
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    if postgresql:
        versions += f", PostgreSQL {postgresql}"
    load = os.getloadavg()[0]
    return f"{model()}, {cores}, {versions}, load before {load:.1f}"
