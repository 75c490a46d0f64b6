"""The control API: tests, demos and the page use it to control people, time, faults and webhooks."""
