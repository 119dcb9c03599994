"""People: what a test lets them do, in words that read like a story."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rehearsal import act, ballot, door, forward, key, media, patron, reaction
from rehearsal.customer import PLENTY, Customer
from rehearsal.error import Refused
from rehearsal.link import InviteLink, JoinRequest
from rehearsal.officer import Officer
from rehearsal.press import Press
from rehearsal.user import Json, User

if TYPE_CHECKING:
    from rehearsal.chat import Chat
    from rehearsal.message import Message
    from rehearsal.world import World


_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}", re.ASCII)


class Person(Officer, Customer):
    """Somebody with an app. Whatever Telegram would not let them do raises `Refused`.

    `started` and `blocked` are how they stand with the bot; `private` is their chat with it,
    `phone` their number, `stars` what they can spend.
    """

    def __init__(self, world: World, private: Chat, account: User) -> None:
        super().__init__(**vars(account))
        self.world = world
        self.private = private
        private.person = self
        self.bio = ""
        self.photos: list[list[Json]] = []
        self.started = False
        self.blocked = False
        self.deactivated = False
        self.stars = PLENTY
        self.phone = f"+86138{self.id % 10**8:08d}"

    # -- writing ------------------------------------------------------------------------

    def says(self, chat: Chat, text: str, **how: Any) -> Message:
        """Write a text; `how` is as for `sends`."""
        return self.sends(chat, text=text, **how)

    def sends(
        self,
        chat: Chat,
        *,
        reply_to: Message | None = None,
        topic: int | None = None,
        anonymously: bool = False,
        as_channel: Chat | None = None,
        parse_mode: str | None = None,
        reply_markup: Json | None = None,
        raw: Json | None = None,
        **content: Any,
    ) -> Message:
        """Send anything: `photo=`, `contact=`, `poll=`, `caption=`, `forwarded_from=` and so on.

        A kind of content takes True, bytes, a name or a dictionary of its fields; `raw` is laid
        over the finished message as it stands.
        """
        return act.send(
            self,
            chat,
            content | (raw or {}),
            reply_to=reply_to,
            topic=topic,
            anonymously=anonymously,
            as_channel=as_channel,
            parse_mode=parse_mode,
            markup=reply_markup,
        )

    def sends_album(
        self, chat: Chat, items: list[Json], *, reply_to: Message | None = None, **how: Any
    ) -> list[Message]:
        """Send several messages that Telegram shows as one."""
        album = self.world.new_token()
        return [
            act.send(
                self,
                chat,
                item,
                reply_to=reply_to,
                topic=how.get("topic"),
                anonymously=how.get("anonymously", False),
                as_channel=how.get("as_channel"),
                parse_mode=how.get("parse_mode"),
                markup=None,
                album=album,
            )
            for item in items
        ]

    def forwards(self, message: Message, chat: Chat, **how: Any) -> Message:
        """Forward a message."""
        copy = self.sends(chat, raw=forward.carried(message), forwarded_from=message, **how)
        copy.invoice = message.invoice
        return copy

    def edits(
        self, message: Message, text: str | None = None, parse_mode: str | None = None, **new: Any
    ) -> Message:
        """Edit one's own message: a new text or caption, or other content."""
        if text is not None:
            new["text" if "text" in message.content else "caption"] = text
        act.edit(self, message, new | new.pop("raw", {}), parse_mode=parse_mode)
        return message

    def deletes(self, *messages: Message) -> None:
        """Delete messages for everybody."""
        for message in messages:
            act.delete(self, message)

    def reacts(self, message: Message, *emoji: str) -> None:
        """React with these emoji instead of earlier ones; with none to take them back."""
        reaction.react(self, message, emoji)

    def votes(self, message: Message, *options: int) -> None:
        """Vote in a poll by the options' places; none takes the vote back."""
        ballot.vote(self, message, options)

    def presses(self, message: Message, button: str = "", *, forged: str | None = None) -> Press:
        """Press an inline button, named by its label or data; `forged` sends other data."""
        if forged is None:
            found = message.button(button)
            forged = found.get("callback_data")
            if forged is None:
                raise Refused(f"the button leads elsewhere: {found}")
        if message.receiver is not None and message.receiver is not self:
            raise Refused("only its receiver sees this message")
        return Press(self.world, self, message, forged)

    def whispers(self, chat: Chat) -> list[Message]:
        """The messages of the bot that only this person sees there."""
        every = chat.ephemeral.values()
        return [one for one in every if one.receiver is self and not one.deleted]

    # -- with the keyboard below --------------------------------------------------------

    def keyboard(self, chat: Chat | None = None) -> list[str]:
        """The labels of the reply keyboard that the bot shows there, in private if not named."""
        return key.labels(self, chat or self.private)

    def taps(self, label: str, *shared: User | Chat, chat: Chat | None = None) -> Message:
        """Press a key: its text is sent, or what it asks for, such as the users or chat chosen."""
        return key.tap(self, chat or self.private, label, shared)

    def answers(self, text: str, chat: Chat | None = None) -> Message:
        """Answer the message for which the bot's last one opened the reply field."""
        place = chat or self.private
        return self.says(place, text, reply_to=key.prompt(self, place))

    # -- with the bot -------------------------------------------------------------------

    def starts_bot(self, payload: str = "") -> Message:
        """Press Start, or open a deep link with a payload."""
        if not _PAYLOAD.fullmatch(payload):
            raise Refused("START_PARAM_INVALID")
        self.unblocks_bot()
        return self.says(self.private, f"/start {payload}".strip())

    def tells_bot(self, text: str, **how: Any) -> Message:
        """Write to the bot in private."""
        return self.says(self.private, text, **how)

    def blocks_bot(self) -> None:
        """Block the bot."""
        if not self.blocked:
            self.blocked = True
            self._stands_with_bot("member", "kicked")

    def unblocks_bot(self) -> None:
        """Let the bot write again."""
        if self.blocked:
            self.blocked = False
            self._stands_with_bot("kicked", "member")

    def _stands_with_bot(self, old: str, new: str) -> None:
        bot = self.world.bot.to_json()
        until = {"kicked": {"until_date": 0}}
        self.world.queue.put(
            "my_chat_member",
            {
                "chat": self.private.to_json(),
                "from": self.to_json(),
                "date": self.world.now(),
                "old_chat_member": {"user": bot, "status": old} | until.get(old, {}),
                "new_chat_member": {"user": bot, "status": new} | until.get(new, {}),
            },
        )

    def deactivates(self) -> None:
        """Delete one's account."""
        self.deactivated = True

    def renames(self, first_name: str, last_name: str | None = None) -> None:
        """Take another display name; nobody is told."""
        self.first_name, self.last_name = first_name, last_name

    def wears(self, picture: bytes) -> None:
        """Take a profile photo; the newest is shown."""
        self.photos.insert(0, media.photo(self.world, picture))

    # -- coming and going ---------------------------------------------------------------

    def joins(self, chat: Chat, link: InviteLink | None = None, *, folder: bool = False) -> None:
        """Come in by a link, by a public group's button, or by the link of a whole folder."""
        act.check_open(chat)
        if chat.by_request or (link is not None and link.by_request):
            raise Refused("this way in asks for approval: use requests()")
        door.admit(chat, self, link, folder=folder)
        until = patron.pay(chat, self, link) if link is not None and link.price else 0
        door.enter(chat, self, by=self, link=link, until=until, folder=folder)

    def requests(self, chat: Chat, link: InviteLink | None = None) -> JoinRequest:
        """Ask to be let in."""
        act.check_open(chat)
        return door.knock(chat, self, link, self.bio)

    def withdraws(self, chat: Chat) -> None:
        """Take a join request back; nobody is told."""
        chat.requests.pop(self.id, None)

    def adds(self, newcomer: User, chat: Chat) -> None:
        """Bring somebody in."""
        if not chat.may(self, "can_invite_users"):
            raise Refused("CHAT_ADMIN_REQUIRED")
        status = chat.status(newcomer)
        if status == "kicked" and not chat.has_right(self, "can_restrict_members"):
            raise Refused("USER_KICKED")
        door.enter(chat, newcomer, by=self)

    def leaves(self, chat: Chat) -> None:
        """Go."""
        door.leave(chat, self)

    def approves(self, person: Person, chat: Chat) -> None:
        """Let in who asked."""
        self._answers(person, chat, approve=True)

    def declines(self, person: Person, chat: Chat) -> None:
        """Turn away who asked."""
        self._answers(person, chat, approve=False)

    def _answers(self, person: Person, chat: Chat, *, approve: bool) -> None:
        if not chat.has_right(self, "can_invite_users"):
            raise Refused("CHAT_ADMIN_REQUIRED")
        request = chat.requests.get(person.id)
        if request is None:
            raise Refused("HIDE_REQUESTER_MISSING")
        door.answer(chat, request, approve=approve, by=self)
