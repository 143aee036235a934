# Sourced by ./credence and the build: which JVM flags a command gets, and the start of it.

classpath=$app/node.jar:$app/lib/*

# The vector module is an incubating one: only commands that execute models ask for it (Java then says so on standard error).
executes() {
  local word
  case "${1:-}" in
    up | operator | bench | prove) return 0 ;;
  esac
  for word in "$@"; do
    case "$word" in
      --replay | --replay=* | test | score) return 0 ;;
    esac
  done
  return 1
}

jvm_flags() { # the command's words -> flags and cache, in the variables of these names
  flags=(-XX:+UseSerialGC -Xss4m -Djava.awt.headless=true "-Dcredence.home=$home"
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
  # Proving for 64 million weights needs no more heap; without a limit garbage piles up to a quarter of the machine's memory.
  case "${1:-} ${2:-}" in
    "bench proof" | "prove "*) flags+=(-Xmx1g) ;;
  esac
  cache=$app/plain.aot
  if executes "$@"; then
    flags+=(--add-modules jdk.incubator.vector "-XX:CompileCommandFile=$home/scripts/compiler")
    # Short-lived and measured: a small young generation instead of a sixty-fourth of the machine's memory.
    case "${1:-} ${2:-}" in
      "bench language") flags+=(-Xms96m -Xmn32m) ;;
    esac
    cache=$app/execute.aot
    return
  fi
  # A short command ends before the second compiler would pay; a third less processor time, measured with verify.
  case "${1:-}" in
    gateway | ledger | cosigner) ;;
    *) flags+=(-XX:TieredStopAtLevel=1) ;;
  esac
}

launch() {
  jvm_flags "$@"
  # Without a cache the program runs as well, only it starts later.
  if [ -f "$cache" ]; then
    flags+=("-XX:AOTCache=$cache" -Xlog:aot=off -Xlog:cds=off)
  fi
  exec "$JAVA_HOME/bin/java" "${flags[@]}" ${CREDENCE_JAVA_OPTS:-} -cp "$classpath" dev.credence.node.cli.Main "$@"
}

# Records which classes the two kinds of command load, so that later starts skip that work (JEP 483, 514).
record_caches() {
  local training=$home/target/training
  rm -rf "$training"
  record up --once --port 0 --data "$training"
  record verify "$training/first/receipt.json" --request "$training/first/request.json" \
    --answer "$training/first/answer.json" --trust "$training/trust.json"
  rm -rf "$training"
}

record() {
  jvm_flags "$@"
  rm -f "$cache"
  "$JAVA_HOME/bin/java" "${flags[@]}" "-XX:AOTCacheOutput=$cache" -Xlog:aot=off -Xlog:cds=off \
    -cp "$classpath" dev.credence.node.cli.Main "$@" >"$home/target/training.log" 2>&1 9>&- || true
}
