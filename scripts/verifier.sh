#!/usr/bin/env bash
# Builds the offline verifier as one jar, verifier/target/credence-verify.jar (docs/adr/0006), and says how to run it.
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
cd "$home"
. scripts/jdk.sh
find_jdk
need_maven
mvn -B -ntp -q -pl verifier -am -DskipTests package
echo "verifier/target/credence-verify.jar, $(($(wc -c <verifier/target/credence-verify.jar) / 1024)) KiB: needs Java 25 and nothing else"
echo "  java -jar credence-verify.jar receipt.json --request request.json --answer answer.json --trust trust.json"
