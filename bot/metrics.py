"""The metrics of /metrics. Labels are kinds and states, never people."""

from prometheus_client import Counter, Histogram

EVENTS = Counter("castbot_events_stored_total", "Events stored, by whether they were new", ["kind"])
REJECTED = Counter("castbot_webhooks_rejected_total", "Webhook calls answered with 4xx or 503", ["reason"])
CONNECTIONS_CUT = Counter("castbot_connections_cut_total", "Connections ended by us before an answer", ["reason"])
TURNS = Counter("castbot_turns_total", "Events handled, by how it ended", ["result"])
TURN_SECONDS = Histogram("castbot_turn_seconds", "From the arrival of an event to its committed effects")
DELIVERIES = Counter("castbot_deliveries_total", "Calls settled, by state", ["state"])
LINE_CALL_SECONDS = Histogram("castbot_line_call_seconds", "Calls to LINE that send messages", ["route"])
PHOTOS = Counter("castbot_photos_total", "Photos fetched, by how it ended", ["result"])
REMINDERS = Counter(
    "castbot_reminders_total", "Reminders settled, by rule and by what became of them", ["rule", "state"]
)
