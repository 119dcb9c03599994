"""`/healthz` and `/metrics`."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.core.tally import Tally
from bot.web.state import Monitor


def pages(monitor: Monitor, tally: Tally, database: str) -> Starlette:
    """The application behind `metrics.listen`; `database` is the kind of it."""
    exhibit = None

    async def healthz(_request: Request) -> Response:
        state = await monitor.look()
        problems = state.problems
        rows = state.rows
        body = {
            "status": "unhealthy" if problems else "ok",
            "problems": problems,
            "database": rows is not None,
            "mode": state.mode,
            "silent_seconds": round(state.silent, 1),
            "waiting": {
                "lanes": state.lanes,
                "outbox": state.outbox,
                "inbox": rows.inbox if rows else None,
                "deadlines": rows.deadlines if rows else None,
                "deadlines_due": rows.due if rows else None,
            },
        }
        return JSONResponse(body, 503 if problems else 200, {"Cache-Control": "no-store"})

    async def metrics(_request: Request) -> Response:
        nonlocal exhibit
        from bot.web.metrics import CONTENT_TYPE, Exhibit  # only where somebody collects them

        if exhibit is None:
            exhibit = Exhibit(tally, database)
        return Response(exhibit.show(await monitor.look()), media_type=CONTENT_TYPE)

    application = Starlette(routes=[Route("/healthz", healthz), Route("/metrics", metrics)])
    application.router.redirect_slashes = False
    return application
