# Sourced by the launchers: finds a JDK 25 or newer and sets JAVA_HOME, or says plainly what to install and exits with 4.

jdk_major() { # folder -> major version, or 0
  local release="$1/release" version
  [ -x "$1/bin/javac" ] && [ -r "$release" ] || { echo 0; return; }
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release")
  echo "${version:-0}"
}

find_jdk() {
  local wanted=25 candidate on_path
  on_path=$(command -v javac 2>/dev/null) && on_path=$(readlink -f "$on_path") && on_path=${on_path%/bin/javac}
  for candidate in "${JAVA_HOME:-}" "$on_path" \
    /usr/lib/jvm/* /opt/java/* /opt/jdk* /usr/java/* /usr/local/java/* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ -n "$candidate" ] && [ -d "$candidate" ] || continue
    if [ "$(jdk_major "$candidate")" -ge "$wanted" ]; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return 0
    fi
  done
  echo "Credence needs a JDK $wanted or newer and found none in JAVA_HOME, on the PATH or in the usual directories." >&2
  echo "Install one (for instance Temurin $wanted, package temurin-$wanted-jdk, or https://adoptium.net) or set JAVA_HOME." >&2
  exit 4
}

need_maven() {
  command -v mvn >/dev/null 2>&1 && return 0
  echo "Credence is built with Maven 3.8.7 or newer and found no mvn on the PATH: install the package maven." >&2
  exit 4
}

# Maven's own libraries make newer JDKs warn; the warnings say nothing about this build.
export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
