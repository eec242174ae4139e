# The build stage has the tools, the other one only what runs.
FROM python:3.11-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src

RUN python -m venv /opt/build && python -m venv --without-pip /opt/winnow
COPY requirements-build.lock requirements-image.lock ./
RUN /opt/build/bin/pip install --require-hashes -r requirements-build.lock
RUN /opt/build/bin/pip --python /opt/winnow/bin/python install --no-compile --require-hashes -r requirements-image.lock

COPY pyproject.toml README.md LICENSE ./
COPY app app
# The page offers them as examples: a link in the package leads here.
COPY seeds seeds
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir dist . \
 && /opt/build/bin/pip --python /opt/winnow/bin/python install --no-compile --no-deps dist/*.whl

# Nothing runs the tests that some packages bring along.
RUN find /opt/winnow -depth -type d \( -name tests -o -name __pycache__ \) -path '*/site-packages/*' -exec rm -rf {} +
# Bytecode is made once, here: the running service writes nothing.
RUN python -m compileall -q -j 0 --invalidation-mode unchecked-hash /opt/winnow


FROM python:3.11-slim
COPY --from=build /opt/winnow /opt/winnow
# One thread a process: pages are cleaned side by side, and a pool for every core would not fit a limit on processes.
ENV PATH=/opt/winnow/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 OPENBLAS_NUM_THREADS=1
# The language detector unpacks its model through a temporary file; this place is memory, and there on every container.
ENV TMPDIR=/dev/shm
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["python", "-c", "from http.client import HTTPConnection as H; c = H('127.0.0.1', 8000, timeout=2); c.request('GET', '/readyz'); exit(c.getresponse().status != 200)"]
CMD ["winnow", "serve", "--host", "0.0.0.0", "--port", "8000"]
