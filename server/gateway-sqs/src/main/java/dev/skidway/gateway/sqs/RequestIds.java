package dev.skidway.gateway.sqs;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the ids that every answer and every administrative event carries: unlike any other, and cheap. */
final class RequestIds {

    private static final HexFormat HEX = HexFormat.of();

    private final String run;
    private final AtomicLong next = new AtomicLong();

    RequestIds() {
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        String hex = HEX.formatHex(random);
        run = hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-" + hex.substring(12) + "-";
    }

    /** The next id, in the form of a UUID. */
    String next() {
        String number = HEX.toHexDigits(next.incrementAndGet());
        return run + number.substring(0, 4) + "-" + number.substring(4);
    }
}
