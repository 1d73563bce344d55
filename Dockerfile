# Limn with its embedded servers, for machines that are not Linux on x86-64 themselves.
FROM --platform=linux/amd64 python:3.11-slim-bookworm

RUN useradd --create-home --uid 1000 limn && mkdir /data && chown limn /data
WORKDIR /limn

COPY requirements/runtime.lock requirements/web.lock requirements/
RUN pip install --no-cache-dir --require-hashes --requirement requirements/runtime.lock \
 && pip install --no-cache-dir --require-hashes --requirement requirements/web.lock

COPY . .
RUN python infra/preflight.py && pip install --no-build-isolation --no-deps --no-index --editable .
# The pages are built into the image: who runs it may not write here.
RUN python -c "from infra.webbuild import in_words, pages_of; print([in_words(page.build()) for page in pages_of().values()])" \
 && rm -rf web/*/node_modules

USER limn
ENV LIMN_DATA=/data LIMN_HTTP_HOST=0.0.0.0
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --start-period=60s CMD ["limn", "status"]
CMD ["limn", "up"]
