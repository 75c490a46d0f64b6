"""What people type in Thai becomes an intent and slots: offline, explainable, without side effects."""
