package dev.skidway.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The queues of a run. Their names have one length and end in a number, so that a prepared request is aimed at another queue by
 * changing digits.
 *
 * @param firstUrl address of the queue numbered zero
 * @param count how many queues
 * @param groups message groups over all queues: message n belongs to group n modulo this; 0 for messages without a group
 * @param fifo whether they are FIFO queues; their messages have deduplication ids
 */
record QueueSet(String firstUrl, int count, int groups, boolean fifo) {

    static final int COUNT_MAX = 1_000_000;
    static final int GROUPS_MAX = 100_000_000;

    private static final String FIFO_SUFFIX = ".fifo";
    private static final int NUMBER_DIGITS = 6;
    private static final int GROUP_DIGITS = 8;
    private static final byte[] URL_FIELD = "{\"QueueUrl\":\"".getBytes(StandardCharsets.US_ASCII);

    /** A single queue without groups, whatever its name. */
    static QueueSet single(String url) {
        return new QueueSet(url, 1, 0, false);
    }

    /** The name of a queue of a set whose names begin with the given text. */
    static String name(String beginning, int number, boolean fifo) {
        return beginning + "-" + decimal(number, NUMBER_DIGITS) + (fifo ? FIFO_SUFFIX : "");
    }

    /** The name of the queue numbered zero. */
    String firstName() {
        return firstUrl.substring(firstUrl.lastIndexOf('/') + 1);
    }

    String url(int number) {
        byte[] url = Calls.ascii(firstUrl);
        writeDigits(url, numberOffset(), NUMBER_DIGITS, number);
        return count == 1 ? firstUrl : new String(url, StandardCharsets.US_ASCII);
    }

    boolean grouped() {
        return groups > 0;
    }

    /** What stands for the group of a message in a prepared request, before {@link #writeGroup}. */
    static String groupBlank() {
        return "0".repeat(GROUP_DIGITS);
    }

    void writeGroup(byte[] request, int at, long message) {
        writeDigits(request, at, GROUP_DIGITS, message % groups);
    }

    /** Where the address of the queue begins in a request, or in the body of one. */
    static int urlStart(byte[] request) {
        for (int at = 0; at <= request.length - URL_FIELD.length; at++) {
            if (Arrays.equals(request, at, at + URL_FIELD.length, URL_FIELD, 0, URL_FIELD.length)) {
                return at + URL_FIELD.length;
            }
        }
        throw new IllegalArgumentException("expected a request that begins with its QueueUrl");
    }

    /** Aims a request at one of these queues. */
    void aim(byte[] request, int urlStart, int number) {
        if (count > 1) {
            writeDigits(request, urlStart + numberOffset(), NUMBER_DIGITS, number);
        }
    }

    private int numberOffset() {
        return firstUrl.length() - NUMBER_DIGITS - (fifo ? FIFO_SUFFIX.length() : 0);
    }

    private static String decimal(int number, int digits) {
        byte[] text = new byte[digits];
        writeDigits(text, 0, digits, number);
        return new String(text, StandardCharsets.US_ASCII);
    }

    private static void writeDigits(byte[] bytes, int at, int digits, long value) {
        long rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
