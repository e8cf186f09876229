package dev.skidway.app.config;

import java.nio.file.Path;
import java.util.List;

/** Where the server listens, where its data lies, how it stops. */
@About("Where the server listens, where its data lies, how it stops.")
public record ServerSection(
        @Key(
                value = "127.0.0.1",
                reason = "Address to listen on. Only loopback addresses are accepted until there is authentication.")
        String host,

        @Key(value = "9324", max = 65_535, reason = "Port of the SQS protocol; 0 takes any free port.")
        int sqsPort,

        @Key(
                value = "-1",
                min = -1,
                max = 65_535,
                reason =
                        "Port of the native protocol (gRPC). -1 is 7233, or any free port where sqs-port is 0; 0 takes any"
                                + " free port.")
        int grpcPort,

        @Key(
                value = "8080",
                max = 65_535,
                reason = "Port of the status page, health checks and metrics; 0 takes any free port.")
        int httpPort,

        @Key(
                value = "data",
                reason = "Folder of the journal and all else that lasts; made when missing. Must be on a real disk.")
        String data,

        @Key(
                value = "1",
                min = 1,
                max = 64,
                unit = "partitions",
                reason = "Each is one thread and one state machine. Fixed once the folder holds data.")
        int partitions,

        @Key(
                value = "10000",
                max = 600_000,
                unit = "ms",
                reason = "Longest wait for requests under way after SIGTERM; long polls are answered at once.")
        long drainMillisMax,

        @Key(
                value = "",
                reason = "Names beside localhost that a request's Host header may carry, against DNS rebinding.")
        List<String> allowedHosts) {

    private static final int NATIVE_PORT = 7233;

    public ServerSection {
        if (!Loopback.names(host)) {
            throw new ConfigRefused(
                    "server.host is '" + host + "': expected a loopback address such as 127.0.0.1 or ::1."
                            + " Other addresses are refused until the server can authenticate its clients;"
                            + " to reach it from elsewhere, put a proxy that does so in front of it");
        }
        if (sqsPort != 0 && sqsPort == httpPort) {
            throw new ConfigRefused(
                    "server.sqs-port and server.http-port are both " + sqsPort + ": expected two ports");
        }
        int grpc = grpcPort < 0 ? NATIVE_PORT : grpcPort;
        if (grpc != 0 && ((sqsPort != 0 && grpc == sqsPort) || grpc == httpPort)) {
            throw new ConfigRefused("server.grpc-port is " + grpc
                    + ", which is also server.sqs-port or server.http-port: expected a port of its own");
        }
        if (data.isBlank() || data.indexOf('\0') >= 0) {
            throw new ConfigRefused("server.data is empty or has a NUL in it: expected a folder");
        }
        allowedHosts = List.copyOf(allowedHosts);
    }

    /** The port of the native protocol to open; 0 for any free one. */
    public int nativePort() {
        return grpcPort >= 0 ? grpcPort : sqsPort == 0 ? 0 : NATIVE_PORT;
    }

    /** The data folder as an absolute path. */
    public Path dataFolder() {
        return Path.of(data).toAbsolutePath().normalize();
    }
}
