package dev.skidway.load;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens.
 *
 * @param sqs the SQS port
 * @param grpc the native port
 * @param metrics the port that serves {@code /metrics}, when known
 */
record Target(
        InetSocketAddress sqs,
        InetSocketAddress grpc,
        @Nullable InetSocketAddress metrics) {

    /** One port whatever is spoken. */
    Target(InetSocketAddress port, @Nullable InetSocketAddress metrics) {
        this(port, port, metrics);
    }

    /** The value of the {@code Host} header for the SQS port. */
    String host() {
        return sqs.getHostString() + ":" + sqs.getPort();
    }

    /** Reads {@code HOST:PORT}. */
    static InetSocketAddress parse(String option, String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
            throw LoadOptions.refusal(option + " must be HOST:PORT, found \"" + text + "\".");
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return new InetSocketAddress(bracketed ? host.substring(1, host.length() - 1) : host, Integer.parseInt(port));
    }
}
