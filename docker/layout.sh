#!/usr/bin/env bash
# Lays the built project out as it is in the image: docker/layout.sh PROJECT FOLDER
set -euo pipefail

project=$1
folder=$2
version=$(sed -n '/<artifactId>ecglens</,/<\/version>/s:.*<version>\(.*\)</version>.*:\1:p' "$project/pom.xml")
jar=ecglens-$version-spark.jar
[[ -r $project/target/$jar ]] || {
  printf '%s is missing. Run: mvn -Dmaven.test.skip=true package\n' "$project/target/$jar" >&2
  exit 2
}

mkdir -p "$folder/target"
cp -r "$project/jobs" "$project/conf" "$project/pom.xml" "$project/LICENSE" "$project/NOTICE" "$folder/"
# A build without a network writes none.
[[ ! -e $project/target/bom.json ]] || cp "$project/target/bom.json" "$folder/"
cp "$project/docker/entrypoint.sh" "$folder/"
cp "$project/target/$jar" "$folder/target/"
# A name without a version, for local:///opt/spark/ecglens/ecglens.jar.
ln -s "target/$jar" "$folder/ecglens.jar"
# Where the launcher reads job files with Spark's classes.
printf '%s' "${SPARK_HOME:-/opt/spark}/jars/*" >"$folder/target/spark.classpath"
# The launcher builds a jar that is older than pom.xml.
touch "$folder/target/$jar"
chmod -R a+rX "$folder"
