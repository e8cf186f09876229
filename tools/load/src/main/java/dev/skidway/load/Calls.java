package dev.skidway.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Builds the bytes of SQS requests in the JSON protocol. */
final class Calls {

    private final String host;

    Calls(String host) {
        this.host = host;
    }

    /** The head of a request whose body has the given size. */
    byte[] head(String action, int bodyBytes) {
        return ascii("POST / HTTP/1.1\r\nHost: " + host + "\r\nX-Amz-Target: AmazonSQS." + action
                + "\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: " + bodyBytes + "\r\n\r\n");
    }

    /** A whole request that never changes. */
    ByteBuffer request(String action, String body) {
        byte[] bodyBytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] headBytes = head(action, bodyBytes.length);
        return ByteBuffer.allocate(headBytes.length + bodyBytes.length)
                .put(headBytes)
                .put(bodyBytes)
                .flip();
    }

    /** A request for up to that many messages; seconds is the long-poll wait. */
    ByteBuffer receive(String queueUrl, int countMax, int waitSeconds) {
        return request(
                "ReceiveMessage",
                "{\"QueueUrl\":\"" + queueUrl + "\",\"MaxNumberOfMessages\":" + countMax + ",\"WaitTimeSeconds\":"
                        + waitSeconds + "}");
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
