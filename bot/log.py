"""Logs: one line for each event, as JSON or as text. They have ids, types and states, never texts or secrets.

An error is logged by its type and the places in our code where it was raised, never by its words: those of a database
have the values of the statement, those of a page its address. Libraries write words of their own into the same log. Of
these, too, only what is certainly not somebody's is kept: the words of the program, and numbers.
"""

import logging
import sys
from contextlib import suppress
from types import TracebackType
from typing import Any, Final, Literal, TextIO, cast

import structlog

PLACES: Final = 4  # of an error, the innermost last


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
    """Set up structlog, and send the logs of libraries (the server, gunicorn) to the same stream.

    Several processes of `run` share that stream. A line and its end are one write, so that lines of two processes are
    not mixed; structlog's PrintLogger (26.1.0) makes two of them, as `print` does.
    """
    stream = cast(TextIO, LossyStream(sys.stderr))
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_words_of_errors,
    ]
    rendered: structlog.typing.Processor = (
        structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[*shared, rendered],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(stream),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, rendered],
            foreign_pre_chain=[of_the_program, *shared],
            use_get_message=False,
            pass_foreign_args=True,
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)


def log_line(event: str, **details: object) -> None:
    """Write one line, for modules without a logger of their own."""
    structlog.get_logger().info(event, **details)


def of_error(error: BaseException) -> str:
    """Return an error's type and the innermost of its places, without its words."""
    places = _places(error.__traceback__)
    return f"{_named(error)} in {places[-1] if places else '?'}"


def without_words_of_errors(_: Any, __: str, said: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Replace an exception by its type, those of its causes, and the places where it was raised."""
    error = said.pop("exc_info", None)
    error = sys.exc_info()[1] if error is True else error[1] if isinstance(error, tuple) else error
    said.pop("stack_info", None)
    said.pop("exception", None)
    if isinstance(error, BaseException):
        said["error"] = " from ".join(map(_named, _with_causes(error)))
        said["places"] = " > ".join(_places(error.__traceback__)[-PLACES:]) or "?"
    return said


def of_the_program(_: Any, __: str, said: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Replace a library's message: keep its words before values were put in, and the values that are numbers. Without
    values nobody can tell whose words they are; then the place that wrote it is kept."""
    record: logging.LogRecord = said["_record"]
    given = said.pop("positional_args", ())
    values = tuple(given.values()) if isinstance(given, dict) else given or ()
    said["event"] = str(record.msg) if values and isinstance(record.msg, str) else f"{record.name}.{record.funcName}"
    said["logger"], said["at"] = record.name, f"{record.module}:{record.lineno}"
    numbers = [value for value in values if isinstance(value, int | float)]
    if numbers:
        said["numbers"] = numbers
    # the formatter renders `exc_info` itself if the record still has it
    said["exc_info"], record.exc_info, record.exc_text, record.stack_info = record.exc_info, None, None, None
    return said


def _named(error: BaseException) -> str:
    """Return an error's type, and the database's name or code of it: a lock that was not had and a disk that is full
    are one type."""
    cause = getattr(error, "orig", error)  # SQLAlchemy wraps it
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__


def _with_causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    following: BaseException | None = error
    while following is not None and following not in found:
        found.append(following)
        following = following.__cause__ or following.__context__
    return found


def _places(trace: TracebackType | None) -> list[str]:
    found = []
    while trace is not None:
        found.append(f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}")
        trace = trace.tb_next
    return found
