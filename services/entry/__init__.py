"""The door: who wants to come in, what is asked of them, and how it ends."""

from services.entry.flow import fail_gate, index_of, inquire, pass_gate
from services.entry.rush import take_up, welcome

__all__ = ["fail_gate", "index_of", "inquire", "pass_gate", "take_up", "welcome"]
