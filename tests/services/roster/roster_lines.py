"""Lines of a roster, each right unless a test changes it."""


def participant(name: str = "กานดา ทุ่งทอง", **more: str) -> dict[str, str]:
    own = {
        "name": name,
        "role": "participant",
        "agency": "กรมที่ดิน",
        "pilot_district": "แม่ใจ พะเยา",
        "target_district": "ขนอม นครศรีธรรมราช",
        "phase3_province": "นครศรีธรรมราช",
    }
    return {**own, **{key.rstrip("_"): value for key, value in more.items()}}


def mentor(name: str = "ณรงค์ ต้นกล้า", **more: str) -> dict[str, str]:
    own = {"name": name, "role": "mentor", "area": "อ.แม่ใจ จ.พะเยา"}
    return {**own, **{key.rstrip("_"): value for key, value in more.items()}}


def coordinator(name: str = "นภา เมฆขาว", scope: str = "all", **more: str) -> dict[str, str]:
    return {"name": name, "role": "coordinator", "scope": scope, **more}
