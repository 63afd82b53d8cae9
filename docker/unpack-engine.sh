#!/usr/bin/env bash
# Unpacks the native libraries of the network engine from the jar: docker/unpack-engine.sh JAR FOLDER
set -euo pipefail

jar=$(realpath "$1")
folder=$2
mkdir -p "$folder"
folder=$(realpath "$folder")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$work"
"${JAVA_HOME:+$JAVA_HOME/bin/}jar" xf "$jar" pytorch
mapfile -t libraries < <(find pytorch -name '*.so*' -type f)
((${#libraries[@]} > 0)) || {
  printf '%s holds no native libraries.\n' "$jar" >&2
  exit 2
}
mv "${libraries[@]}" "$folder/"
chmod -R a+rX "$folder"
