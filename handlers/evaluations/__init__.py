"""Rating rounds: scores for coordinators, mentors and participants; closing one."""
