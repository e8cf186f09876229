package dev.skidway.gateway.sqs;

import org.jspecify.annotations.Nullable;

/** Names that clients give to groups, messages and attempts. */
final class FifoNames {

    static final int CHARS_MAX = 128;
    static final String NOT_THIS_TYPE = "The request include parameter that is not valid for this queue type.";

    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private FifoNames() {}

    /** The message group, which a FIFO queue cannot do without. */
    static @Nullable String group(Params params, boolean fifo) {
        String group = params.text("MessageGroupId");
        if (group == null && fifo) {
            throw SqsFault.missing("MessageGroupId");
        }
        return group == null ? null : checked(group, "MessageGroupId");
    }

    /** A name that means something on FIFO queues only. */
    static @Nullable String fifoOnly(Params params, String parameter, boolean fifo) {
        String name = params.text(parameter);
        if (name == null) {
            return null;
        }
        if (!fifo) {
            throw SqsFault.invalidParameter(Shown.text(name), parameter, NOT_THIS_TYPE);
        }
        return checked(name, parameter);
    }

    private static String checked(String name, String parameter) {
        boolean good = !name.isEmpty() && name.length() <= CHARS_MAX;
        for (int i = 0; good && i < name.length(); i++) {
            char c = name.charAt(i);
            good = Ascii.isLetterOrDigit(c) || PUNCTUATION.indexOf(c) >= 0;
        }
        if (!good) {
            throw SqsFault.invalidParameter(
                    Shown.text(name),
                    parameter,
                    parameter + " can only include alphanumeric and punctuation characters. 1 to " + CHARS_MAX
                            + " in length.");
        }
        return name;
    }
}
