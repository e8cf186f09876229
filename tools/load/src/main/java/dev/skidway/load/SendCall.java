package dev.skidway.load;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A prepared send of a full batch: built once, then only the head fields of its bodies change. */
final class SendCall {

    private final byte[] bytes;
    private final int[] bodyStarts;

    SendCall(Calls calls, String queueUrl, int count, int bodyBytes) {
        bodyStarts = new int[count];
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        byte[] body = MessageBody.blank(bodyBytes);
        json.writeBytes(Calls.ascii("{\"QueueUrl\":\"" + queueUrl + "\","));
        if (count == 1) {
            json.writeBytes(Calls.ascii("\"MessageBody\":\""));
            bodyStarts[0] = json.size();
            json.writeBytes(body);
            json.writeBytes(Calls.ascii("\"}"));
        } else {
            writeEntries(json, body);
        }
        byte[] head = calls.head(count == 1 ? "SendMessage" : "SendMessageBatch", json.size());
        bytes = ByteBuffer.allocate(head.length + json.size())
                .put(head)
                .put(json.toByteArray())
                .array();
        for (int i = 0; i < count; i++) {
            bodyStarts[i] += head.length;
        }
    }

    private void writeEntries(ByteArrayOutputStream json, byte[] body) {
        json.writeBytes(Calls.ascii("\"Entries\":["));
        for (int i = 0; i < bodyStarts.length; i++) {
            json.writeBytes(Calls.ascii((i == 0 ? "" : ",") + "{\"Id\":\"" + i + "\",\"MessageBody\":\""));
            bodyStarts[i] = json.size();
            json.writeBytes(body);
            json.writeBytes(Calls.ascii("\"}"));
        }
        json.writeBytes(Calls.ascii("]}"));
    }

    int count() {
        return bodyStarts.length;
    }

    /** The request for messages numbered from {@code firstNumber}, all due at the given time. */
    ByteBuffer of(long firstNumber, long intendedNanos) {
        for (int i = 0; i < bodyStarts.length; i++) {
            MessageBody.writeNumber(bytes, bodyStarts[i], firstNumber + i);
            MessageBody.writeIntendedNanos(bytes, bodyStarts[i], intendedNanos);
        }
        return ByteBuffer.wrap(bytes);
    }
}
