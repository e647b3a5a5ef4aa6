#!/bin/sh
# Puts a city's definitions and the house's own shell, theme, script and phrases together as a project.
#
#   Tests/Cities/assemble.sh DEST [CITY]
#
# A city keeps only what is its own, so that a mended phrase or colour reaches every city.
set -eu
destination=${1:?usage: assemble.sh DEST [CITY]}
city=${2:-Chicago}
cities=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$cities/../.." && pwd)

mkdir -p "$destination/Site"
cp -R "$cities/$city/Indicators" "$cities/$city/Content" "$destination/"
for file in shell.html theme.css script.js; do
  [ ! -f "$root/Site/$file" ] || cp "$root/Site/$file" "$destination/Site/"
done
cp -R "$root/Site/languages" "$destination/Site/"
cp "$cities/$city/Site/site.json5" "$destination/Site/"
