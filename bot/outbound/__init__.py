"""A message goes out: the outbox freezes requests, senders post them at LINE's rates, outcomes are recorded."""
