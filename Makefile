# make help says what each target does.

GO ?= go

.PHONY: test tools format vet unit content run build bench soak help

test: tools format vet unit content ## everything that has to hold: format, vet, staticcheck, tests, content

tools: ## what the tests need beside Go: redis-server, and a C compiler for -race
	@deploy/tools.sh

format: ## whether the files are formatted
	@files=$$(gofmt -l cmd bot commands content); \
	if [ -n "$$files" ]; then echo "These files are not formatted; run gofmt -w on them:"; echo "$$files"; exit 1; fi

vet: ## vet and staticcheck
	$(GO) vet ./...
	$(GO) tool staticcheck -checks all ./...
	@dead=$$($(GO) tool deadcode -test ./...) || exit 1; \
	if [ -n "$$dead" ]; then echo "Nothing calls these functions:"; echo "$$dead"; exit 1; fi
	cd bot/bench && $(GO) vet ./...

unit: ## all tests, with the race detector
	$(GO) test -race -count=1 -timeout 15m ./...

content: ## whether the built-in content is without fault
	$(GO) run ./cmd/prayerbot check

run: ## the bot, in this terminal unless a token is set
	$(GO) run ./cmd/prayerbot

build: ## one static program, bin/prayerbot
	CGO_ENABLED=0 $(GO) build -trimpath -o bin/prayerbot ./cmd/prayerbot

# The comparison is a module of its own.
BENCH ?=

bench: tools ## speed and memory, about ten minutes; BENCH=-short is a look in two
	$(GO) test -run '^$$' -bench . -benchmem ./...
	cd bot/bench && $(GO) run . $(BENCH)

soak: ## the trials in their long form and all kinds of junk, about half an hour
	PRAYERBOT_SOAK=1 $(GO) test -count=1 -timeout 2h -v ./bot/trials/ ./bot/store/boltstore/ ./bot/store/redisstore/

help: ## these lines
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
