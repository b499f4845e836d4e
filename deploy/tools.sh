#!/bin/sh
# Provides what the tests need: redis-server and a C compiler. Where it cannot
# install them it says in one line what is missing.
set -u

missing=""
command -v redis-server >/dev/null 2>&1 || missing="redis-server"
command -v "${CC:-cc}" >/dev/null 2>&1 || command -v gcc >/dev/null 2>&1 || missing="$missing gcc libc6-dev"
[ -z "$missing" ] && exit 0

if command -v apt-get >/dev/null 2>&1; then
	as=""
	[ "$(id -u)" = 0 ] || as="sudo -n"
	# shellcheck disable=SC2086
	if $as apt-get update -qq && $as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null; then
		exit 0
	fi
fi
echo "The tests need these programs; install them and run make test again:" $missing >&2
exit 1
