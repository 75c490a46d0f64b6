"""The people: roles, places and days, invite codes, leave and mutes."""
