#!/usr/bin/env bash
# A command of ecglens, or what Spark on Kubernetes asks of its image.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
spark=${SPARK_ENTRYPOINT:-/opt/entrypoint.sh}

case ${1-} in
  # Spark's own words, and programs: bash, /opt/spark/bin/spark-submit, …
  driver | executor | /* | sh | bash | java | spark-*) exec "$spark" "$@" ;;
  # tini passes signals on: docker stop ends a run as Ctrl-C does.
  *) exec "$spark" tini -s -- "$home/jobs/submit" "$@" ;;
esac
