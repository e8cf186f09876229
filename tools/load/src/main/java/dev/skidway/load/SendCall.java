package dev.skidway.load;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A prepared send of a full batch: built once, then only the queue, the ids and the head fields of its bodies change. */
final class SendCall {

    private static final String ID_BLANK = "0".repeat(16);
    private static final String DELAY_BLANK = " ".repeat(11) + "0";
    private static final int DECIMAL = 10;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final QueueSet queues;
    private final byte[] bytes;
    private final int urlStart;
    private final int[] bodyStarts;
    private final int[] groupStarts;
    private final int[] idStarts;
    private final int[] delayEnds;
    private final boolean delayed;

    /** {@code delayed}: each message has a delay of its own. */
    SendCall(Calls calls, QueueSet queues, int count, int bodyBytes, boolean delayed) {
        this.queues = queues;
        this.delayed = delayed;
        delayEnds = new int[count];
        bodyStarts = new int[count];
        groupStarts = new int[count];
        idStarts = new int[count];
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        byte[] body = MessageBody.blank(bodyBytes);
        json.writeBytes(Calls.ascii("{\"QueueUrl\":\"" + queues.firstUrl() + "\","));
        if (count == 1) {
            writeMessage(json, body, 0);
            json.write('}');
        } else {
            writeEntries(json, body);
        }
        byte[] head = calls.head(count == 1 ? "SendMessage" : "SendMessageBatch", json.size());
        bytes = ByteBuffer.allocate(head.length + json.size())
                .put(head)
                .put(json.toByteArray())
                .array();
        urlStart = QueueSet.urlStart(bytes);
        for (int i = 0; i < count; i++) {
            bodyStarts[i] += head.length;
            groupStarts[i] += head.length;
            idStarts[i] += head.length;
            delayEnds[i] += head.length;
        }
    }

    private void writeEntries(ByteArrayOutputStream json, byte[] body) {
        json.writeBytes(Calls.ascii("\"Entries\":["));
        for (int i = 0; i < bodyStarts.length; i++) {
            json.writeBytes(Calls.ascii((i == 0 ? "" : ",") + "{\"Id\":\"" + i + "\","));
            writeMessage(json, body, i);
            json.write('}');
        }
        json.writeBytes(Calls.ascii("]}"));
    }

    private void writeMessage(ByteArrayOutputStream json, byte[] body, int index) {
        json.writeBytes(Calls.ascii("\"MessageBody\":\""));
        bodyStarts[index] = json.size();
        json.writeBytes(body);
        if (queues.grouped()) {
            json.writeBytes(Calls.ascii("\",\"MessageGroupId\":\""));
            groupStarts[index] = json.size();
            json.writeBytes(Calls.ascii(QueueSet.groupBlank()));
        }
        if (queues.fifo()) {
            json.writeBytes(Calls.ascii("\",\"MessageDeduplicationId\":\""));
            idStarts[index] = json.size();
            json.writeBytes(Calls.ascii(ID_BLANK));
        }
        json.write('"');
        if (delayed) {
            json.writeBytes(Calls.ascii(",\"DelaySeconds\":" + DELAY_BLANK));
            delayEnds[index] = json.size();
        }
    }

    int count() {
        return bodyStarts.length;
    }

    void aim(int queue) {
        queues.aim(bytes, urlStart, queue);
    }

    /** The request for messages numbered from {@code firstNumber}, all due at the given time. */
    ByteBuffer of(long firstNumber, long intendedNanos) {
        for (int i = 0; i < bodyStarts.length; i++) {
            MessageBody.writeNumber(bytes, bodyStarts[i], firstNumber + i);
            MessageBody.writeIntendedNanos(bytes, bodyStarts[i], intendedNanos);
            if (queues.grouped()) {
                queues.writeGroup(bytes, groupStarts[i], firstNumber + i);
            }
            if (queues.fifo()) {
                MessageBody.writeNumber(bytes, idStarts[i], firstNumber + i);
            }
        }
        return ByteBuffer.wrap(bytes);
    }

    /** The request for messages numbered from {@code firstNumber}, each due after its delay from a given time on. */
    ByteBuffer delayed(long firstNumber, long fromNanos, int[] delaySeconds) {
        ByteBuffer request = of(firstNumber, fromNanos);
        for (int i = 0; i < bodyStarts.length; i++) {
            MessageBody.writeIntendedNanos(bytes, bodyStarts[i], fromNanos + delaySeconds[i] * NANOS_PER_SECOND);
            writeDelay(delayEnds[i], delaySeconds[i]);
        }
        return request;
    }

    /** Right-aligned: white space before a number is allowed. */
    private void writeDelay(int end, int seconds) {
        int left = seconds;
        for (int at = end - 1; at >= end - DELAY_BLANK.length(); at--) {
            bytes[at] = (byte) (left > 0 || at == end - 1 ? '0' + left % DECIMAL : ' ');
            left /= DECIMAL;
        }
    }
}
