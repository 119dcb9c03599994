# docker build -t louzhang .
# docker run -v louzhang:/data -e LOUZHANG__TELEGRAM__TOKEN=… louzhang
#
# /data holds config.toml, if there is one, and the database unless the configuration says otherwise.

FROM python:3.11-slim AS build
WORKDIR /src
COPY pyproject.toml requirements.lock README.md LICENSE ./
RUN python -m venv /opt/build \
    && /opt/build/bin/pip install --no-cache-dir --constraint requirements.lock hatchling
COPY bot bot
COPY handlers handlers
COPY migrations migrations
COPY models models
COPY rehearsal rehearsal
COPY services services
RUN /opt/build/bin/pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir /wheels . \
    && python -m venv /opt/louzhang \
    && /opt/louzhang/bin/pip install --no-cache-dir --constraint requirements.lock \
        "$(echo /wheels/louzhang-*.whl)[postgres,fonts]"

FROM python:3.11-slim
ENV PATH=/opt/louzhang/bin:$PATH PYTHONUNBUFFERED=1
RUN useradd --system --uid 10001 --home-dir /data --create-home louzhang
COPY --from=build /opt/louzhang /opt/louzhang
USER louzhang
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
# Follows LOUZHANG__METRICS__LISTEN; with `[metrics] listen` in config.toml only the default port
# is known here. 503 and no answer are both unhealthy.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + (os.environ.get('LOUZHANG__METRICS__LISTEN') or ':9090').rpartition(':')[2] + '/healthz', timeout=4)"]
ENTRYPOINT ["louzhang"]
# In /data, so that /data/config.toml is read if it is there.
CMD ["run"]
