# What one does with this repository. "make" alone lists it.

GO     ?= go
APPS   ?= apps
FLAGS  ?= --dev
PROGRAMS ?= 200
FUZZTIME ?= 10s
SOAKTIME ?= 10m

# What the tests of one package may take. It ends what hangs, and is far more
# than any package needs.
TIMEOUT ?= 45m

# Packages in which goroutines meet; the others are as good without -race.
CONCURRENT = ./internal/session ./internal/reuse ./internal/wire ./internal/watch ./internal/server ./internal/app ./internal/soak ./interp

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

.PHONY: run
run: ## serve the example apps (APPS=… FLAGS=…)
	$(GO) run ./cmd/panelgo serve $(APPS) $(FLAGS)

.PHONY: test
test: chromium ## install what the tests need, and run them
	$(GO) test -timeout $(TIMEOUT) ./...

.PHONY: test-busy
test-busy: chromium ## every test while other work keeps all processors busy
	@for i in $$(seq $$(nproc)); do while :; do :; done & busy="$$busy $$!"; done; \
		trap "kill $$busy" EXIT; trap exit INT TERM; \
		$(GO) test -count=1 -timeout $(TIMEOUT) ./...

.PHONY: race
race: chromium gcc ## the tests with the race detector
	$(GO) test -race -timeout $(TIMEOUT) ./...

.PHONY: race-short
race-short: gcc ## the race detector where goroutines meet
	$(GO) test -race -short -timeout $(TIMEOUT) $(CONCURRENT)

.PHONY: bench
bench: chromium ## measure panelgo, a row for each budget
	$(GO) run ./internal/bench

.PHONY: fuzz
fuzz: ## each fuzz target for FUZZTIME
	@grep -rlE '^func Fuzz' --include='*_test.go' . | while read -r file; do \
		for target in $$(grep -oE '^func Fuzz[A-Za-z0-9_]+' "$$file" | cut -c6-); do \
			echo "$$(dirname "$$file") $$target"; \
			$(GO) test -timeout $(TIMEOUT) -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1s "$$(dirname "$$file")" || exit 1; \
		done; \
	done
	$(GO) test ./interp -timeout $(TIMEOUT) -run TestRandomPrograms -programs $(PROGRAMS) -seed $$(date +%s)

.PHONY: soak
soak: ## visitors and edits without end, for SOAKTIME
	$(GO) test ./internal/soak -v -soak $(SOAKTIME) -timeout 24h

.PHONY: gotest
gotest: ## the programs of the Go distribution's test folder, interpreted
	$(GO) run ./internal/gotest

.PHONY: yaegitest
yaegitest: ## yaegi's own test programs, interpreted and compiled
	$(GO) run ./internal/gotest -suite yaegi

.PHONY: lint
lint: ## formatting, vet and staticcheck, of the example apps too
	@unformatted=$$(gofmt -l $$(find . -name '*.go' -not -path '*/testdata/*')); \
		test -z "$$unformatted" || { echo "run make fmt:"; echo "$$unformatted"; exit 1; }
	$(GO) vet ./...
	@for app in $(filter-out %_test.go,$(wildcard apps/*.go)); do echo "$(GO) vet $$app"; $(GO) vet "$$app" || exit 1; done
	$(GO) tool staticcheck ./...

.PHONY: fmt
fmt: ## format every Go file
	gofmt -w $$(find . -name '*.go' -not -path '*/testdata/*')

# What the tests need and a fresh machine may lack, out of Debian's packages.
apt-get = $(if $(filter 0,$(shell id -u)),,sudo) env DEBIAN_FRONTEND=noninteractive apt-get -qq

.PHONY: chromium
chromium:
	@command -v chromium >/dev/null || { $(apt-get) update && $(apt-get) install -y chromium fonts-dejavu-core; } </dev/null

.PHONY: gcc
gcc:
	@command -v gcc >/dev/null || { $(apt-get) update && $(apt-get) install -y gcc libc6-dev; } </dev/null
