"""`/adminlist`: who administers the group."""

from bot.core.role import Admin
from bot.core.unit import Stay, Unit


async def list_admins(unit: Unit) -> None:
    """The owner, then the others by name, with their titles; who is anonymous is only counted.

    Bots are left out. Nobody is called: the names are no mentions.
    """
    listed = unit.admins.people()
    open_ = [admin for admin in listed if not admin.anonymous]
    lines = [unit.say("people-admins", group=unit.room.title[:64])]
    lines += [_line(unit, admin) for admin in open_]
    if hidden := len(listed) - len(open_):
        lines.append(unit.say("people-admins-hidden", n=hidden))
    unit.reply("\n".join(lines), stay=Stay.LONG)


def _line(unit: Unit, admin: Admin) -> str:
    name = " ".join(admin.name.split())[:64] or str(admin.id)
    sign = "👑" if admin.status == "creator" else "•"
    if admin.title:
        return unit.say("people-admin-title", sign=sign, name=name, title=admin.title)
    return unit.say("people-admin", sign=sign, name=name)
