"""The desk's side: what tests, demos and the page use to move people, time, faults and webhooks."""
