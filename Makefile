# make help says what each target does.

GO ?= go

.PHONY: test tools format vet unit content cards pictures run build bench soak fuzz gosec manifests help

test: tools format vet unit content ## everything that has to hold: format, vet, staticcheck, tests, content

tools: ## what the tests need beside Go: redis-server, and a C compiler for -race
	@deploy/tools.sh

format: ## whether the files are formatted
	@files=$$(gofmt -l cmd bot commands content deploy); \
	if [ -n "$$files" ]; then echo "These files are not formatted; run gofmt -w on them:"; echo "$$files"; exit 1; fi

# What compiles and reads all of the code takes a third less when it collects its garbage
# less often; the bound is for a machine with little memory.
ROOMY = GOGC=400 GOMEMLIMIT=3GiB

vet: ## vet and staticcheck
	$(ROOMY) $(GO) vet ./...
	$(ROOMY) $(GO) tool staticcheck -checks all ./...
	@dead=$$($(ROOMY) $(GO) tool deadcode -test ./...) || exit 1; \
	if [ -n "$$dead" ]; then echo "Nothing calls these functions:"; echo "$$dead"; exit 1; fi
	cd bot/bench && $(GO) vet ./...

# The packages whose tests take longest begin first, so that none of them is
# alone at the end; each line comes when its package is done. The race detector
# makes whatever computes many times slower, so it watches what runs beside
# something else: commands starts no goroutine, which a test of bot holds, and is
# asked from several there; content, and the program's own folder, whose scripts run
# it as hundreds of processes, are tested without it too, and so are junk in the
# stores and the pages, but for those that are read from several sides at once.
# Two at once on two processors, but for two that come alone: bot/trials, which stops
# and wakes real processes and looks at the clock, first, and without the race detector,
# which would watch nothing but the fake platforms, that other tests run under it; the
# tests of bot itself, which wait more than they compute, and less patiently, last, six
# at once. Vet has looked at all of them before, and nobody debugs a test's program.
LONGEST = bot/store/redisstore cmd/prayerbot commands bot/news bot/outbox bot/store/boltstore bot/discord bot/telegram bot/web
UNRACED = ^[^/]*/(content|cmd|commands|bot/web)(/|$$)
JUNK = bot/store/redisstore bot/store/boltstore
AT_ONCE ?= 2
TESTS = test -count=1 -timeout 15m -vet=off -ldflags=-s

unit: ## all tests, with the race detector where it can find something
	@$(ROOMY) $(GO) build -race ./bot/... && $(ROOMY) $(GO) build ./...
	$(GO) $(TESTS) ./bot/trials
	@module=$$($(GO) list -m); { for p in $(LONGEST); do echo "$$module/$$p"; done; for p in $(JUNK); do echo "junk:$$module/$$p"; done; $(GO) list ./... | grep -vE '/bot(/trials)?$$'; } | awk '!seen[$$0]++' | \
	xargs -P $(AT_ONCE) -I{} sh -c 'p={}; how=-race; if echo $$p | grep -qE "$(UNRACED)"; then how=; fi; case $$p in junk:*) p=$${p#junk:}; how="-run Junk";; esac; said=$$($(GO) $(TESTS) $$how $$p 2>&1); code=$$?; echo "$$said"; exit $$code'
	$(GO) $(TESTS) -race -run AtOnce ./bot/web
	$(GO) $(TESTS) -race -parallel 6 ./bot

content: ## whether the built-in content is without fault
	$(GO) run ./cmd/prayerbot check

CARDS ?= bin/cards

cards: ## contact sheets of prayer cards, to look at: every country, the longest titles of every language
	$(GO) run ./cmd/prayerbot card --sheets $(CARDS)

pictures: ## pictures of the bot in use, drawn from real replies with Chromium, in deploy/pictures
	DRAW=$(CURDIR)/deploy/pictures $(GO) test -count=1 -run TestPicturesOf ./bot

run: ## the bot, in this terminal unless a token is set
	$(GO) run ./cmd/prayerbot

build: ## one static program, bin/prayerbot
	CGO_ENABLED=0 $(GO) build -trimpath -o bin/prayerbot ./cmd/prayerbot

# The comparison is a module of its own.
BENCH ?=

bench: tools ## speed and memory, about a quarter of an hour; BENCH=-short is a look in five minutes
	$(GO) test -run '^$$' -bench . -benchmem ./...
	cd bot/bench && $(GO) run . $(BENCH)

soak: ## the trials in their long form and all kinds of junk, about half an hour
	PRAYERBOT_SOAK=1 $(GO) test -count=1 -timeout 2h -v ./bot/trials/ ./bot/store/boltstore/ ./bot/store/redisstore/

FUZZTIME ?= 1m

fuzz: ## every fuzz target for a minute each; FUZZTIME=10s is a look
	@if [ -w /dev/shm ]; then export TMPDIR=/dev/shm; fi; grep -rlE '^func Fuzz' --include='*_test.go' bot cmd commands content | sort | while read -r file; do \
		for target in $$(sed -nE 's/^func (Fuzz[A-Za-z0-9]+)\(.*/\1/p' "$$file"); do \
			echo "$$target in $$(dirname "$$file")"; \
			$(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) "./$$(dirname "$$file")" || exit 1; \
		done; \
	done

# G104 (an error that is not looked at) is left out: closing, waiting and writing
# to memory are not looked at on purpose, and staticcheck reads the rest. Each
# other finding is mended, or stands with its reason where it is.
GOSEC ?= github.com/securego/gosec/v2/cmd/gosec@v2.30.0

gosec: ## what gosec finds; it is fetched, and no part of the module
	$(GO) run $(GOSEC) -quiet -exclude=G104 -exclude-generated -exclude-dir=bot/bench ./...

manifests: ## whether Kubernetes' own types know the manifests; a module of its own
	cd deploy/check && $(GO) vet ./... && $(GO) test -count=1 ./...

help: ## these lines
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
