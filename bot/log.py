"""Logs: one line for each event, as JSON or as text. They have ids and states, never texts or secrets."""

import logging
import sys
from contextlib import suppress
from typing import Literal, TextIO, cast

import structlog


class LossyStream:
    """A stream for logs that never raises: if the disk is full or the reader is gone, lines are lost.

    Threads log in the middle of handling an error. One that died of it would leave its process alive and useless.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        with suppress(OSError, ValueError):  # ValueError: it is closed
            return self._stream.write(text)
        return 0

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            self._stream.flush()


def configure_logging(form: Literal["json", "text"]) -> None:
    """Set up structlog, and send the logs of libraries (gunicorn) to the same stream.

    Several processes of `run` share that stream. A line and its end are one write, so that lines of two processes are
    not mixed; structlog's PrintLogger (26.1.0) makes two of them, as `print` does.
    """
    stream = cast(TextIO, LossyStream(sys.stderr))
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    rendered: structlog.typing.Processor = (
        structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[*shared, structlog.processors.format_exc_info, rendered],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(stream),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, rendered], foreign_pre_chain=shared
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


def log_line(event: str, **details: object) -> None:
    """Write one line, for modules without a logger of their own."""
    structlog.get_logger().info(event, **details)
