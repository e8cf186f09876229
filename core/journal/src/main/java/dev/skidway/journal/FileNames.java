package dev.skidway.journal;

import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of the files in a data folder. */
final class FileNames {

    static final String IDENTITY = "identity";
    static final String IDENTITY_NEW = "identity.new";
    static final String MANIFEST_A = "manifest-a";
    static final String MANIFEST_B = "manifest-b";
    static final String DURABLE = "durable";
    static final String BALLAST = "ballast";
    static final String LOCK = "lock";
    static final String FILLING = "filling";

    private static final String SEGMENT_PREFIX = "journal-";
    private static final String SPARE_PREFIX = "spare-";
    private static final String SEGMENT_SUFFIX = ".seg";
    private static final String SNAPSHOT_PREFIX = "snapshot-";
    private static final String SNAPSHOT_SUFFIX = ".snp";
    private static final String SPILL_PREFIX = "spill-";
    private static final String SPILL_SUFFIX = ".spl";
    private static final Pattern SPILL = Pattern.compile("spill-([0-9]{5})-([0-9a-f]{16})\\.spl");
    private static final int HEX_DIGITS = 16;

    private static final HexFormat HEX = HexFormat.of();
    private static final int DECIMAL_DIGITS = 5;

    private FileNames() {}

    private static String decimal(int partition) {
        String digits = Integer.toString(partition);
        return "0".repeat(Math.max(0, DECIMAL_DIGITS - digits.length())) + digits;
    }

    static String segment(long sequence) {
        return SEGMENT_PREFIX + HEX.toHexDigits(sequence) + SEGMENT_SUFFIX;
    }

    static String spare(long number) {
        return SPARE_PREFIX + HEX.toHexDigits(number) + SEGMENT_SUFFIX;
    }

    static String snapshot(int partition, long sequence, long attempt) {
        return SNAPSHOT_PREFIX + decimal(partition) + "-" + HEX.toHexDigits(sequence) + "-" + attempt + SNAPSHOT_SUFFIX;
    }

    static boolean isSnapshot(String name) {
        return name.startsWith(SNAPSHOT_PREFIX) && name.endsWith(SNAPSHOT_SUFFIX);
    }

    static String spill(int partition, long number) {
        return SPILL_PREFIX + decimal(partition) + "-" + HEX.toHexDigits(number) + SPILL_SUFFIX;
    }

    static boolean isSpill(String name) {
        return SPILL.matcher(name).matches();
    }

    /** Number of a spill file; empty if the name is of something else. */
    static OptionalLong spillNumber(String name) {
        Matcher matcher = SPILL.matcher(name);
        return matcher.matches() ? OptionalLong.of(Long.parseUnsignedLong(matcher.group(2), 16)) : OptionalLong.empty();
    }

    /** Partition of a spill file. */
    static int spillPartition(String name) {
        return Integer.parseInt(name.substring(SPILL_PREFIX.length(), SPILL_PREFIX.length() + 5));
    }

    static OptionalLong segmentSequence(String name) {
        return number(name, SEGMENT_PREFIX);
    }

    static OptionalLong spareNumber(String name) {
        return number(name, SPARE_PREFIX);
    }

    private static OptionalLong number(String name, String prefix) {
        if (!name.startsWith(prefix)
                || !name.endsWith(SEGMENT_SUFFIX)
                || name.length() != prefix.length() + HEX_DIGITS + SEGMENT_SUFFIX.length()) {
            return OptionalLong.empty();
        }
        String digits = name.substring(prefix.length(), prefix.length() + HEX_DIGITS);
        if (!digits.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            return OptionalLong.empty();
        }
        long value = Long.parseUnsignedLong(digits, 16);
        return value > 0 ? OptionalLong.of(value) : OptionalLong.empty();
    }
}
