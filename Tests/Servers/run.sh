#!/usr/bin/env bash
# Fetches from real servers on loopback with the built program, and compares what arrives with the numbers that every
# server's data have.
#
#   Tests/Servers/run.sh ALMANAC [SERVER …]
#
# nginx caddy datasette ckan ckan-2.10 pygeoapi tipg qgis mapserver; all by default. Of CKAN the newest is asked and the
# one that most portals still run.
#
# The servers come from the shared folder ($ALMANAC_SHARED/servers, or ../shared): they install what they need. Each is
# started, asked and stopped before the next. Prints a line for each feed and, last, “N passed, M failed”.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
almanac=$(realpath "$1")
shift
shared=${ALMANAC_SHARED:-$here/../../../shared}/servers
names=("$@")
[ ${#names[@]} -gt 0 ] || names=(nginx caddy datasette ckan ckan-2.10 pygeoapi tipg qgis mapserver)
scratch=$(mktemp -d)
chmod 755 "$scratch"  # PostgreSQL runs as a user of its own
export ALMANAC_SERVERS_STATE=$scratch/state
# server NAME start.sh|stop.sh [PORT]
server() {
  local name=$1 script=$2
  shift 2
  case $name in
  ckan-2.10) CKAN_VERSION=2.10.11 bash "$shared/ckan/$script" "$@" ;;
  *) bash "$shared/$name/$script" "$@" ;;
  esac
}
stop() {
  for name in "${names[@]}"; do server "$name" stop.sh >/dev/null 2>&1; done
  rm -rf "$scratch"
}
trap stop EXIT
if [ ! -d "$shared" ]; then
  echo "skip real servers: the shared folder is not here"
  echo "0 passed, 0 failed"
  exit 0
fi
passed=0 failed=0 port=18200
for name in "${names[@]}"; do
  port=$((port + 10))
  if ! server "$name" start.sh "$port" >"$scratch/$name.log" 2>&1; then
    echo "FAIL $name: it does not start: $(tail -n 2 "$scratch/$name.log" | tr '\n' ' ')"
    failed=$((failed + 1))
    continue
  fi
  while read -r verdict line; do
    case $verdict in
    ok | FAIL) echo "$verdict $name: $line" ;;
    *) echo "     $verdict $line" ;;
    esac
    [ "$verdict" = ok ] && passed=$((passed + 1))
    [ "$verdict" = FAIL ] && failed=$((failed + 1))
  done < <(python3 "$here/ask.py" "$almanac" "$name" "http://127.0.0.1:$port" "$ALMANAC_SERVERS_STATE/data" "$scratch/project-$name" 2>&1)
  server "$name" stop.sh >/dev/null 2>&1
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
