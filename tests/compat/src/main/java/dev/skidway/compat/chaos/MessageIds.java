package dev.skidway.compat.chaos;

import java.util.UUID;

/** Message ids as numbers: a history holds millions of them. */
final class MessageIds {

    private MessageIds() {}

    /** Both halves of the id folded into one; two ids of one run meet with a chance of one in many millions. */
    static long of(String messageId) {
        UUID id = UUID.fromString(messageId);
        return id.getMostSignificantBits() * 31 + id.getLeastSignificantBits();
    }
}
