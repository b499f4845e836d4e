# make test   everything that has to hold: format, vet, staticcheck, tests, content
# make run    the bot, in this terminal unless a token is set
# make build  one static program, bin/prayerbot
# make bench  speed and memory
# make soak   the trials of bot/trials in their long form: about a quarter of an hour

GO ?= go

.PHONY: test tools format vet unit content run build bench soak

test: tools format vet unit content

# What the tests need beside Go: redis-server, and a C compiler for -race.
tools:
	@deploy/tools.sh

format:
	@files=$$(gofmt -l cmd bot commands content); \
	if [ -n "$$files" ]; then echo "These files are not formatted; run gofmt -w on them:"; echo "$$files"; exit 1; fi

vet:
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	cd bot/bench && $(GO) vet ./...

unit:
	$(GO) test -race -count=1 -timeout 15m ./...

content:
	$(GO) run ./cmd/prayerbot check

run:
	$(GO) run ./cmd/prayerbot

build:
	CGO_ENABLED=0 $(GO) build -trimpath -o bin/prayerbot ./cmd/prayerbot

# It takes about ten minutes; BENCH=-short is a look in two minutes whether
# everything works. The comparison is a module of its own.
BENCH ?=

bench: tools
	$(GO) test -run '^$$' -bench . -benchmem ./...
	cd bot/bench && $(GO) run . $(BENCH)

soak:
	PRAYERBOT_SOAK=1 $(GO) test -count=1 -timeout 2h -v ./bot/trials/
