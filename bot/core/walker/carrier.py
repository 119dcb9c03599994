"""Carriers: where in a message text travels, as tables over Telegram's field names."""

from typing import Final, Literal

Kind = Literal["words", "link", "name"]

SKIPPED: Final = frozenset(
    """
    reply_to_message pinned_message giveaway_message checklist_message poll_message
    suggested_post_message
    id type file_id file_unique_id file_path language language_code mime_type currency
    callback_data data_hash file_hash file_hashes hash thumbnail thumb invoice_payload payload
    start_parameter telegram_payment_charge_id provider_payment_charge_id passport_data
    google_place_type foursquare_type state status effect style
    """.split()  # noqa: SIM905
)
"""Other messages, judged on their own, and fields nobody reads, like all that end in `_id`."""

NAMED: Final[dict[str, tuple[str, Kind]]] = {
    "text": ("text", "words"),
    "caption": ("caption", "words"),
    "button.text": ("button", "words"),
    "button.url": ("button url", "link"),
    "button.switch_inline_query": ("button", "words"),
    "button.switch_inline_query_current_chat": ("button", "words"),
    "login_url.url": ("button url", "link"),
    "login_url.forward_text": ("button", "words"),
    "web_app.url": ("button url", "link"),
    "copy_text.text": ("button", "words"),
    "switch_inline_query_chosen_chat.query": ("button", "words"),
    "link_preview_options.url": ("link preview", "link"),
    "quote.text": ("quote", "words"),
    "poll.question": ("poll question", "words"),
    "poll.explanation": ("poll explanation", "words"),
    "poll.description": ("poll description", "words"),
    "options.text": ("poll option", "words"),
    "venue.title": ("venue", "name"),
    "venue.address": ("venue", "words"),
    "contact.vcard": ("vcard", "words"),
    "audio.title": ("audio title", "name"),
    "audio.performer": ("audio title", "name"),
    "game.title": ("game", "name"),
    "game.description": ("game", "words"),
    "game.text": ("game", "words"),
    "invoice.title": ("invoice", "name"),
    "invoice.description": ("invoice", "words"),
    "file_name": ("file name", "name"),
    "author_signature": ("author signature", "name"),
    "sender_tag": ("sender tag", "name"),
    "sender_user_name": ("forward user", "name"),
    "forward_sender_name": ("forward user", "name"),
    "forward_signature": ("author signature", "name"),
    "checklist.title": ("checklist", "words"),
    "tasks.text": ("checklist", "words"),
    "new_chat_title": ("group title", "name"),
    "set_name": ("sticker set", "name"),
    "prize_description": ("giveaway", "words"),
    "additional_prize_description": ("giveaway", "words"),
    "explanation": ("poll explanation", "words"),
    "query": ("button", "words"),
}
"""`parent.field` or `field` → carrier and kind. What is not listed is its own carrier."""

PEOPLE: Final[dict[str, str]] = {
    "from": "display name",
    "via_bot": "via bot",
    "sender_user": "forward user",
    "forward_from": "forward user",
    "new_chat_members": "new member",
    "new_chat_member": "new member",
    "new_chat_participant": "new member",
    "left_chat_member": "left member",
    "sender_business_bot": "via bot",
}
"""Fields that hold an account, with the carrier of its name."""

CHATS: Final[dict[str, str]] = {
    "sender_chat": "sender chat",
    "forward_from_chat": "forward channel",
    "forward_origin.chat": "forward channel",
    "forward_origin.sender_chat": "forward channel",
    "origin.chat": "forward channel",
    "origin.sender_chat": "forward channel",
    "external_reply.chat": "external reply",
    "story.chat": "story",
    "reply_to_story.chat": "reply to story",
    "giveaway.chats": "giveaway",
    "giveaway_winners.chat": "giveaway",
    "boost_added.chat": "sender chat",
}
"""Fields that hold a chat which is not the room itself, with the carrier of its title."""

SERVICE_ACCOUNTS: Final = frozenset({777000, 1087968824, 136817688})
"""Telegram's own: service messages, the anonymous administrator, the channel's stand-in."""
