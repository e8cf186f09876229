package dev.skidway.queues;

/**
 * Where the payload of a message lies in the journal: headers, then body.
 *
 * @param position journal address of the first header byte; the {@link PayloadChecksum} stands right before it
 */
public record Payload(long position, int headerBytes, int bodyBytes) {

    /** The same payload in a frame at {@code framePosition}, when this one counts from the frame's start. */
    Payload from(long framePosition) {
        return new Payload(framePosition + position, headerBytes, bodyBytes);
    }

    /** Length of headers and body. */
    public int bytes() {
        return headerBytes + bodyBytes;
    }

    /** What must stay in the journal for such a message, so that even an empty one keeps its segment. */
    static int storedBytes(int headerBytes, int bodyBytes) {
        return PayloadChecksum.BYTES + headerBytes + bodyBytes;
    }
}
