"""`kill -9` at random moments, again and again, and everything still happens exactly once.

A round is one simulated Telegram with one group that talks, and one bot in a process of its own
that is killed and started again on the same database while people go on talking. What Telegram
and the database hold afterwards is compared with what was said.
"""
