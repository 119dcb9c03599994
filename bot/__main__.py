"""The command line: `louzhang …`, also as `python -m bot …`.

Exit codes: 0 done, 1 failed, 2 wrong usage or configuration. What a command needs is imported
by the command, so that `--help` is fast.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from bot.config import Config

NO_TOKEN = (
    "telegram.token: there is none; put the token that @BotFather gave you under [telegram] in "
    "config.toml or into the variable LOUZHANG__TELEGRAM__TOKEN"
)

app = typer.Typer(
    name="louzhang",
    help="The warden of a chat group: an async Telegram bot.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="The configuration; config.toml in this folder unless given. "
        "LOUZHANG__SECTION__KEY variables override it.",
        show_default=False,
    ),
]


@app.command()
def run(config: ConfigFile = None) -> None:
    """Run the bot on the Bot API; upgrades the database first."""
    settings = _load(config)
    if not settings.telegram.token:
        _refuse(NO_TOKEN)
    from bot.app import run as serve

    raise typer.Exit(asyncio.run(serve(settings)))


@app.command()
def rehearse(
    port: Annotated[
        int | None,
        typer.Option(
            "--port",
            help="Where the page is: 8080, or any other port that is free. 0 takes any at once.",
            show_default=False,
        ),
    ] = None,
    language: Annotated[
        str, typer.Option("--language", help="What the simulated groups speak: zh or en.")
    ] = "",
    script: Annotated[
        Path | None,
        typer.Option(
            "--script",
            metavar="TOUR.toml",
            help="Play this in the terminal instead; docs/tour.toml is one.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Try the bot in the browser: a simulated Telegram, no token, no network."""
    from bot import log

    log.setup(level="warning")
    from bot.core.texts import LANGUAGES, language_of

    spoken = language or language_of(os.environ.get("LANG", "")[:2], "zh")
    if spoken not in LANGUAGES:
        _refuse(f"--language: allowed are {', '.join(LANGUAGES)}")
    if script is not None:
        raise typer.Exit(_play(script, spoken))
    from rehearsal.page.serve import serve
    from rehearsal.stage.stage import NotUp

    try:
        code = asyncio.run(serve(spoken, port, _announce))
    except OSError as error:
        _fail(f"--port: {error.strerror or error}", 1)
    except NotUp as error:
        _fail(str(error), 1)
    raise typer.Exit(code)


def _play(script: Path, language: str) -> int:
    """Play a script in the terminal; 1 if something came otherwise than it says."""
    from rich.console import Console

    from rehearsal.stage import Stage
    from rehearsal.stage.find import Misstep
    from rehearsal.stage.script import Unmet, load, play
    from rehearsal.stage.stage import NotUp

    try:
        steps = load(script)
    except ValueError as error:
        _refuse(str(error))

    async def run() -> None:
        async with Stage(language) as stage:
            await play(stage, steps, Console(highlight=False, soft_wrap=True))

    try:
        asyncio.run(run())
    except (Unmet, Misstep, NotUp) as error:
        typer.echo(str(error), err=True)
        return 1
    return 0


def _announce(address: str) -> None:
    """The page's address, alone on a line, at once, whoever reads it."""
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()


@app.command()
def check(config: ConfigFile = None) -> None:
    """Say everything that is wrong with the configuration, the database, the token, the rights."""
    settings = _load(config)
    from bot.check import check as examine

    problems = asyncio.run(examine(settings))
    for problem, mend in problems:
        typer.echo(f"{problem}: {mend}")
    if problems:
        raise typer.Exit(1)
    typer.echo("Everything is in order.")


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file.")],
    config: ConfigFile = None,
    force: Annotated[bool, typer.Option("--force", help="Replace FILE if it is there.")] = False,
) -> None:
    """Put the whole database into one file; the bot may run meanwhile."""
    settings = _load(config)
    from bot import backup as whole

    try:
        made = asyncio.run(whole.backup(settings, file, force=force))
    except whole.UserError as error:
        _fail(error.text, 2 if isinstance(error, whole.BadFile) else 1)
    typer.echo(f"{file}: {made.rows} rows of {len(made.tables)} tables, schema {made.schema}")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What backup made.")],
    config: ConfigFile = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Give up what the database holds now.")
    ] = False,
) -> None:
    """Load a backup into the configured database, all of it or nothing; the bot must not run."""
    settings = _load(config)
    from bot import backup as whole

    try:
        made = asyncio.run(whole.restore(settings, file, replace=replace))
    except whole.UserError as error:
        _fail(error.text, 2 if isinstance(error, whole.BadFile) else 1)
    typer.echo(f"restored {made.rows} rows of {len(made.tables)} tables from {file}")


Chat = Annotated[
    int, typer.Argument(metavar="CHAT", help="The group's number, as Telegram has it: -100…")
]
_NUMBERS = {"ignore_unknown_options": True}  # a group's number begins as options do


@app.command("export", context_settings=_NUMBERS)
def export_settings(chat: Chat, config: ConfigFile = None) -> None:
    """Print a group's settings as one TOML file; the bot may run meanwhile."""
    settings = _load(config)
    from bot import transfer

    try:
        typer.echo(asyncio.run(transfer.export(settings, chat)), nl=False)
    except transfer.Unknown as error:
        _fail(str(error), 1)


@app.command("import", context_settings=_NUMBERS)
def import_settings(
    chat: Chat,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="What export printed; - is standard input.")
    ],
    config: ConfigFile = None,
) -> None:
    """Give a group the settings of a file, all or none; the bot may run meanwhile."""
    settings = _load(config)
    from bot import transfer
    from bot.core.recipe import LARGEST, BadRecipe

    try:
        with sys.stdin.buffer if str(file) == "-" else file.open("rb") as given:
            text = given.read(LARGEST + 1)
        left = asyncio.run(transfer.take_over(settings, chat, text))
    except OSError as error:
        _refuse(f"{file}: {error.strerror or error}")
    except transfer.Unknown as error:
        _fail(str(error), 1)
    except BadRecipe as bad:
        _refuse(*bad.mistakes)
    for key in left:
        typer.echo(f"{key}: left as it is; an administrator of that chat sets it in the group")
    typer.echo("The settings hold now.")


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"louzhang {version('louzhang')}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Say the version."),
    ] = False,
) -> None:
    pass


def _load(path: Path | None) -> Config:
    """The configuration, with the logs set up by it; says every mistake and exits with 2."""
    from bot import log
    from bot.config import ConfigError, load

    log.setup()
    try:
        config = load(path, os.environ)
    except ConfigError as error:
        _refuse(*error.mistakes)
    log.setup(level=config.log.level, form=config.log.format, secrets=config.secrets())
    return config


def _refuse(*lines: str) -> NoReturn:
    _fail("\n".join(lines), 2)


def _fail(text: str, code: int) -> NoReturn:
    typer.echo(text, err=True)
    raise typer.Exit(code)


def main() -> None:
    """Run the command line of this process."""
    # Not app(): that would put typer's own excepthook in place of the one that hides secrets.
    typer.main.get_command(app)(prog_name="louzhang")


if __name__ == "__main__":
    main()
