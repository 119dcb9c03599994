"""Who may do what. Each rule answers with Telegram's refusal, or None if it may be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearsal.user import Json, User

if TYPE_CHECKING:
    from rehearsal.chat import Chat
    from rehearsal.message import Message

DELETABLE = 48 * 3600
NO_RIGHT_TO_RESTRICT = "not enough rights to restrict/unrestrict chat member"

_PERMISSION = {
    "photo": ("can_send_photos", "photos"),
    "live_photo": ("can_send_photos", "photos"),
    "video": ("can_send_videos", "videos"),
    "animation": ("can_send_other_messages", "animations"),
    "document": ("can_send_documents", "documents"),
    "audio": ("can_send_audios", "audios"),
    "voice": ("can_send_voice_notes", "voice notes"),
    "video_note": ("can_send_video_notes", "video notes"),
    "sticker": ("can_send_other_messages", "stickers"),
    "dice": ("can_send_other_messages", "dice"),
    "game": ("can_send_other_messages", "games"),
    "poll": ("can_send_polls", "polls"),
    "checklist": ("can_send_polls", "checklists"),
    "via_bot": ("can_send_other_messages", "inline results"),
}


def post(chat: Chat, user: User, content: Json) -> str | None:
    """Writing something into a chat."""
    if chat.kind == "channel":
        allowed = chat.has_right(user, "can_post_messages")
        return None if allowed else "need administrator rights in the channel chat"
    kinds = [known for key, known in _PERMISSION.items() if key in content]
    for permission, what in kinds or [("can_send_messages", "text messages")]:
        if not chat.may(user, permission):
            return f"not enough rights to send {what} to the chat"
    return None


def restrict(chat: Chat, actor: User, target: User) -> str | None:
    """Muting, banning, removing, and the reverse of each."""
    if target is actor:
        return "can't restrict self"
    member = chat.member(target)
    if member.status == "creator":
        return "can't remove chat owner"
    if not chat.has_right(actor, "can_restrict_members"):
        return NO_RIGHT_TO_RESTRICT
    if member.is_admin and not _appointed(chat, actor, target):
        return "user is an administrator of the chat"
    return None


def promote(chat: Chat, actor: User, target: User, rights: frozenset[str]) -> str | None:
    """Appointing or dismissing an administrator: nobody gives more than they have."""
    if target is actor:
        return "can't promote self"
    if chat.status(target) == "creator":
        return "can't demote chat creator"
    if not chat.has_right(actor, "can_promote_members"):
        return "not enough rights"
    if chat.member(target).is_admin and not _appointed(chat, actor, target):
        return "CHAT_ADMIN_REQUIRED"
    if not all(chat.has_right(actor, right) for right in rights - {"can_manage_chat"}):
        return "RIGHT_FORBIDDEN"
    return None


def _appointed(chat: Chat, actor: User, target: User) -> bool:
    """Whether `actor` made `target` an administrator, or owns the chat."""
    return chat.status(actor) == "creator" or chat.member(target).promoted_by is actor


def delete(actor: User, message: Message) -> str | None:
    """Taking a message away: one's own or, with the right, anyone's, for 48 hours."""
    chat = message.chat
    refused = "message can't be deleted"
    if chat.world.clock.now() - message.date > DELETABLE:
        return refused
    if message.content.get("migrate_from_chat_id"):
        return refused
    if message.author is actor and not message.service:
        return None
    if chat.kind == "private":
        return None
    return None if chat.has_right(actor, "can_delete_messages") else refused


def pin(chat: Chat, actor: User) -> str | None:
    """Pinning and unpinning."""
    right = "can_edit_messages" if chat.kind == "channel" else "can_pin_messages"
    if chat.kind == "private" or chat.has_right(actor, right):
        return None
    if chat.kind != "channel" and chat.may(actor, "can_pin_messages"):
        return None
    return "not enough rights to manage pinned messages in the chat"
