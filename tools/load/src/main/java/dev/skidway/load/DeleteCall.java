package dev.skidway.load;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A delete request filled from the receipt handles of an answer. */
final class DeleteCall {

    private static final byte[] STRING_END = Calls.ascii("\"}");
    private static final byte[] LIST_END = Calls.ascii("]}");

    private final Calls calls;
    private final QueueSet queues;
    private final boolean single;
    private final byte[] opening;
    private final int urlStart;
    private final byte[][] entryOpenings = new byte[LoadOptions.BATCH_MAX][];
    private byte[] body = new byte[4096];
    private int size;
    private int count;
    private byte[] head = {};
    private int headForSize = -1;
    private byte[] request = {};

    /** With {@code single}, every message is deleted by a request of its own; otherwise in batches. */
    DeleteCall(Calls calls, QueueSet queues, boolean single) {
        this.calls = calls;
        this.queues = queues;
        this.single = single;
        String url = "{\"QueueUrl\":\"" + queues.firstUrl() + "\",";
        opening = Calls.ascii(single ? url + "\"ReceiptHandle\":\"" : url + "\"Entries\":[");
        urlStart = QueueSet.urlStart(opening);
        for (int i = 0; i < entryOpenings.length; i++) {
            entryOpenings[i] = Calls.ascii((i == 0 ? "" : ",") + "{\"Id\":\"" + i + "\",\"ReceiptHandle\":\"");
        }
        clear();
    }

    /** Aims the next request at that queue; call {@link #clear} before it is filled. */
    void aim(int queue) {
        queues.aim(opening, urlStart, queue);
    }

    void clear() {
        size = 0;
        count = 0;
        append(opening, 0, opening.length);
    }

    int count() {
        return count;
    }

    void add(byte[] bytes, int start, int stop) {
        if (!single) {
            append(entryOpenings[count], 0, entryOpenings[count].length);
        }
        append(bytes, start, stop);
        append(STRING_END, 0, STRING_END.length);
        count++;
    }

    ByteBuffer request() {
        if (!single) {
            append(LIST_END, 0, LIST_END.length);
        }
        if (headForSize != size) {
            head = calls.head(single ? "DeleteMessage" : "DeleteMessageBatch", size);
            headForSize = size;
        }
        if (request.length < head.length + size) {
            request = new byte[head.length + body.length];
        }
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, size);
        return ByteBuffer.wrap(request, 0, head.length + size);
    }

    private void append(byte[] bytes, int start, int stop) {
        int more = stop - start;
        if (size + more > body.length) {
            body = Arrays.copyOf(body, Math.max(size + more, body.length * 2));
        }
        System.arraycopy(bytes, start, body, size, more);
        size += more;
    }
}
