"""The base class of all tables, and the types of their columns."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import JSON, BigInteger, Date, DateTime, Dialect, Float, Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

# SQLite assigns ids only to a column that is declared INTEGER.
BIG_ID_DIGITS = 19  # a number of fewer digits can be an id
BigId = BigInteger().with_variant(Integer(), "sqlite")


class UtcInstant(TypeDecorator[datetime]):
    """An aware instant, stored in UTC. A naive datetime is refused, because its zone would be a guess."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a naive datetime cannot be stored: {value!r}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def whole(number: float) -> float:
    """Return a number to a hundredth, as int if it has no fraction."""
    near = round(number, 2)
    return int(near) if near == int(near) else near


class Amount(TypeDecorator[float]):
    """A number that may have a fraction (2.5 hours); a whole one is an int in Python."""

    impl = Float
    cache_ok = True

    def process_result_value(self, value: float | None, _: Dialect) -> float | None:
        return None if value is None else whole(value)


E = TypeVar("E", bound=StrEnum)


class OneOf(TypeDecorator[E]):
    """One of the words of an enum: text in the database, a member of the enum in Python.

    Comparing with a plain text works too. A stored word that the enum does not know raises ValueError when it is read.
    """

    impl = Text
    cache_ok = True

    def __init__(self, words: type[E]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: str | None, _: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, _: Dialect) -> E | None:
        return None if value is None else self.words(value)


class Base(DeclarativeBase):
    """The base of every table. Constraints have names, so that migrations can use them on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it from the class
        datetime: UtcInstant(),
        date: Date(),
        str: Text(),
        dict[str, Any]: JSON(none_as_null=True),
        list[Any]: JSON(none_as_null=True),
    }
