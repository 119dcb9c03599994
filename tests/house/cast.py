"""Who and what a scene is made of."""

from dataclasses import dataclass

from rehearsal.chat import Chat
from rehearsal.person import Person
from rehearsal.world import World


@dataclass
class Cast:
    """Ann owns the club, Bob reads there, Eve came to advertise."""

    world: World
    ann: Person
    bob: Person
    eve: Person
    group: Chat
