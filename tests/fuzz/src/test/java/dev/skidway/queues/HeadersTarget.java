package dev.skidway.queues;

import dev.skidway.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The headers in front of a body. */
public final class HeadersTarget implements FuzzTarget {

    @Override
    public String name() {
        return "headers";
    }

    @Override
    public boolean refuses(Throwable thrown) {
        return thrown instanceof IllegalArgumentException
                && thrown.getMessage() != null
                && thrown.getMessage().contains("message headers");
    }

    @Override
    public void read(byte[] input) {
        MessageHeaders headers = MessageHeaders.decode(input);
        MessageHeaders again = MessageHeaders.decode(headers.encode());
        if (again.attributes().size() != headers.attributes().size()) {
            throw new IllegalStateException("attributes are lost when they are written again");
        }
    }

    @Override
    public List<byte[]> written() {
        byte[] value = "7".getBytes(StandardCharsets.UTF_8);
        return List.of(new MessageHeaders(
                        List.of(
                                new MessageAttribute("n", "Number", false, value),
                                new MessageAttribute("b", "Binary", true, value)),
                        "me",
                        "Root=1")
                .encode());
    }
}
