"""Rehearsing a schedule: the programme is lived through on a scratch database, and nothing is sent."""
