# One line each; run.py does the work, also where there is no make.
PYTHON ?= $(shell command -v python3 || echo python)
.PHONY: demo test lint bench proof

demo: ; @$(PYTHON) run.py demo $(ARGS)
test: ; @$(PYTHON) run.py test $(ARGS)
lint: ; @$(PYTHON) run.py lint
bench: ; @$(PYTHON) run.py bench
proof: ; @$(PYTHON) run.py proof
