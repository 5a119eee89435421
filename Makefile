# Two commands do everything: `make demo` runs the main job, `make test` passes the tests.
# Both install the system packages that are missing (with sudo when not root) and say so.

PACKAGES      = libcurl4-openssl-dev libsqlite3-dev libssl-dev pkg-config
TEST_PACKAGES = dovecot-imapd dovecot-lmtpd dovecot-sieve postfix openssl
# One way to build what is shipped and measured: with Swift's own libraries inside.
RELEASE       = swift build -c release --static-swift-stdlib
SUDO          = $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: demo build release test lint layers sanitize torture screens soak bench bench-gateway bench-mail bench-search fuzz packages test-packages clean

demo: release
	.build/release/answerback demo

build: packages
	swift build

release: packages
	$(RELEASE) --product answerback

test: test-packages lint layers
	swift test

# The suites under the address sanitizer, and what has threads under the thread sanitizer. Each builds everything anew.
# Tests/Sanitizers/mutex.c says why the thread sanitizer needs another library.
sanitize: test-packages
	ASAN_OPTIONS=detect_leaks=0 swift test --sanitize=address --scratch-path .build/address
	@mkdir -p .build/thread
	clang -shared -fPIC -O1 -Wall -Wno-cast-calling-convention -o .build/thread/mutex.so Tests/Sanitizers/mutex.c
	swift build --build-tests --sanitize=thread --scratch-path .build/thread
	LD_PRELOAD=$(CURDIR)/.build/thread/mutex.so swift test --skip-build --sanitize=thread --scratch-path .build/thread \
	    --filter 'TransportTests|ResponderTests|StoreTests'

# The long forms of the tests that `make test` runs a sample of; each prints its seeds. An hour or two.
SEEDS         = 200000
KILLS         = 10000
KILL_LANES    = 4
# Random conversations of each of eight seeds.
GRAPHS        = 25000

torture: test-packages release
	swift build --build-tests
	SIMULATION_SEEDS=$(SEEDS) swift test --skip-build --filter SimulationTests
	STORE_SEEDS=2000 swift test --skip-build --filter StoreTests
	ANSWERBACK_GRAPHS=$(GRAPHS) swift test --skip-build --filter ConversationGraphTests
	KILLS=$(KILLS) KILL_LANES=$(KILL_LANES) ANSWERBACK_PROGRAM=.build/release/answerback swift test --skip-build --filter RandomKillTests

# Three mails of the scripted day as their readers see them, in text: an escalation, an answer, a digest.
screens: test-packages
	@rm -rf .build/screens && mkdir -p .build/screens
	ANSWERBACK_PICTURES=.build/screens swift test --filter DayTests > .build/screens/test.log 2>&1 || { cat .build/screens/test.log; exit 1; }
	@for mail in escalation answer digest; do printf '\n==== %s\n\n' "$$mail"; cat .build/screens/day-$$mail.txt; done

soak: test-packages
	SOAK_MAILS=20000 swift test --filter SoakTests

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

layers: packages
	swift build --build-tests --explicit-target-dependency-import-check error

bench: packages
	$(RELEASE) --product answerback-bench
	.build/release/answerback-bench store 2000 100

# The service between a real Dovecot and a real Postfix, beside a bare loop over the same servers. MAILS=5000 TICKETS=10000
# say how many mails come in and how many tickets the store holds before. Needs root, as Postfix does, and ../shared.
MAILS         = 5000
TICKETS       = 0
SINGLE        = 200
SHARED        = ../shared
BENCH_DATA    = /tmp/answerback-bench-mails

bench-gateway: test-packages release
	$(RELEASE) --product answerback-bench
	@python3 -c 'import numpy' 2> /dev/null || $(SUDO) apt-get install -y --no-install-recommends python3-numpy
	@rm -rf $(BENCH_DATA) && mkdir -p $(BENCH_DATA)
	@python3 $(SHARED)/benchmark/gen_corpus.py 10000 $(BENCH_DATA) > /dev/null
	@GEN_MAIL_AUTH=mx.support.test python3 $(SHARED)/benchmark/gen_mail.py $(BENCH_DATA)/mails $(MAILS) $(BENCH_DATA)/corpus_10000.txt
	DISCARD=1 Tests/Lab/with-lab.sh .build/release/answerback-bench gateway $(BENCH_DATA)/mails $(MAILS) $(TICKETS) $(SINGLE)

# How fast mails are read, beside GMime, Python's email and a floor without an object model, on one core and in one run: DATA holds mails/
# and mails_att/ (SHARED's gen_mail.py makes them). A peer whose source, compiler or library is missing is left out.
DATA          = .build/bench-mails
PEERS         = .build/peers
ROUNDS        = 15
PIN           = $(shell command -v taskset > /dev/null && echo taskset -c 0)

bench-mail: packages
	$(RELEASE) --product answerback-bench
	@ls $(DATA)/mails/*.eml > /dev/null 2>&1 || { echo "No mails in $(DATA)/mails: python3 $(SHARED)/benchmark/gen_mail.py $(DATA)/mails 2000 CORPUS"; exit 66; }
	@mkdir -p $(PEERS)
	-@test ! -f $(SHARED)/benchmark/mime_limit.cpp || g++ -O3 -march=native -o $(PEERS)/mime_limit $(SHARED)/benchmark/mime_limit.cpp
	-@! pkg-config --exists gmime-3.0 || gcc -O2 -o $(PEERS)/gmime $(SHARED)/benchmark/gmime_bench.c $$(pkg-config --cflags --libs gmime-3.0)
	@for folder in $(DATA)/mails $(DATA)/mails_att; do ls $$folder/*.eml > /dev/null 2>&1 || continue; peers=""; \
	micros() { sed -n 's|.* \([0-9.]*\) us/msg.*|\1|p' | head -1; }; \
	for peer in mime_limit gmime; do \
	test -x $(PEERS)/$$peer && peers="$$peers $$peer=$$($(PIN) $(PEERS)/$$peer $$folder $(ROUNDS) | micros)"; done; \
	test -f $(SHARED)/benchmark/bench_mime.py && peers="$$peers python=$$($(PIN) python3 $(SHARED)/benchmark/bench_mime.py $$folder 1 | micros)"; \
	$(PIN) .build/release/answerback-bench mail $$folder $(ROUNDS) $$peers; done

# The search for similar cases beside its prototype in C++ and two peers, on the same generated cases. CASES=1000000 says how
# many, PEER_QUERIES how often the slow ones are asked. Needs ../shared, of which nothing is kept.
CASES         = 100000
PEER_QUERIES  = 30
SEARCH_DATA   = /tmp/answerback-bench-search

bench-search: packages
	$(RELEASE) --product answerback-bench
	@$(call install,g++ python3-numpy python3-sklearn)
	@mkdir -p $(SEARCH_DATA)
	@test -f $(SEARCH_DATA)/queries_$(CASES).tsv || python3 $(SHARED)/benchmark/gen_corpus.py $(CASES) $(SEARCH_DATA) > /dev/null
	g++ -O3 -march=native -o $(SEARCH_DATA)/search_limit $(SHARED)/benchmark/search_limit.cpp
	$(SEARCH_DATA)/search_limit $(SEARCH_DATA)/corpus_$(CASES).txt $(SEARCH_DATA)/queries_$(CASES).tsv 0.7 sig 5
	.build/release/answerback-bench search $(SEARCH_DATA)/corpus_$(CASES).txt $(SEARCH_DATA)/queries_$(CASES).tsv 0.7 5
	python3 $(SHARED)/benchmark/bench_sim.py fts5 $(CASES) $(PEER_QUERIES) $(SEARCH_DATA)
	python3 $(SHARED)/benchmark/bench_sim.py sklearn $(CASES) $(PEER_QUERIES) $(SEARCH_DATA)

# Every reader of foreign bytes under libFuzzer and the address sanitizer, SECONDS a target: make fuzz TARGETS="tnef html" SECONDS=60.
# A package of its own, built into .build/fuzzing; findings stay there.
SECONDS       = 180
TARGETS       =

fuzz:
	swift build --package-path Tests/Fuzzing --scratch-path .build/fuzzing --sanitize=fuzzer --product fuzz
	Tests/Fuzzing/run .build/fuzzing/debug/fuzz .build/fuzzing/found $(SECONDS) $(TARGETS)

packages:
	@$(call install,$(PACKAGES))

test-packages: packages
	@$(call install,$(TEST_PACKAGES))

clean:
	rm -rf .build

define install
missing=""; for p in $(1); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q "ok installed" || missing="$$missing $$p"; done; \
if [ -n "$$missing" ]; then echo "Installing the system packages that are missing:$$missing"; \
$(SUDO) apt-get update -qq && DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y --no-install-recommends $$missing; fi
endef
