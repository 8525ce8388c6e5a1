# `make demo` and `make test` do everything on a machine that has only Python 3.11+, make, and root or sudo.
# EXTRAS= leaves text recognition (OCR) out; ARGS="…" is handed on to `checker demo` or to pytest.
EXTRAS ?= ocr
ARGS ?=
BIN := .venv/bin
PYTEST := $(BIN)/pytest -n 3 --dist worksteal

.NOTPARALLEL:
.PHONY: help setup demo probe night issues test test-long test-full bench lint rules wheel wheel-demo lock clean

help: ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' Makefile | expand -t 16

setup: ## virtual environment, locked packages, Chromium, Chinese fonts; a second call does nothing twice
	@python=$$(sh setup/find_python.sh) && "$$python" -m setup $(EXTRAS)

demo: setup ## the whole road over the sample city, on this machine alone
	$(BIN)/checker demo $(ARGS)

# what is given on the command line stands in the environment too: there neither make nor a shell reads into a path
probe: setup ## one availability visit to each site of ROSTER=file, added to the visit history
	$(BIN)/checker probe "$$ROSTER" $(ARGS)

night: setup ## one step of the nightly workflow: STEP=plan, canary, shard, merge …, as docs/night.md tells
	$(BIN)/python -m checker.nightly "$$STEP"

issues: ## after a night: issues on what changed, or on what the night lacks; needs Python and gh alone
	@python=$$(sh setup/find_python.sh) && "$$python" -m checker.nightly issues

test: setup ## all tests but the long ones; house rules (ruff, mypy, import contracts) are among them
	$(PYTEST) -m "not long and not full" $(ARGS)

test-long: setup ## end-to-end and slow tests
	$(PYTEST) -m long $(ARGS)

test-full: setup ## what takes hours: every mutation of every page
	$(PYTEST) -m "long or full" $(ARGS)

bench: setup ## what a run costs beside the least that a user would write; ARGS="--case heavy --repeats 5"
	$(BIN)/python -m benchmarks $(ARGS)

lint: setup ## ruff, mypy and the import contracts, without the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

rules: setup ## write docs/rules.md again after a change of an edition
	$(BIN)/python -m checker.judgment.edition_page > docs/rules.md.new && mv docs/rules.md.new docs/rules.md

wheel: setup ## build the wheel, install it alone with the locked packages, and let its `checker doctor` look around
	rm -rf build dist
	$(BIN)/hatchling build -t wheel
	$(BIN)/python -m venv build/tried-out
	build/tried-out/bin/python -m pip install -qq --require-hashes -r requirements/run.txt
	build/tried-out/bin/python -m pip install -qq --no-deps dist/*.whl
	cd build && tried-out/bin/checker doctor

wheel-demo: wheel ## the wheel that was built checks the sample city
	cd build && tried-out/bin/checker demo --out shots

# The locks name versions and hashes for all systems and for Python 3.11 and newer, and no package index.
LOCK := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --quiet $(if $(UPGRADE),--upgrade)
lock: ## write the locks again after a change of pyproject.toml; UPGRADE=1 takes newer versions too
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv, or see docs.astral.sh/uv" >&2; exit 1; }
	$(LOCK) --output-file requirements/run.txt
	$(LOCK) --group dev --constraint requirements/run.txt --output-file requirements/dev.txt
	$(LOCK) --extra dask --constraint requirements/dev.txt --output-file requirements/dask.txt
	$(LOCK) --extra ocr --constraint requirements/dev.txt --output-file requirements/ocr.txt
	$(LOCK) --extra postgresql --constraint requirements/dev.txt --output-file requirements/postgresql.txt
	$(LOCK) --extra s3 --constraint requirements/dev.txt --output-file requirements/s3.txt

clean: ## remove the environment and caches; the archive stays
	rm -rf .venv build dist test-results .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
