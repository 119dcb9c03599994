"""The routes of the page."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from typing import Any

from markupsafe import Markup
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.core import texts
from rehearsal.page import insight, render, view
from rehearsal.page.hint import hint_of
from rehearsal.page.theatre import Theatre, ad_in
from rehearsal.page.where import Where
from rehearsal.press import Press
from rehearsal.stage import journal
from rehearsal.stage.find import Misstep, chat_of
from rehearsal.stage.stage import NotUp
from rehearsal.stage.step import FAULTS, perform

ANSWER = 5.0
"""Real seconds a pressed button waits for its answer."""

LONGEST = 1000
"""Characters of what the page says in an alert."""

_NUMBER = re.compile("[0-9]{1,18}")
_FLAGS = ("anonymous", "formatted", "approve", "appoint")
_NUMBERS = ("topic", "option", "times", "seconds")


class Site:
    """What the browser talks to."""

    def __init__(self, theatre: Theatre) -> None:
        self.theatre = theatre
        self.app = Starlette(
            routes=[
                Route("/", self.page),
                Route("/part/{name}", self.part),
                Route("/events", self.events),
                Route("/do", self.act, methods=["POST"]),
                Route("/scene", self.scene, methods=["POST"]),
                Route("/again", self.again, methods=["POST"]),
                Route("/link", self.link),
                Route("/settings", self.load_settings, methods=["POST"]),
                Route("/settings.toml", self.settings),
                Route("/file/{number}", self.file),
                Mount("/static", StaticFiles(packages=[("rehearsal.page", "static")])),
            ]
        )

    async def page(self, request: Request) -> Response:
        """The whole page."""
        return HTMLResponse(render.page("page.html", await self._shown(request)))

    async def part(self, request: Request) -> Response:
        """One part of it, as it is now."""
        name = request.path_params["name"]
        if name not in ("left", "chat", "head", "above", "why", "composer", "clock"):
            return PlainTextResponse("nothing here", 404)
        return HTMLResponse(render.page(f"{name}.html", await self._shown(request)))

    async def _shown(self, request: Request) -> dict[str, Any]:
        stage = await self.theatre.ready()
        where = self._where(request)
        person, chat = where.person(stage), where.place(stage)
        shown = view.messages(stage, chat, person, where.topic, where.lang)
        chosen = {one["ref"]: one for one in shown}
        why = await insight.look(stage, chat, where.lang)
        return {
            "where": where,
            "t": _speaker(where.lang),
            "other_language": texts.say("en" if where.lang == "zh" else "zh", "language-name"),
            "people": view.people(stage, where.who),
            "chats": view.chats(stage, where.who, where.chat),
            "topics": view.topics(stage, where.chat, where.topic),
            "messages": shown,
            "reply": chosen.get(_number(where.reply)),
            "edit": chosen.get(_number(where.edit)),
            "standing": view.standing(chat, person),
            "applicants": view.applicants(stage, chat),
            "kind": chat.kind,
            "started": person.started,
            "blocked": person.blocked,
            "title": view.title_of(stage, chat),
            "person": person.name,
            "date": view.date_of(stage),
            "alive": stage.at_work,
            "why": why,
            "hint": hint_of(stage, where, shown, why["cases"]),
            "ad": ad_in(stage.language),
            "keyboard": person.keyboard(chat),
            "faults": FAULTS,
            "scenes": self.theatre.scenes(where.lang),
            "bot_here": chat.member(stage.telegram.bot).present,
        }

    def _where(self, request: Request) -> Where:
        spoken = request.headers.get("accept-language", "")
        usual = self.theatre.language
        lang = texts.language_of(spoken, usual) if spoken[:2] in ("zh", "en") else usual
        return Where.of(self.theatre.stage, request.query_params, lang)

    async def events(self, request: Request) -> Response:
        """A line whenever something may look different."""

        async def lines() -> AsyncIterator[str]:
            yield "retry: 500\n\ndata: begin\n\n"
            async for number in self.theatre.changes():
                yield f"data: {number}\n\n" if number else ": still here\n\n"

        return StreamingResponse(lines(), media_type="text/event-stream")

    async def act(self, request: Request) -> Response:
        """Do a step."""
        async with request.form(max_files=0, max_fields=30) as form:
            told = {key: str(value) for key, value in form.items() if isinstance(value, str)}
        await self.theatre.ready()
        async with self.theatre.turn:
            try:
                result = await perform(self.theatre.stage, _step(told))
            except Misstep as error:
                return _toast(str(error), alert=True)
            if isinstance(result, Press):
                return await self._answered(result, self._where(request).lang)
        if told["do"] in ("start", "newcomer", "wait"):
            return _nothing({"moved": told.get("who", "") if told["do"] == "start" else ""})
        return _nothing()

    async def _answered(self, pressed: Press, lang: str) -> Response:
        try:
            async with asyncio.timeout(ANSWER):
                answer = await pressed.answer
        except TimeoutError:
            return _toast(texts.plain(lang, "page-unanswered"))
        return _toast(answer.text, alert=answer.alert) if answer.text else _nothing()

    async def scene(self, request: Request) -> Response:
        """Begin anew with a situation."""
        async with request.form(max_files=0) as form:
            name, lang = str(form.get("scene", "")), str(form.get("lang", ""))
        await self.theatre.ready()
        try:
            await self.theatre.play(name, lang)
        except (Misstep, LookupError, NotUp) as error:
            return _toast(str(error), alert=True)
        return _nothing({"anew": ""})

    async def link(self, request: Request) -> Response:
        """The code of everything that was done since the situation began."""
        stage = await self.theatre.ready()
        try:
            code = journal.pack(stage.language, stage.journal)
        except ValueError as error:
            return PlainTextResponse(str(error), 409)
        return PlainTextResponse(code)

    async def again(self, request: Request) -> Response:
        """Show a situation again, from its code."""
        async with request.form(max_files=0) as form:
            code = str(form.get("code", ""))
        await self.theatre.ready()
        try:
            await self.theatre.replay(*journal.unpack(code))
        except (journal.Unreadable, Misstep, NotUp) as error:
            return _toast(str(error), alert=True)
        return _nothing({"anew": ""})

    async def load_settings(self, request: Request) -> Response:
        """Give a group the settings of a file."""
        await self.theatre.ready()
        where = self._where(request)
        async with request.form(max_files=1, max_part_size=1 << 18) as form:
            file = form.get("file")
            text = file if isinstance(file, str) else await file.read() if file else b""
        told = text if isinstance(text, str) else text.decode("utf-8", "replace")
        step = {"do": "settings", "chat": where.chat, "file": told}
        async with self.theatre.turn:
            try:
                left = await perform(self.theatre.stage, step)
            except Misstep as error:
                return _toast(str(error), alert=True)
        said = texts.plain(where.lang, "page-settings-taken")
        return _toast("\n".join([said, *left]), alert=True)

    async def settings(self, request: Request) -> Response:
        """The settings of a group, to be taken home."""
        stage = await self.theatre.ready()
        try:
            text = await stage.export(chat_of(stage, self._where(request).chat))
        except ValueError as error:
            return PlainTextResponse(str(error), 404)
        kept = {"content-disposition": 'attachment; filename="louzhang-settings.toml"'}
        return Response(text, media_type="application/toml", headers=kept)

    async def file(self, request: Request) -> Response:
        """A picture or file somebody sent; it is never shown as a page."""
        stage = await self.theatre.ready()
        found = stage.telegram.world.files.find(request.path_params["number"])
        if found is None:
            return PlainTextResponse("nothing here", 404)
        picture = found.data.startswith(b"\x89PNG")
        kind = "image/png" if picture else "application/octet-stream"
        kept = {} if picture else {"content-disposition": "attachment"}
        return Response(found.data, media_type=kind, headers=kept)


def _speaker(lang: str) -> Any:
    def say(name: str, /, **fillings: object) -> Markup:
        return Markup(texts.say(lang, name, **fillings))

    return say


def _number(reference: str) -> Any:
    return int(reference) if _NUMBER.fullmatch(reference) else reference


def _step(told: dict[str, str]) -> dict[str, Any]:
    step: dict[str, Any] = {key: value for key, value in told.items() if value != ""}
    for key in _FLAGS:
        if key in step:
            step[key] = step[key] in ("1", "true", "on")
    for key in _NUMBERS:
        if key in step:
            step[key] = int(step[key]) if _NUMBER.fullmatch(step[key]) else 0
    return step


def _toast(text: str, *, alert: bool = False) -> Response:
    return _nothing({"said": {"text": text[:LONGEST], "alert": alert}})


def _nothing(events: dict[str, Any] | None = None) -> Response:
    """An answer that changes nothing by itself; the events are the browser's."""
    return Response(status_code=204, headers={"HX-Trigger": json.dumps(events)} if events else {})
