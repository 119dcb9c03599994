"""The names of administrators' rights and members' permissions, and their rules."""

from collections.abc import Iterable, Mapping

COMMON_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
)
GROUP_RIGHTS = (*COMMON_RIGHTS, "can_pin_messages", "can_manage_topics", "can_manage_tags")
CHANNEL_RIGHTS = (
    *COMMON_RIGHTS,
    "can_post_messages",
    "can_edit_messages",
    "can_manage_direct_messages",
)
MEDIA = (
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
)
PERMISSIONS = (
    "can_send_messages",
    *MEDIA,
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
OFFICIAL = frozenset(PERMISSIONS) & frozenset(GROUP_RIGHTS)
"""Permissions that are also rights: an administrator has them by either."""
DEFAULT_PERMISSIONS = dict.fromkeys(PERMISSIONS, True) | {
    "can_change_info": False,
    "can_pin_messages": False,
    "can_manage_topics": False,
}
"""What members of a new group may do."""

_DEFAULTS_TO = {
    "can_react_to_messages": "can_send_messages",
    "can_edit_tag": "can_pin_messages",
    "can_manage_topics": "can_pin_messages",
}


def rights_of(kind: str) -> tuple[str, ...]:
    """The rights an administrator of this kind of chat can have."""
    return CHANNEL_RIGHTS if kind == "channel" else GROUP_RIGHTS


def permission_set(given: Mapping[str, bool], *, independent: bool) -> dict[str, bool]:
    """A whole set out of what a request names; what it omits is false.

    Three names fall back on another one instead, and unless `independent`, the wide
    permissions imply the narrow ones, as `restrictChatMember` documents.
    """
    found = {name: bool(given.get(name, False)) for name in PERMISSIONS}
    if not independent:
        if found["can_send_other_messages"] or found["can_add_web_page_previews"]:
            found.update(dict.fromkeys(("can_send_messages", *MEDIA), True))
        if found["can_send_polls"]:
            found["can_send_messages"] = True
    for name, source in _DEFAULTS_TO.items():
        if name not in given:
            found[name] = found[source]
    return found


def right_set(names: Iterable[str]) -> frozenset[str]:
    """Rights as a set; any of them implies `can_manage_chat`."""
    found = frozenset(names)
    return found | {"can_manage_chat"} if found else found
