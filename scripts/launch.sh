# Sourced by ./credence: starts the JVM on the built jars, with the start-up cache where one can be made.

flags=(--add-modules jdk.incubator.vector -XX:+UseSerialGC -XX:TieredStopAtLevel=4 -Xss4m -Djava.awt.headless=true
  "-Dcredence.home=$home" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
cache=$app/credence.aot
classpath=$app/node.jar:$app/lib/*

# The first command after a build records which classes it loads, once, in the background; later starts skip that work.
if [ -f "$cache" ]; then
  flags+=("-XX:AOTCache=$cache" -Xlog:aot=off -Xlog:cds=off)
fi
exec "$JAVA_HOME/bin/java" "${flags[@]}" ${CREDENCE_JAVA_OPTS:-} -cp "$classpath" dev.credence.node.cli.Main "$@"
