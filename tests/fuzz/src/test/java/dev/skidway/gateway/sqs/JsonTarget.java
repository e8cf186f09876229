package dev.skidway.gateway.sqs;

import dev.skidway.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A request in JSON, through its action: the first line names the action, the rest is the body; what is answered must be JSON. A first line that
 * begins as an Authorization header does is read as one.
 */
public final class JsonTarget implements FuzzTarget {

    private final Asking asking = new Asking();
    private final WireFormat format = new JsonFormat(asking.urls(), Asking.BYTES_MAX, Asking.ENTRIES_MAX);
    private final JsonReader reader = new JsonReader(Asking.BYTES_MAX, Asking.ENTRIES_MAX);

    @Override
    public String name() {
        return "json";
    }

    @Override
    public boolean refuses(Throwable thrown) {
        return thrown instanceof SqsFault;
    }

    @Override
    public void read(byte[] input) {
        int end = 0;
        while (end < input.length && input[end] != '\n') {
            end++;
        }
        String first = new String(input, 0, end, StandardCharsets.ISO_8859_1);
        byte[] body = Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length);
        if (first.startsWith("AWS4")) {
            if (SigV4Header.principal(first).isEmpty()) {
                throw new IllegalStateException("everybody has a name");
            }
            return;
        }
        byte[] answer = asking.answer(format, Actions.byTarget("AmazonSQS." + first), reader.read(body));
        if (answer.length > 0) {
            checkAnswer(answer);
        }
    }

    @Override
    public List<byte[]> written() {
        String header =
                "AWS4-HMAC-SHA256 Credential=key/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=00";
        return List.of(header.getBytes(StandardCharsets.US_ASCII));
    }

    private void checkAnswer(byte[] answer) {
        try {
            var unused = new JsonReader(16 * Asking.BYTES_MAX).tree(answer);
        } catch (SqsFault fault) {
            throw new IllegalStateException(
                    "an answer is not JSON: " + new String(answer, StandardCharsets.UTF_8), fault);
        }
    }
}
