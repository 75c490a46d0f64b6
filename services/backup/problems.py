"""What can be wrong with a backup or a restore."""


class BackupError(Exception):
    """It cannot be done. The operator reads the sentence of `reason` with these values."""

    def __init__(self, reason: str, **values: str | int) -> None:
        super().__init__(reason)
        self.reason, self.values = reason, values
