# Two commands: `make run` starts everything, `make test` tests everything. Both set themselves up, once.

# The first that runs: a version manager's command may be on the path and yet lead nowhere.
PYTHON ?= $(shell for name in python3.11 python3.12 python3; do \
	"$$name" -c "" 2>/dev/null && { command -v "$$name"; break; }; done)
VENV := .venv
IN := $(VENV)/bin/python
PIP := $(IN) -m pip --disable-pip-version-check --quiet
EDITABLE := $(PIP) install --no-build-isolation --no-deps --no-index --editable .

.PHONY: run analysis test torture bench lint lock clean preflight chromium

run: $(VENV)/web.stamp
	@exec $(VENV)/bin/limn up

# Three at a time on two cores, as many wait for one another; a file's tests together, the whole system first: it takes longest.
test: ARGS ?= --numprocesses 3 --dist loadfile --no-loadscope-reorder
# They start hundreds of processes, and three collect: what is compiled once is kept, whatever the machine prefers elsewhere.
test: export PYTHONDONTWRITEBYTECODE :=
# They kill processes, never the power: where memory has room they write there, and wait for no disk.
test: $(VENV)/dev.stamp chromium
	@room=$$(df --output=avail --block-size=1G /dev/shm 2>/dev/null | tail -n 1); \
	if [ -w /dev/shm ] && [ "$${room:-0}" -ge 4 ]; then export TMPDIR=/dev/shm; fi; \
	exec $(IN) -m pytest $(ARGS)

# Long: kills, disconnects, power cuts and all controls; each ends by itself and leaves nothing. docs/reliability.md has the results.
torture: $(VENV)/dev.stamp
	@exec $(IN) -m tests.torture $(or $(ARGS),all)

bench: $(VENV)/dev.stamp
	@exec $(VENV)/bin/limn bench $(ARGS)

lint: $(VENV)/dev.stamp
	$(IN) -m ruff check .
	$(IN) -m ruff format --check .
	$(IN) -m mypy
	$(VENV)/bin/lint-imports

# Hashes and no address of a registry: what is installed is what was locked, wherever it comes from.
COMPILE := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
lock: $(VENV)/dev.stamp
	$(COMPILE) pyproject.toml --output-file requirements/runtime.lock
	$(COMPILE) pyproject.toml --group dev --constraint requirements/runtime.lock --output-file requirements/dev.lock
	$(COMPILE) --group web --output-file requirements/web.lock
	$(COMPILE) pyproject.toml --group analysis --constraint requirements/dev.lock --output-file requirements/analysis.lock

# Removes what can be made again; the data folder is yours and stays.
clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist api/static \
		web/*/node_modules web/*/.build tests/clients/node/node_modules tests/api/http/node/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

preflight:
	@test -n "$(PYTHON)" || { echo "Python is missing. Mend: apt-get install python3 python3-venv" >&2; exit 1; }
	@"$(PYTHON)" infra/preflight.py

$(IN): | preflight
	@echo "making $(VENV)"
	@"$(PYTHON)" -m venv $(VENV)

# A stamp is newer than what it was made from: a second run installs nothing and needs no network.
$(VENV)/runtime.stamp: requirements/runtime.lock pyproject.toml | preflight $(IN)
	@echo "installing what it needs to run"
	@$(PIP) install --require-hashes --requirement requirements/runtime.lock
	@$(EDITABLE)
	@touch $@

# The pages are built with node: the machine's own where it is new enough, else the one in a wheel.
$(VENV)/web.stamp: requirements/web.lock $(VENV)/runtime.stamp
	@$(IN) -c "from infra.node import find_node; find_node()" 2>/dev/null \
		|| { echo "installing node"; $(PIP) install --require-hashes --requirement $<; }
	@touch $@

$(VENV)/dev.stamp: requirements/dev.lock pyproject.toml | preflight $(IN)
	@echo "installing what it needs to be tested"
	@$(PIP) install --require-hashes --requirement requirements/dev.lock
	@$(EDITABLE)
	@touch $@ $(VENV)/runtime.stamp

# For whoever looks into an exported log: DuckDB, a notebook, Ray.
analysis: $(VENV)/runtime.stamp requirements/analysis.lock
	@$(PIP) install --require-hashes --requirement requirements/analysis.lock
	@$(EDITABLE)

# The explorer's tests drive a browser. Where it cannot be installed, they are skipped, and say so.
chromium:
	@command -v chromium >/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "installing chromium"; \
		{ apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium; } >/dev/null 2>&1 \
			|| echo "chromium could not be installed: the browser tests will be skipped"; \
	else \
		echo "chromium is not installed: the browser tests will be skipped (mend: apt-get install chromium)"; \
	fi
