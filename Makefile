# Two commands do everything: `make demo` runs the main job, `make test` passes the tests.
# Both install the system packages that are missing (with sudo when not root) and say so.

PACKAGES      = libcurl4-openssl-dev libsqlite3-dev libssl-dev pkg-config
TEST_PACKAGES = dovecot-imapd dovecot-lmtpd postfix openssl
SUDO          = $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: demo build release test lint layers bench packages test-packages clean

demo: release
	.build/release/answerback demo

build: packages
	swift build

release: packages
	swift build -c release --product answerback --static-swift-stdlib

test: test-packages lint layers
	swift test

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

layers: packages
	swift build --build-tests --explicit-target-dependency-import-check error

bench: packages
	swift build -c release --product answerback-bench
	.build/release/answerback-bench store 2000 100

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
