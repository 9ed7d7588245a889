# Everything a person types. `make` alone runs what CI runs.
.DEFAULT_GOAL := check
RUN := .venv/bin
# Dozens of short processes are started here; one that may not keep its bytecode compiles Django each time.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup demo serve test test-pure test-sqlite test-postgres test-browser lint check bench lock clean

setup:            ## uv, Python 3.13, packages
	@scripts/setup

system: setup     ## what tests need from the system: chromium, postgresql, tesseract (through apt when allowed)
	@scripts/system-packages

demo: setup       ## make the demo and serve it; prints addresses and accounts
	@$(RUN)/thidua demo $(ARGS)

serve: setup
	@$(RUN)/thidua serve $(ARGS)

test: export DEMO_BETWEEN_RUNS := $(shell mktemp -d -u)
test: setup system test-sqlite test-postgres test-browser   ## all tests

test-pure: setup  ## only the packages without Django
	$(RUN)/pytest -q tests/law tests/plans tests/rules tests/documents tests/reader

test-sqlite: setup
	$(RUN)/pytest -q -n 2 -m "not browser"

test-postgres: setup
	$(RUN)/python -m tests.support.on_postgres -q -n 2 -m "not browser and not postgres" --ignore=tests/law --ignore=tests/plans --ignore=tests/rules --ignore=tests/documents --ignore=tests/reader --ignore=tests/house/test_permissions_matrix.py --ignore=tests/drafting/test_five_plans.py

test-browser: setup
	$(RUN)/pytest -q -n 2 --dist loadgroup -m browser

lint: setup
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/lint-imports
	$(RUN)/mypy
	$(RUN)/python manage.py makemigrations --check --dry-run

check: lint test  ## what CI runs

bench: setup
	$(RUN)/python -m bench $(ARGS)

lock: setup       ## renew the lock file from pyproject.toml
	@scripts/lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .hypothesis
