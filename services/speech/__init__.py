"""Speech: what may be said in a group, how often, and what happens to what may not."""
