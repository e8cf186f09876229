package dev.skidway.gateway.sqs;

import dev.skidway.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A request in JSON, through its action: the first line names the action, the rest is the body; what is answered must be JSON. */
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
        Params params = reader.read(body);
        var principal = SigV4Header.principal(first);
        byte[] answer = asking.answer(format, Actions.byTarget("AmazonSQS." + first), params);
        if (answer.length > 0 && principal.isEmpty()) {
            throw new IllegalStateException("everybody has a name");
        }
        if (answer.length > 0) {
            checkAnswer(answer);
        }
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
