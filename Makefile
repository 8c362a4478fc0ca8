# The report and the tests, with Python 3.11 to 3.13, make and git alone. Each sets up .venv/ first; a second call doesn't.
#   make report ARGS="--month 2026-10"    any argument of `workbook report`, or of pytest in `make test`
#   make attack                           as an outsider: can any hidden count be worked out of a year of releases?
#   make report PYTHON=/path/to/python    that Python, where the first python3 won't do

BIN := .venv/bin
PYTHONS := $(if $(PYTHON),$(PYTHON),python3 python3.13 python3.12 python3.11)
# Wheels alone: whatever builds from source would fetch build tools that no lock knows. Without their dependencies, since
# those are in the lock too: a pip that resolves them may prefer a newer release from the index, and find no hash for it.
INSTALL := $(BIN)/python -m pip --disable-pip-version-check --no-input -qq install
LOCKED := $(INSTALL) --no-deps --only-binary :all: --require-hashes

.PHONY: report test attack lab lock environment released docs clean
.DELETE_ON_ERROR:

report: .venv/ready
	@$(BIN)/workbook report $(ARGS)

test: .venv/ready-to-test
	@$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

attack: .venv/ready-to-test
	@PYTHONPATH=tests $(BIN)/python -m intruder $(ARGS)

lab: .venv/ready
	@$(BIN)/workbook lab $(ARGS)

# The lock replaces the pip that Python brought. Then two calls, since pip takes no `-e .` beside hashes; the second needs
# no network: its build backend is in the lock. What no lock names, such as Python 3.11's own setuptools, is taken away.
.venv/ready: .venv/pyvenv.cfg pyproject.toml requirements.lock
	@echo "Installing what the report needs into .venv (a minute or two, once)." >&2
	@$(LOCKED) -r requirements.lock
	@$(INSTALL) --no-index --no-deps --no-build-isolation -e .
	@$(BIN)/python tools/dependencies.py prune
	@touch $@

.venv/ready-to-test: .venv/ready requirements-dev.lock
	@echo "Installing what the tests need into .venv." >&2
	@$(LOCKED) -r requirements-dev.lock
	@touch $@

.venv/pyvenv.cfg:
	@for python in $(PYTHONS); do \
		if $$python -c 'import sys, ensurepip, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then \
			$$python -m venv .venv && exit; \
			rm -rf .venv; exit 1; \
		fi; \
	done; \
	echo "No Python 3.11, 3.12 or 3.13 with its venv module among: $(PYTHONS). Install one (on Debian or Ubuntu: apt-get install python3-venv), or name it: make PYTHON=/path/to/python" >&2; \
	exit 1

# For whoever changes a dependency in pyproject.toml: make lock environment. UPGRADE=1 takes the newest of everything.
lock: $(BIN)/uv
	$(BIN)/python tools/dependencies.py lock $(if $(UPGRADE),--upgrade)

# For whoever releases a change of the notebooks: without it the report says that they were changed.
released: .venv/ready
	$(BIN)/python tools/release_notebooks.py

# For whoever changes what an indicator reads: docs/inputs.md is made from the code.
docs: .venv/ready
	$(BIN)/python tools/document_inputs.py

environment: .venv/pyvenv.cfg
	$(BIN)/python tools/dependencies.py environment

$(BIN)/uv: | .venv/pyvenv.cfg
	$(INSTALL) uv

# Takes away what make and the tests made, .venv/ too. Never touches data/ and outputs/.
clean:
	rm -rf .venv .cache .pytest_cache .ruff_cache .hypothesis .coverage .coverage.* htmlcov
	find notebooks src tests tools -path notebooks/explore/own -prune -o -name __pycache__ -prune -exec rm -rf {} + -o -name .ipynb_checkpoints -prune -exec rm -rf {} +
