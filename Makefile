# Every command that a person needs; CI calls the same ones.

# One profile (release, with overflow checks) for demo, tests and lints, so that HiGHS is compiled only once.
TARGET := $(or $(CARGO_TARGET_DIR),target)
CATRUC := $(TARGET)/release/catruc
# Passed on to `catruc demo`, for example: make demo ARGS="--port 9000 --centres 12"
ARGS ?=

.PHONY: help setup demo test test-rust test-browser check bench bench-solver screenshots

help:
	@echo "make demo          build, make a sample province and open it on loopback (ARGS=\"--port 9000\")"
	@echo "make test          all tests: Rust, then a walk through the pages in a headless browser"
	@echo "make check         formatting and lints, warnings denied"
	@echo "make bench         measurements"
	@echo "make bench-solver ROW=FILE   solves one benchmark instance and notes it in docs/benchmarks.md"
	@echo "make screenshots   pictures of every page at 1440 and 390 px, in $(TARGET)/screenshots"
	@echo "make setup         install what is missing for all of these"

setup:
	@scripts/setup.sh all

demo:
	@scripts/setup.sh build
	cargo build --release --locked
	$(CATRUC) demo $(ARGS)

test: test-rust test-browser

test-rust:
	@scripts/setup.sh all
	@if cargo nextest --version >/dev/null 2>&1; then \
		echo "cargo nextest run --release --locked --no-fail-fast"; cargo nextest run --release --locked --no-fail-fast; \
	else \
		echo "cargo test --release --locked"; cargo test --release --locked --no-fail-fast; \
	fi

test-browser:
	@scripts/setup.sh all
	cargo build --release --locked
	CATRUC_BIN=$(CATRUC) CATRUC_SCREENSHOTS=$(TARGET)/screenshots node tests/browser/run.mjs

check:
	@scripts/setup.sh build
	cargo fmt --check
	cargo clippy --release --locked --all-targets -- -D warnings

bench:
	@scripts/setup.sh build
	cargo bench --locked

# One row of docs/benchmarks.md: make bench-solver ROW=INSTANCE [SECONDS=30] [THREADS=2] [SEED=1]
bench-solver:
	@scripts/setup.sh build
	cargo build --release --locked
	node benches/solver_row.mjs $(CATRUC) $(ROW) $(or $(SECONDS),30) $(or $(THREADS),2) $(or $(SEED),1)

screenshots:
	@scripts/setup.sh all
	cargo build --release --locked
	CATRUC_BIN=$(CATRUC) CATRUC_SCREENSHOTS=$(TARGET)/screenshots node tests/browser/run.mjs --screenshots-only
