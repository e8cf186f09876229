package dev.skidway.laws.blackbox;

import dev.skidway.app.config.ServerConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Settings of a server in a test: free ports, small files. */
final class SmallServer {

    private static final Map<String, String> SETTINGS = Map.of(
            "server.sqs-port", "0",
            "server.http-port", "0",
            "journal.segment-bytes", "1048576",
            "journal.block-bytes-max", "524288",
            "journal.frame-bytes-max", "262144",
            "journal.ring-bytes", "1048576",
            "journal.ballast-bytes", "0",
            "journal.free-bytes-min", "0");

    /** The same for the program. */
    static final String[] FLAGS = SETTINGS.entrySet().stream()
            .flatMap(setting -> Stream.of("--set", setting.getKey() + "=" + setting.getValue()))
            .toArray(String[]::new);

    private SmallServer() {}

    static ServerConfig config(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.putAll(more);
        return ServerConfig.of(settings);
    }
}
