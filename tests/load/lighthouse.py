"""Lighthouse on the citizens' page, mobile profile: how fast it is there and whether everybody can use it.

    python -m tests.load.lighthouse [http://127.0.0.1:8000] [--page /report] [--chrome /usr/bin/chromium]

Needs a running installation with built pages, npx and a Chromium; Lighthouse itself is fetched by npx and is no
dependency. Lighthouse simulates a middle phone on a slow 4G line. Bars: performance ≥ 90, accessibility ≥ 95.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

LIGHTHOUSE = "lighthouse@13.5.0"
BARS = {"performance": 0.90, "accessibility": 0.95}
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic"
TOLD = ("first-contentful-paint", "largest-contentful-paint", "speed-index", "total-blocking-time",
        "cumulative-layout-shift", "total-byte-weight")


def measure(address: str, chrome: str) -> dict[str, Any]:
    """Lighthouse's own report about one address."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        subprocess.run(
            ["npx", "--yes", LIGHTHOUSE, address, "--quiet", f"--chrome-flags={FLAGS}", "--output=json",
             f"--output-path={path}", f"--only-categories={','.join(BARS)}"],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "CHROME_PATH": chrome})
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def tell(found: dict[str, Any]) -> bool:
    """Print scores and figures; whether every bar is reached."""
    scores = {name: row["score"] or 0.0 for name, row in found["categories"].items()}
    for name, bar in BARS.items():
        print(f"{name:14} {scores[name] * 100:.0f}  (bar {bar * 100:.0f})")
    for name in TOLD:
        print(f"  {name:26} {found['audits'][name].get('displayValue', '–')}")
    failed = [row["title"] for row in found["audits"].values() if row.get("score") == 0]
    print(f"  not passed: {', '.join(failed) or 'nothing'}")
    return all(scores[name] >= bar for name, bar in BARS.items())


def main() -> int:
    """Measure one page; exit status 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("site", nargs="?", default="http://127.0.0.1:8000")
    parser.add_argument("--page", default="/report")
    parser.add_argument("--chrome", default=shutil.which("chromium") or shutil.which("google-chrome") or "")
    given = parser.parse_args()
    return 0 if tell(measure(given.site.rstrip("/") + given.page, given.chrome)) else 1


if __name__ == "__main__":
    sys.exit(main())
