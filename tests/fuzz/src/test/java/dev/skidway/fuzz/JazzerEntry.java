package dev.skidway.fuzz;

/** What Jazzer calls: feeds the target that {@code -Dskidway.fuzz.target} names. */
public final class JazzerEntry {

    private static final FuzzTarget TARGET = Targets.named(System.getProperty("skidway.fuzz.target", ""));

    private JazzerEntry() {}

    /** One input. */
    public static void fuzzerTestOneInput(byte[] input) {
        Law.holds(TARGET, input);
    }
}
