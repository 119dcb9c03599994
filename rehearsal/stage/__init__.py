"""The rehearsal: the real bot, in a process of its own, before a simulated Telegram.

A `Stage` holds both, and the people and chats of a `cast`. What happens on it is done by steps
(`step`), which a page, a script or a link hand in; they are written down in its `journal`.
"""

from rehearsal.stage.stage import Stage

__all__ = ["Stage"]
