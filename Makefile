# Sourcier : deux commandes suffisent, « make run » et « make test ».
# Tout se passe dans .venv ; rien n’est installé ailleurs.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check
PORT   ?= 7860

# Version de PyTorch essayée avec tout le reste. Sans carte NVIDIA, l’index public « cpu » épargne
# plusieurs gigaoctets ; s’il ne répond pas vite, l’index ordinaire sert.
TORCH       := torch==2.13.0
TORCH_INDEX := https://download.pytorch.org/whl/cpu

.DEFAULT_GOAL := help
.PHONY: help run test lint format eval widget clean

help: ## Affiche cette aide
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## /  make \1\t/'

run: $(VENV)/.installed ## Installe au besoin, prépare l’index et ouvre la page sur http://127.0.0.1:7860
	@exec $(BIN)/sourcier serve --port $(PORT)

test: $(VENV)/.developer ## Installe au besoin et lance tous les tests
	@$(BIN)/sourcier index
	@$(BIN)/python -m pytest

lint: $(VENV)/.developer ## Vérifie le style, les types et le sens des imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/.developer ## Met le code en forme
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format .

eval: $(VENV)/.installed ## Mesure le produit sur six fichiers de cas livrés, et écrit un rapport par fichier
	@for set in seeds-dev:seeds presse-dev:eval/corpora/presse/dev \
	            seeds-test:seeds presse-test:eval/corpora/presse/test \
	            affaires-test/elevage:eval/corpora/affaires/test/elevage \
	            affaires-test/application-rencontre:eval/corpora/affaires/test/application-rencontre; do \
	  name=$${set%%:*}; \
	  echo "— $$name" && \
	  $(BIN)/python -m eval run eval/cases/$$name.jsonl --sources $${set#*:} --out runs/$$name && \
	  $(BIN)/python -m eval report runs/$$name || exit 1; \
	done

widget: ## Refait le composant (ui/widget) ; demande Node 20 ou plus récent et npm
	@cd ui/widget && npm ci --silent --no-audit --no-fund && npm run --silent check && npm run --silent build

clean: ## Retire l’environnement et les fichiers produits ici
	@rm -rf $(VENV) build dist runs *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Il faut Python 3.11 ou plus récent : relancez avec « make $(MAKECMDGOALS) PYTHON=python3.12 »." >&2; exit 1; }
	@echo "Création de l’environnement $(VENV)…" >&2
	@$(PYTHON) -m venv $(VENV) \
	  || { echo "L’environnement n’a pas pu être créé : installez le module venv (Debian, Ubuntu : apt install python3-venv)." >&2; rm -rf $(VENV); exit 1; }

$(VENV)/.torch: $(VENV)/bin/python
	@echo "Installation de PyTorch…" >&2
	@if [ "$$(uname -s)" = Linux ] && ! command -v nvidia-smi >/dev/null 2>&1; then \
	  $(PIP) install --quiet --timeout 5 --retries 0 --index-url $(TORCH_INDEX) "$(TORCH)" 2>/dev/null \
	    || $(PIP) install --quiet "$(TORCH)"; \
	else \
	  $(PIP) install --quiet "$(TORCH)"; \
	fi
	@touch $@

$(VENV)/.installed: pyproject.toml $(VENV)/.torch
	@echo "Installation de Sourcier…" >&2
	@$(PIP) install --quiet --editable .
	@touch $@

$(VENV)/.developer: $(VENV)/.installed
	@echo "Installation des outils de test…" >&2
	@$(PIP) install --quiet --editable '.[dev]'
	@touch $@
