package dev.skidway.client;

import com.google.protobuf.ByteString;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A value that travels with the body of a job; SQS clients see it as a message attribute. */
public final class Attribute {

    private final dev.skidway.v1.Attribute proto;

    private Attribute(dev.skidway.v1.Attribute proto) {
        this.proto = proto;
    }

    /** Text. */
    public static Attribute of(String text) {
        return new Attribute(dev.skidway.v1.Attribute.newBuilder().setText(text).build());
    }

    /** Bytes. */
    public static Attribute of(byte[] bytes) {
        return new Attribute(dev.skidway.v1.Attribute.newBuilder()
                .setBinary(ByteString.copyFrom(bytes))
                .build());
    }

    /** A number, as SQS has them: text of another type. */
    public static Attribute number(String digits) {
        return new Attribute(dev.skidway.v1.Attribute.newBuilder()
                .setType("Number")
                .setText(digits)
                .build());
    }

    static Map<String, Attribute> all(Map<String, dev.skidway.v1.Attribute> protos) {
        Map<String, Attribute> attributes = new TreeMap<>();
        protos.forEach((name, proto) -> attributes.put(name, new Attribute(proto)));
        return attributes;
    }

    /** {@code String}, {@code Number} or {@code Binary}, perhaps with an ending after a dot; empty before it was sent if nothing was said. */
    public String type() {
        return proto.getType();
    }

    /** Its text; empty if it has bytes. */
    public String text() {
        return proto.getText();
    }

    /** Its bytes; empty if it has text. */
    public byte[] bytes() {
        return proto.getBinary().toByteArray();
    }

    dev.skidway.v1.Attribute proto() {
        return proto;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Attribute attribute && attribute.proto.equals(proto);
    }

    @Override
    public int hashCode() {
        return proto.hashCode();
    }

    @Override
    public String toString() {
        return "Attribute " + Protos.text(proto);
    }
}
