# Works from a bare clone: all it needs is make and Python >= 3.11.

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11 python,\
	$(shell $(name) -c 'import sys; sys.version_info >= (3, 11) and print("$(name)")' 2>/dev/null)))
UV ?= uv
HOST ?= 127.0.0.1
PORT ?= 8000
# All of them, file by file in three processes, since much of it is waiting for servers to start.
TESTS ?= -n 3 --dist loadfile
BENCH ?=
GATE ?=
CORPORA ?= ../shared/corpora
TRAIN ?=
BENCH_VENV := $(VENV)-bench
TRAIN_VENV := $(VENV)-train
LOAD_VENV := $(VENV)-load
LOAD ?=
SOAK ?=
STREAM ?=
FUZZ ?=

PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
TRAIN_PIP := $(TRAIN_VENV)/bin/python -m pip --disable-pip-version-check install --quiet
BENCH_PIP := $(BENCH_VENV)/bin/python -m pip --disable-pip-version-check install --quiet
LOAD_PIP := $(LOAD_VENV)/bin/python -m pip --disable-pip-version-check install --quiet
LOCK := $(UV) pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-config $(UPGRADE)

.PHONY: help serve test lint format types check bench gate train labels load soak stream fuzz settings lock clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 16

serve: $(VENV)/.serve ## start the service on HOST:PORT (127.0.0.1:8000)
	$(BIN)/winnow serve --host $(HOST) --port $(PORT)

test: $(VENV)/.develop ## run the tests; TESTS="tests/engine -k title" picks some
	$(BIN)/python -m pytest $(TESTS)

lint: $(VENV)/.develop ## check style and formatting
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: $(VENV)/.develop ## mend what can be mended
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: $(VENV)/.develop ## check the types
	$(BIN)/mypy

check: test lint types ## all three

bench: $(BENCH_VENV)/.installed ## compare with the peers over the corpora; BENCH="--systems winnow resiliparse" picks
	$(BENCH_VENV)/bin/python -m bench run $(BENCH)

gate: $(VENV)/.develop ## hold the engine to its floors on the corpora; GATE=--update pins them anew
	$(BIN)/python -m bench gate $(GATE)

train: $(TRAIN_VENV)/.installed ## learn the model of HTML blocks anew from CORPORA; TRAIN="--folds 5" cross-validates
	$(TRAIN_VENV)/bin/python -m training --corpora $(CORPORA) $(TRAIN)

labels: $(TRAIN_VENV)/.installed ## learn anew what lines of raw text are, after the model of raw text or the labels from HTML changed
	$(TRAIN_VENV)/bin/python -m training.labels --corpora $(CORPORA)

load: $(LOAD_VENV)/.installed ## throughput, latency, overload and faults over HTTP; LOAD="--seconds 10" makes it short
	$(LOAD_VENV)/bin/python -m load run --corpora $(CORPORA) $(LOAD)

soak: $(LOAD_VENV)/.installed ## memory and descriptors over 200,000 pages; SOAK="--pages 20000 --warm 2000"
	$(LOAD_VENV)/bin/python -m load soak $(SOAK)

stream: $(LOAD_VENV)/.installed ## 1,000,000 documents through one stream; STREAM="--bare" leaves the engine out
	$(LOAD_VENV)/bin/python -m load stream $(STREAM)

fuzz: $(LOAD_VENV)/.installed ## hostile input to engine and service; FUZZ="--seconds 60 --examples 20" makes it short
	$(LOAD_VENV)/bin/python -m load fuzz $(FUZZ)

settings: $(VENV)/.develop ## write the table of settings in README.md anew
	$(BIN)/python -m app.settings_table README.md

lock: ## write the five lock files anew (needs uv); UPGRADE=--upgrade takes the newest versions
	$(LOCK) pyproject.toml --output-file requirements.lock
	$(LOCK) pyproject.toml --extra test --extra lint --extra otel --constraint requirements.lock --output-file requirements-dev.lock
	$(LOCK) pyproject.toml --extra otel --constraint requirements-dev.lock --output-file requirements-image.lock
	sed -n 's/^\([a-z0-9-]*==.*\) \\$$/\1/p' requirements.lock | \
		$(LOCK) pyproject.toml --extra bench --constraint - --output-file requirements-bench.lock
	sed -n 's/^requires = \["\(.*\)"\]$$/\1/p' pyproject.toml | $(LOCK) - --output-file requirements-build.lock

clean: ## remove the environment and all that was built
	rm -rf $(VENV) $(BENCH_VENV) $(TRAIN_VENV) $(LOAD_VENV) load/findings bench/systems/mozilla/node_modules build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Each file stands for a step that was done; it is done again when what it depends on is newer.

$(VENV)/.created:
	@$(or $(PYTHON),false) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Winnow needs Python 3.11 or newer: make PYTHON=/path/to/python3" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.package: $(VENV)/.created requirements-build.lock pyproject.toml
	$(PIP) --require-hashes -r requirements-build.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.serve: $(VENV)/.package requirements.lock
	$(PIP) --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.develop: $(VENV)/.package requirements-dev.lock
	$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

$(TRAIN_VENV)/.installed: requirements.lock requirements-build.lock pyproject.toml
	$(PYTHON) -m venv $(TRAIN_VENV)
	$(TRAIN_PIP) --require-hashes -r requirements-build.lock
	$(TRAIN_PIP) --no-deps --require-hashes -r requirements.lock
	$(TRAIN_PIP) --no-build-isolation --editable ".[train]"
	@touch $@

$(LOAD_VENV)/.installed: requirements.lock requirements-build.lock pyproject.toml
	$(PYTHON) -m venv $(LOAD_VENV)
	$(LOAD_PIP) --require-hashes -r requirements-build.lock
	$(LOAD_PIP) --no-deps --require-hashes -r requirements.lock
	$(LOAD_PIP) --no-build-isolation --editable ".[load]"
	@touch $@

# The peers have an environment of their own: newspaper4k wants an older python-dateutil than we ship. Old versions of
# pip trip over the extras that its packages share, so the lock, which is complete, is installed as it stands.
$(BENCH_VENV)/.installed: requirements-bench.lock requirements-build.lock pyproject.toml bench/systems/mozilla/package.json
	$(PYTHON) -m venv $(BENCH_VENV)
	$(BENCH_PIP) --require-hashes -r requirements-build.lock
	$(BENCH_PIP) --no-deps --require-hashes -r requirements-bench.lock
	$(BENCH_PIP) --no-deps --no-build-isolation --editable .
	if command -v npm >/dev/null; then cd bench/systems/mozilla && npm install --silent; fi
	@touch $@
