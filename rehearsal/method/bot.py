"""The bot itself: its profile, its commands, how it gets updates."""

from rehearsal.call import Params
from rehearsal.method.registry import method
from rehearsal.user import Json
from rehearsal.world import World


@method("getMe")
def get_me(world: World, params: Params) -> Json:
    return world.bot.to_json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method("setWebhook", "deleteWebhook", "logOut", "close")
def acknowledged(world: World, params: Params) -> bool:
    """What the server does about it is not this world's business."""
    return True


@method("getWebhookInfo")
def get_webhook_info(world: World, params: Params) -> Json:
    """The server fills it in."""
    return {}


def _key(params: Params) -> tuple[str, str]:
    scope: Json = params.get("scope") or {"type": "default"}
    words = (str(scope[key]) for key in ("type", "chat_id", "user_id") if key in scope)
    return ":".join(words), params.text("language_code")


@method("setMyCommands")
def set_my_commands(world: World, params: Params) -> bool:
    world.commands[_key(params)] = params.listing("commands")
    return True


@method("getMyCommands")
def get_my_commands(world: World, params: Params) -> list[dict[str, str]]:
    return world.commands.get(_key(params), [])


@method("deleteMyCommands")
def delete_my_commands(world: World, params: Params) -> bool:
    world.commands.pop(_key(params), None)
    return True


def _profile(name: str, field: str) -> None:
    @method(f"setMy{name}")
    def set_it(world: World, params: Params) -> bool:
        world.profile[field, params.text("language_code")] = params.text(field)
        return True

    @method(f"getMy{name}")
    def get_it(world: World, params: Params) -> Json:
        language = params.text("language_code")
        found = world.profile.get((field, language)) or world.profile.get((field, ""), "")
        return {field: found}


_profile("Name", "name")
_profile("Description", "description")
_profile("ShortDescription", "short_description")


@method("setChatMenuButton", "setMyDefaultAdministratorRights")
def remembered(world: World, params: Params) -> bool:
    """Accepted; nothing in the simulation depends on it."""
    return True
