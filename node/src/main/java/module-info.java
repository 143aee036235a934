/// Floor 4: sockets, files, clock, configuration, logs, command line; the only module with side effects.
module dev.credence.node {
    requires dev.credence.operator;
    requires dev.credence.settlement;
    requires dev.credence.client;
    requires io.helidon.webserver;
    requires io.helidon.common.task;
    requires info.picocli;
    requires org.slf4j;
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires micrometer.registry.prometheus;
    requires micrometer.core;
    requires java.desktop;
    requires java.logging;
    requires java.net.http;
    requires static jdk.incubator.vector;
}
