# Sourced by ./credence: builds the program where its sources are newer than what was built.

app=$home/node/target/app
stamp=$app/.built

is_stale() {
  [ -f "$stamp" ] || return 0
  [ -n "$(find "$home"/pom.xml "$home"/*/pom.xml "$home"/*/src/main -newer "$stamp" -print -quit 2>/dev/null)" ]
}

build_if_stale() {
  is_stale || return 0
  need_maven
  mkdir -p "$home/target"
  local log=$home/target/build.log lock=$home/target/.building
  exec 9>"$lock"
  if command -v flock >/dev/null 2>&1 && ! flock -n 9; then
    echo "Another start is building; waiting for it …" >&2
    flock 9
    is_stale || { exec 9>&-; return 0; }
  fi
  echo "Building Credence with $JAVA_HOME (the first time it fetches its libraries: about a minute) …" >&2
  rm -f "$stamp"
  if ! (cd "$home" && mvn -B -ntp -pl node -am -DskipTests package 9>&- >"$log" 2>&1 &
    builder=$!
    seen=
    while kill -0 "$builder" 2>/dev/null; do
      now=$(sed -n 's/^\[INFO\] Building \([a-z]*\) .*/\1/p' "$log" 2>/dev/null | tail -n 1)
      if [ -n "$now" ] && [ "$now" != "$seen" ]; then
        seen=$now
        echo "  $now" >&2
      fi
      sleep 0.3
    done
    wait "$builder"); then
    echo "The build failed; the end of $log:" >&2
    tail -n 30 "$log" >&2
    exit 4
  fi
  echo "  start-up caches" >&2
  record_caches
  touch "$stamp"
  exec 9>&-
}
