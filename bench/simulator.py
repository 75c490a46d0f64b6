"""Measures how many calls a second the simulator validates, so that no bench measures the simulator by mistake."""

import json
import multiprocessing
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

Measured = tuple[str, float, str]
_ROOT = Path(__file__).parent.parent
_CARD = {
    "type": "flex",
    "altText": "บันทึกแล้ว",
    "contents": {
        "type": "bubble",
        "body": {
            "type": "box",
            "layout": "vertical",
            "contents": [
                {
                    "type": "box",
                    "layout": "horizontal",
                    "spacing": "md",
                    "contents": [
                        {"type": "text", "text": f"ส่วนที่ {number}", "size": "sm", "color": "#555555", "flex": 2},
                        {"type": "text", "text": "ต.แม่ใจ อ.แม่ใจ จ.พะเยา", "wrap": True, "flex": 5},
                        {
                            "type": "button",
                            "height": "sm",
                            "action": {"type": "postback", "label": "✏️ แก้ไข", "data": f"edit={number}"},
                        },
                    ],
                }
                for number in range(8)
            ],
        },
    },
}


def run(seconds: float = 3.0, senders: int = 16) -> list[Measured]:
    """Return rows of (what, value, unit). The simulator runs on one core, the load generator on the other."""
    began = time.perf_counter()
    simulator = _start()
    started = time.perf_counter() - began
    try:
        rows: list[Measured] = [("simulator: start to first answer", started, "s")]
        for name, message in (("text", {"type": "text", "text": "วันนี้ลงพื้นที่ บ้านหนองบัว"}), ("record card", _CARD)):
            rate = _calls_per_second(simulator.port, message, seconds, senders)
            rows.append((f"simulator: pushes of a {name}, validated", rate, "calls/s"))
        return rows
    finally:
        simulator.process.terminate()
        simulator.process.wait(10)


class _Running:
    def __init__(self, process: "subprocess.Popen[str]", port: int) -> None:
        self.process = process
        self.port = port


def _start() -> _Running:
    """Start a simulator with one friend on the last core, without latency and rate limits."""
    command = [sys.executable, "-m", "simulator", "--webhook", "http://127.0.0.1:9/", "--secret", "s", "--token", "t"]
    process = subprocess.Popen(
        [*command, "--port", "0", "--latency-ms", "0"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=_ROOT,
        preexec_fn=_pin_last,
    )
    assert process.stdout is not None
    port = int(process.stdout.readline().rsplit(":", 1)[1].strip("/\n"))
    _post(port, "/sim/people", {"userId": _FRIEND, "displayName": "สมชาย"})
    _post(port, "/sim/limits", {"rates": {"push": {"calls": 1e9, "seconds": 1}}})
    return _Running(process, port)


_FRIEND = "U" + "0" * 32


def _pin_last() -> None:
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def _calls_per_second(port: int, message: dict[str, Any], seconds: float, senders: int) -> float:
    """Return calls a second. It uses raw sockets with keep-alive, because it must cost less than the simulator."""
    body = json.dumps({"to": _FRIEND, "messages": [message]}, ensure_ascii=False).encode()
    request = _request("/v2/bot/message/push", body)
    results: multiprocessing.Queue[int] = multiprocessing.Queue()
    generator = multiprocessing.Process(target=_load, args=(port, request, seconds, senders, results))
    generator.start()
    count = results.get()
    generator.join()
    return count / seconds


def _load(port: int, request: bytes, seconds: float, senders: int, results: "multiprocessing.Queue[int]") -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    sockets = [socket.create_connection(("127.0.0.1", port)) for _ in range(senders)]
    count, end = 0, time.perf_counter() + seconds
    for one in sockets:
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    while time.perf_counter() < end:
        for one in sockets:
            one.sendall(request)
        for one in sockets:
            answer = one.recv(65536)
            if not answer.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(answer[:300].decode("utf-8", "replace"))
        count += senders
    for one in sockets:
        one.close()
    results.put(count)


def _request(path: str, body: bytes) -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer t\r\nContent-Type: application/json\r\n"
    return head.encode() + f"Content-Length: {len(body)}\r\n\r\n".encode() + body


def _post(port: int, path: str, body: dict[str, Any]) -> None:
    with socket.create_connection(("127.0.0.1", port)) as one:
        one.sendall(_request(path, json.dumps(body).encode()))
        answer = one.recv(65536)
    if not answer.startswith(b"HTTP/1.1 20"):
        raise RuntimeError(answer.decode("utf-8", "replace"))


if __name__ == "__main__":
    for what, value, unit in run():
        print(f"{what:<50} {value:>10,.2f} {unit}")
