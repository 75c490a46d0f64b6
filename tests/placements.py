"""Where a participant of CAST works, stage by stage, as a roster's row says it."""


def placements(pilot: str, target: str, province: str) -> dict[str, str]:
    """The areas of the three stages by their keys."""
    return {"pilot": pilot, "target": target, "province": province}
