"""What an action is about: order is kept within a subject only."""

from typing import Any

from bot.core.actions import (
    Agree,
    Answer,
    Approve,
    Ban,
    BanChannel,
    Bill,
    Copy,
    Decline,
    Delete,
    Edit,
    Kick,
    Look,
    Mute,
    Pin,
    Profile,
    Queue,
    React,
    Refund,
    Restrict,
    Send,
    SendFile,
    SendMedia,
    SendPicture,
    Strip,
    Tag,
    Title,
    Unban,
    UnbanChannel,
    Unmute,
    Unwhisper,
    Whisper,
)


def subject_of(action: Any) -> tuple[Any, ...]:
    """What an action is about: within a subject order is kept, between subjects there is none."""
    match action:
        case (
            Kick() | Ban() | Unban() | Mute() | Unmute() | Restrict() | Tag() | Title()
            | Approve() | Decline()
        ):  # fmt: skip
            return ("member", action.room, action.person)
        case BanChannel() | UnbanChannel():
            return ("member", action.room, action.channel)
        case Delete() | React() | Strip() | Pin():
            return ("message", action.chat, action.message)
        case Edit():
            return ("message", action.to or -action.room, action.message)
        case Send() | SendFile() | SendMedia() | SendPicture() | Copy() | Whisper() | Bill():
            return ("sends", action.to or action.room)
        case Answer() | Agree() | Queue():
            return ("answer", action.query)
        case Refund():
            return ("refund", action.charge)
        case Unwhisper():
            return ("whisper", action.room, action.message)
        case Look() | Profile():
            return ("look", action.room, action.person)
        case _:
            return ("room", action.room)
