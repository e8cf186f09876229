package dev.skidway.timetable;

/** Why a timetable is refused: what was expected, what was found. */
public final class TimetableFault extends Exception {

    TimetableFault(String message) {
        super(message, null, false, false);
    }

    /** What was expected, what was found. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
