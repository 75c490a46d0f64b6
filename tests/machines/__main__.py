"""`python -m tests.machines`: a Patroni cluster, HAProxy and two hosts of the bot under load, among faults of machines.

It needs root, for network namespaces, and Debian's packages patroni, etcd-server, haproxy and pgbouncer; it touches no
service and no file of theirs. Writes bench/machines.md if nothing was left out.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.machines.cluster import missing
from tests.machines.network import network

FAILOVERS, RATE = 10, 100.0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.machines", description=__doc__)
    parser.add_argument("--failovers", type=int, default=FAILOVERS, help="losses of the primary")
    parser.add_argument("--only", help="scenarios whose name has these words; then nothing is written")
    parser.add_argument("--rate", type=float, default=RATE, help="events a second")
    parser.add_argument("--keep", action="store_true", help="keep the folder with the logs")
    given = parser.parse_args()
    if os.geteuid() != 0:
        parser.error("it makes network namespaces: run it as root")
    if lacking := missing():
        parser.error(f"not on this machine: {', '.join(lacking)}; apt install patroni etcd-server haproxy pgbouncer")
    folder = Path(tempfile.mkdtemp(prefix="castbot-machines-"))
    try:
        with network() as hosts:
            words = [sys.executable, "-m", "tests.machines.scenarios", folder, given.failovers, given.rate]
            command = [*hosts["outside"].inside, *(str(word) for word in words), given.only or ""]
            return subprocess.run(command, check=False).returncode
    finally:
        if given.keep:
            print(folder)
        else:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
