package dev.skidway.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.Closeable;
import java.io.IOException;

/** Creates and deletes the queue of a run; not on any measured path. */
final class Control implements Closeable {

    private static final JsonFactory JSON = new JsonFactory();

    private final HttpLink link;
    private final Calls calls;

    Control(Target target) throws IOException {
        link = new HttpLink(target.sqs());
        calls = new Calls(target.host());
    }

    /** Creates a queue whose leases last that long and returns its address; a FIFO queue when its name says so. */
    String createQueue(String name, int visibilitySeconds) throws IOException {
        return createQueue(name, visibilitySeconds, "");
    }

    /** The same, with its messages kept for so many seconds. */
    String createQueue(String name, int visibilitySeconds, int retentionSeconds) throws IOException {
        return createQueue(name, visibilitySeconds, ",\"MessageRetentionPeriod\":\"" + retentionSeconds + "\"");
    }

    private String createQueue(String name, int visibilitySeconds, String more) throws IOException {
        String fifo = name.endsWith(".fifo") ? ",\"FifoQueue\":\"true\"" : "";
        call(
                "CreateQueue",
                "{\"QueueName\":\"" + name + "\",\"Attributes\":{\"VisibilityTimeout\":\"" + visibilitySeconds + "\""
                        + fifo + more + "}}");
        try (JsonParser parser = JSON.createParser(link.bodyText())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && "QueueUrl".equals(parser.currentName())) {
                    return parser.getText();
                }
            }
        }
        throw new UnexpectedAnswer("a QueueUrl", link.bodyText());
    }

    void deleteQueue(String queueUrl) throws IOException {
        call("DeleteQueue", "{\"QueueUrl\":\"" + queueUrl + "\"}");
    }

    private void call(String action, String body) throws IOException {
        int status = link.exchange(calls.request(action, body));
        if (status != 200) {
            throw new UnexpectedAnswer("status 200 to " + action, "status " + status + ": " + link.bodyText());
        }
    }

    @Override
    public void close() throws IOException {
        link.close();
    }
}
