"""The health check of the image: whether the process in this container answers, web on PORT, others on HEALTH_PORT."""

import os
import sys
from urllib.error import URLError
from urllib.request import urlopen

PORTS = (os.environ.get("PORT") or "8000", os.environ.get("HEALTH_PORT") or "8001")


def answers(port: str) -> bool:
    """Return whether something on this port says that it is well."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=4) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(0 if any(answers(port) for port in PORTS) else 1)
