#!/bin/sh
# Installs what the tests need beside Python: on Debian, as root, unless NO_APT=1. Says what it does.
# Elsewhere nothing is installed: the tests that need a missing part are skipped by name, and counted at the end.
set -eu

missing=""
need() { # need COMMAND PACKAGE
  command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ] || missing="$missing $2"
}
need chromium chromium
need nsd nsd
need unbound unbound
need dovecot "dovecot-imapd dovecot-pop3d"
ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || missing="$missing postgresql"
[ -d /usr/share/fonts/opentype/noto ] || missing="$missing fonts-noto-cjk"

if [ -z "$missing" ]; then
  echo "Parts: all there"
elif [ -n "${NO_APT:-}" ]; then
  echo "Parts: NO_APT is set; not installed:$missing"
elif ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" != 0 ]; then
  echo "Parts: only root on Debian can install them here; missing:$missing"
else
  echo "Parts: installing Debian packages:$missing"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  # A server that is installed for the tests must not start by itself.
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
    chmod +x /usr/sbin/policy-rc.d
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
  fi
  # shellcheck disable=SC2086
  apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi
