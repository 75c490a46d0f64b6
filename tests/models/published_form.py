"""A published form for tests of tables: a row, without any questions."""

from sqlalchemy.orm import Session

from models.forms.forms import FormVersion
from tests.models.reviews.test_reviews import NOW


def publish(session: Session, key: str = "feedback") -> int:
    """Store a form and return its id."""
    version = FormVersion(
        key=key, number=1, version="1", title="", file_name="", source=b"", fingerprint="", xform="", changes={},
        published_by="command", published_at=NOW,
    )  # fmt: skip
    session.add(version)
    session.flush()
    return version.id
