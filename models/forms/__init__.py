"""Forms as published, and what was answered to them."""
