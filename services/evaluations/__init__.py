"""Rating rounds: what counts, how scores are worked out, and signed results."""
