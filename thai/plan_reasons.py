"""Words that were said while a reason was asked for: why a plan is changed, or why a training is sent back."""

from thai.training_tables import table_pattern


def begins_a_reason(low: str) -> bool:
    """Return whether folded words begin as a reason does: เพราะ …"""
    return table_pattern("reason_begins").match(low) is not None


def asks_to_see(low: str) -> bool:
    """Return whether folded words begin with a wish to see something: ขอดู …"""
    return table_pattern("asks_to_see").match(low) is not None


def speaks_of_certificates(low: str) -> bool:
    """Return whether folded words speak of a paper that has ประกาศ in its name: ใบประกาศ announces nothing."""
    return table_pattern("certificates").search(low) is not None


def denies(low: str) -> bool:
    """Return whether folded words say that something is or was not so."""
    return table_pattern("denials").search(low) is not None
