package dev.skidway.sim;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of settings that was asked for: which value of each it names. */
record SettingsAsked(List<Part> parts) {

    /** One setting; {@code number} 0 means that the change does not name it. */
    record Part(Possible setting, long value, long number) {}

    static Part of(Possible setting, @Nullable Long value) {
        return value == null ? new Part(setting, 0, 0) : new Part(setting, value, setting.ask(value));
    }

    /** It was answered: it is in force, where nothing else is under way. */
    void done() {
        for (Part part : parts) {
            if (part.number > 0 && part.setting.isCertain(part.number)) {
                part.setting.settled(part.value);
            }
        }
        over();
    }

    /** It can have no effect from now on, whether or not it had one. */
    void over() {
        for (Part part : parts) {
            if (part.number > 0) {
                part.setting.over();
            }
        }
    }
}
