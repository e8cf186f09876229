package dev.skidway.gateway.sqs;

import dev.skidway.queues.MessageAttribute;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and checks the attributes that a sender puts on a message. */
final class AttributeReader {

    static final String TRACE_HEADER = "AWSTraceHeader";

    private static final int ATTRIBUTES_MAX = 10;
    private static final int NAME_CHARS_MAX = 256;
    private static final int TYPE_CHARS_MAX = 256;
    private static final int NUMBER_CHARS_MAX = 256;
    private static final BigDecimal NUMBER_MIN =
            BigDecimal.ONE.movePointRight(128).negate();
    private static final BigDecimal NUMBER_MAX = BigDecimal.ONE.movePointRight(126);

    private AttributeReader() {}

    /** The attributes of {@code MessageAttributes}, empty when there are none. */
    static List<MessageAttribute> messageAttributes(Params message) {
        Map<String, Params> structs = message.structMap("MessageAttributes");
        if (structs.isEmpty()) {
            return List.of();
        }
        if (structs.size() > ATTRIBUTES_MAX) {
            throw invalid("Number of message attributes [" + structs.size() + "] exceeds the allowed maximum ["
                    + ATTRIBUTES_MAX + "].");
        }
        List<MessageAttribute> attributes = new ArrayList<>(structs.size());
        structs.forEach((name, struct) -> {
            checkName(name);
            attributes.add(attribute(name, struct));
        });
        return attributes;
    }

    /** The trace header of {@code MessageSystemAttributes}, or null. */
    static @Nullable MessageAttribute traceHeader(Params message) {
        MessageAttribute trace = null;
        for (Map.Entry<String, Params> entry :
                message.structMap("MessageSystemAttributes").entrySet()) {
            if (!entry.getKey().equals(TRACE_HEADER)) {
                throw invalid("Message system attribute name '" + Shown.text(entry.getKey()) + "' is invalid.");
            }
            trace = attribute(TRACE_HEADER, entry.getValue());
            if (!trace.type().equals("String")) {
                throw invalid("The message system attribute '" + TRACE_HEADER + "' must be of type String.");
            }
        }
        return trace;
    }

    private static MessageAttribute attribute(String name, Params struct) {
        if (!struct.texts("StringListValues").isEmpty()
                || !struct.texts("BinaryListValues").isEmpty()) {
            throw new SqsFault(
                    SqsError.UNSUPPORTED_OPERATION,
                    "Message attribute list values in SendMessage operation are not supported.");
        }
        String type = struct.text("DataType");
        if (type == null || type.isEmpty()) {
            throw invalid("The message attribute '" + name + "' must contain non-empty message attribute type.");
        }
        int dot = type.indexOf('.');
        String base = dot < 0 ? type : type.substring(0, dot);
        if (type.length() > TYPE_CHARS_MAX) {
            throw invalid(
                    "The message attribute '" + name + "' has a type of more than " + TYPE_CHARS_MAX + " characters.");
        }
        return switch (base) {
            case "String", "Number" -> text(name, type, base, struct.text("StringValue"));
            case "Binary" -> binary(name, type, struct.text("BinaryValue"));
            default ->
                throw invalid("The message attribute '" + name
                        + "' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and"
                        + " String.");
        };
    }

    private static MessageAttribute text(String name, String type, String base, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw empty(name, type);
        }
        MessageText.check(type, "message attribute '" + name + "'");
        MessageText.check(value, "message attribute '" + name + "'");
        if (base.equals("Number")) {
            checkNumber(name, value);
        }
        return new MessageAttribute(name, type, false, value.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageAttribute binary(String name, String type, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw empty(name, type);
        }
        MessageText.check(type, "message attribute '" + name + "'");
        try {
            return new MessageAttribute(name, type, true, Base64.getDecoder().decode(value));
        } catch (IllegalArgumentException e) {
            throw new SqsFault(SqsError.SERIALIZATION, "The binary value of '" + name + "' is not base64.");
        }
    }

    private static void checkNumber(String name, String value) {
        // Java also takes the digits of other scripts for numbers; readers of the message need not.
        boolean good = value.length() <= NUMBER_CHARS_MAX && value.chars().allMatch(c -> c < 0x80);
        if (good) {
            try {
                BigDecimal number = new BigDecimal(value);
                good = number.compareTo(NUMBER_MIN) >= 0 && number.compareTo(NUMBER_MAX) <= 0;
            } catch (NumberFormatException e) {
                good = false;
            }
        }
        if (!good) {
            throw invalid("Can't cast the value of message (user) attribute '" + name + "' to a number.");
        }
    }

    private static void checkName(String name) {
        boolean good = !name.isEmpty()
                && name.length() <= NAME_CHARS_MAX
                && name.charAt(0) != '.'
                && !name.endsWith(".")
                && !name.contains("..");
        for (int i = 0; good && i < name.length(); i++) {
            char c = name.charAt(i);
            good = Ascii.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
        }
        if (!good) {
            throw invalid(
                    "The message attribute name '" + Shown.text(name)
                            + "' is invalid: 1 to " + NAME_CHARS_MAX
                            + " characters A-Z, a-z, 0-9, underscore, hyphen and period, which may not begin, end or follow another.");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("aws.") || lower.startsWith("amazon.")) {
            throw invalid("You can't use message attribute names beginning with 'AWS.' or 'Amazon.'.");
        }
    }

    private static SqsFault empty(String name, String type) {
        return invalid("The message attribute '" + name + "' must contain a non-empty value of type '" + type + "'.");
    }

    private static SqsFault invalid(String text) {
        return new SqsFault(SqsError.INVALID_PARAMETER, text);
    }
}
