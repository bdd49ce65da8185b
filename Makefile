# The few commands that a newcomer needs. Everything else is `cargo` and `cargo xtask`.

CARGO ?= cargo
CARGO_TARGET_DIR ?= target
# Queries are checked against the descriptions in the repository, whatever database the environment names.
export SQLX_OFFLINE = true

# Solvers and Tesseract that could only be unpacked are here: scripts/install-solvers.sh, scripts/install-tesseract.sh.
export PATH := $(PATH):$(HOME)/.local/share/pasar/solvers/bin:$(HOME)/.local/share/pasar/tesseract/bin

.PHONY: help demo build test lint install-rust install-postgres install-solvers install-tesseract install-localstripe install-browser install-nextest

help:
	@echo 'make demo   install what is missing, build, and serve a market with a real catalogue'
	@echo 'make test   install what is missing and run every test, those in a browser included'
	@echo 'make lint   formatting, warnings, structure, licences'

# The demo only enforces charters, and they bring their proofs: without solvers it goes on. Without Tesseract its sellers type.
demo: install-rust install-postgres
	-@scripts/install-solvers.sh
	-@scripts/install-tesseract.sh
	$(CARGO) build --release --locked -p pasar-cli
	$(CARGO_TARGET_DIR)/release/pasar demo

build: install-rust
	$(CARGO) build --release --locked -p pasar-cli

test: install-rust install-postgres install-solvers install-tesseract install-localstripe install-browser install-nextest
	scripts/test.sh

lint: install-rust install-postgres
	$(CARGO) xtask ci

install-rust install-postgres install-solvers install-tesseract install-localstripe install-browser install-nextest:
	@scripts/$@.sh
