#!/usr/bin/env bash
# Tells Spark which GPUs this node has, for example {"name": "gpu", "addresses": ["0", "1"]}.
set -euo pipefail

addresses=$(nvidia-smi --query-gpu=index --format=csv,noheader)
list=
while read -r address; do
  [[ -z $address ]] || list+=", \"$address\""
done <<<"$addresses"
printf '{"name": "gpu", "addresses": [%s]}\n' "${list#, }"
