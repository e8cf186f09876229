package dev.skidway.queues;

/** Where the payload of a message lies in the journal: headers, then body. */
record Payload(long position, int headerBytes, int bodyBytes) {

    int bytes() {
        return headerBytes + bodyBytes;
    }
}
