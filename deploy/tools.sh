#!/bin/sh
# Provides what the tests need: redis-server and a C compiler. Where it cannot
# install them it says in one line what is missing. Chromium, in which the pages are
# looked at, is installed where that can be done; without it those tests alone are
# left out, and say so.
set -u

as=""
[ "$(id -u)" = 0 ] || as="sudo -n"

# install NAMES installs packages where apt-get can.
install() {
	command -v apt-get >/dev/null 2>&1 || return 1
	# shellcheck disable=SC2086
	$as apt-get update -qq -o Acquire::http::Timeout=20 && $as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o Acquire::http::Timeout=20 --no-install-recommends $* >/dev/null
}

missing=""
command -v redis-server >/dev/null 2>&1 || missing="redis-server"
command -v "${CC:-cc}" >/dev/null 2>&1 || command -v gcc >/dev/null 2>&1 || missing="$missing gcc libc6-dev"
if [ -n "$missing" ] && ! install $missing; then
	echo "The tests need these programs; install them and run make test again:" $missing >&2
	exit 1
fi
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 ||
	install chromium 2>/dev/null ||
	echo "There is no Chromium, so no page is looked at in a browser. Install chromium to have that tested."
