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
	$(RUN)/pytest -q -n 2 --dist loadscope -m "not browser"

# Where an engine has a say: every URL, raw SQL, constraints, locks, the whole line of a plan.
ON_POSTGRES := audit records reports org portal pins house/test_permissions_matrix.py house/test_journal_net.py zz_last \
	movements/test_acts.py movements/test_cascade.py dossiers/test_five_plans.py dossiers/test_filing.py dossiers/test_amending_races.py \
	drafting/test_races.py drafting/test_launching.py councils/test_voting.py councils/test_race.py councils/test_secrecy.py \
	decisions/test_whole_way.py decisions/test_race.py config/test_worker.py

test-postgres: setup
	$(RUN)/python -m tests.support.on_postgres -q -n 2 --dist loadfile -m "not browser and not postgres" $(addprefix tests/,$(ON_POSTGRES))

test-browser: setup
	$(RUN)/pytest -q -n 2 --dist loadscope -m browser

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
