"""Runs work in a child process that ends with it, so that what the work loaded is given back to the machine."""

from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TypeVar

from bot.settings import SettingsError

Done = TypeVar("Done")


def in_child(work: Callable[[], Done]) -> Done:
    """Do work in a child that is forked from this process, and return what it returned, which can be pickled. Raises
    SettingsError if the work does; RuntimeError if it fails otherwise, when the child has printed why."""
    context = get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    child = context.Process(target=_do, args=(work, sending))
    child.start()
    sending.close()
    try:
        done, wrong = receiving.recv()
    except EOFError:
        child.join()
        raise RuntimeError(f"a child process ended with {child.exitcode}") from None
    finally:
        receiving.close()
    child.join()
    if wrong is not None:
        raise SettingsError(wrong)
    return done  # type: ignore[no-any-return]


def _do(work: Callable[[], Done], sending: Connection) -> None:
    try:
        sending.send((work(), None))
    except SettingsError as error:
        sending.send((None, str(error)))
