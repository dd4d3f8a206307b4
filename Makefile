# Every command that a person needs; CI calls the same ones.

# One profile (release, with overflow checks) for demo, tests and lints, so that HiGHS is compiled only once.
TARGET := $(or $(CARGO_TARGET_DIR),target)
CATRUC := $(TARGET)/release/catruc
# Passed on to `catruc demo`, for example: make demo ARGS="--port 9000 --centres 12"
ARGS ?=

.PHONY: help setup demo test test-rust test-browser check bench bench-solver bench-peers bench-many bench-replan bench-forecast bench-series screenshots

help:
	@echo "make demo          build, make a sample province and open it on loopback (ARGS=\"--port 9000\")"
	@echo "make test          all tests: Rust, then a walk through the pages in a headless browser"
	@echo "make check         formatting and lints, warnings denied"
	@echo "make bench         what one edit costs in a centre of 60 officers, and a simulated week"
	@echo "make bench-solver ROW=FILE   solves one benchmark instance and notes it in docs/benchmarks.md"
	@echo "make bench-peers ROW=FILE    the same beside HiGHS, CP-SAT and Timefold (benches/peers/README.md)"
	@echo "make bench-many    a hundred made-up communes, 17 processor seconds each"
	@echo "make bench-replan ROW=FILE   publishes a commune, gives one officer leave, plans again in two seconds"
	@echo "make bench-forecast DATA=DIR SCORER=FILE   the forecast beside its peers on a folder of real counts"
	@echo "make bench-series  a forecast of 20,000 made-up series: time and memory"
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
	@mkdir -p $(TARGET)
	node benches/commune_generator.mjs L 1 > $(TARGET)/bench-L.json
	CATRUC_BENCH_INSTANCE=$(abspath $(TARGET))/bench-L.json cargo bench --locked --bench what_if
	cargo bench --locked --bench twin

# Rows of docs/benchmarks.md. ROW is one instance or several; up to 60 s three seeds are run and the worst counts.
#   make bench-solver ROW=INSTANCE [SECONDS=30] [THREADS=2] [SEED=1,2,3]
#   make bench-peers  ROW=INSTANCE [SECONDS=60] [ONLY=highs,cpsat,timefold]
#   make bench-many   [COUNT=100] [SIZE=M] [CPU=17] [THREADS=2]
#   make bench-replan ROW=INSTANCE [SECONDS=20]         SECONDS of the plan that is published
#   make bench-forecast DATA=DIR SCORER=FILE [ONLY=CaTruc,AutoETS,full,h60]
#   make bench-series [COUNT=20000]
PEERS := $(TARGET)/peers
bench-solver bench-peers bench-many bench-replan bench-forecast bench-series: bench-build
.PHONY: bench-build bench-tools bench-forecast-tools
bench-build:
	@scripts/setup.sh build
	cargo build --release --locked

bench-tools:
	@benches/peers/setup.sh $(PEERS)

bench-forecast-tools:
	@benches/peers/setup.sh $(PEERS) forecast

bench-solver:
	@set -e; for row in $(ROW); do \
		node benches/solver_row.mjs $(CATRUC) $$row $(or $(SECONDS),30) $(or $(THREADS),2) $(SEED); done

bench-peers: bench-tools
	@set -e; for row in $(ROW); do node benches/peers/run.mjs $(CATRUC) $(PEERS) $$row $(or $(SECONDS),60) $(ONLY); done

bench-many:
	node benches/many_communes.mjs $(CATRUC) $(or $(COUNT),100) $(or $(SIZE),M) $(or $(CPU),17) $(or $(THREADS),2)

bench-replan: bench-tools
	@set -e; for row in $(ROW); do node benches/replan_row.mjs $(CATRUC) $(PEERS) $$row $(or $(SECONDS),20); done

bench-forecast: bench-forecast-tools
	@test -n "$(DATA)" -a -n "$(SCORER)" || { echo "say where the counts and the scorer are: DATA=DIR SCORER=FILE" >&2; exit 2; }
	node benches/forecast_rows.mjs $(CATRUC) $(PEERS) $(DATA) $(SCORER) $(ONLY)

bench-series:
	node benches/many_series.mjs $(CATRUC) $(or $(COUNT),20000)

screenshots:
	@scripts/setup.sh all
	cargo build --release --locked
	CATRUC_BIN=$(CATRUC) CATRUC_SCREENSHOTS=$(TARGET)/screenshots node tests/browser/run.mjs --screenshots-only
