"""Print `requirements.lock`: the versions that pip chooses today for everything, all extras.

Versions only: no hashes and no addresses, so that it holds wherever one's packages come from.
"""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

HEAD = """\
# Made by `make lock`; versions only. Used as constraints: what a platform does not need stays out.
"""


def main() -> None:
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    everything = ",".join(project["optional-dependencies"])
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed"]
    command += ["--quiet", "--report", "-", f".[{everything}]"]
    report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    found = [item["metadata"] for item in report["install"]]
    lines = sorted(
        f"{re.sub(r'[-_.]+', '-', one['name']).lower()}=={one['version']}"
        for one in found
        if one["name"] != project["name"]
    )
    print(HEAD + "\n".join(lines))


if __name__ == "__main__":
    main()
