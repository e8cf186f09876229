package dev.skidway.engine;

import java.util.List;

/** The commands of {@link ToyDomain}. */
final class ToyCommands {

    private ToyCommands() {}

    /** Adds to a counter; answers with the new total. */
    record Add(String name, long amount) implements Command<Long> {
        @Override
        public boolean addsWork() {
            return true;
        }

        @Override
        public int heldBytes() {
            return name.length();
        }
    }

    /** Adds one to several counters in one frame; answers with how many. */
    record AddAll(List<String> names) implements Command<Integer> {}

    /** Takes from a counter, waiting until there is enough; answers with what was taken, 0 when the wait ran out. */
    record Take(String name, long amount, long waitMillis) implements Command<Long> {}

    /** Reads a counter. */
    record Get(String name) implements Command<Long> {}

    /** Sets a timer that adds one to a counter. */
    record Remind(long id, long delayMillis, String name) implements Command<Boolean> {}

    /** Cancels a timer; answers whether it was live. */
    record Forget(long id) implements Command<Boolean> {}

    /** Fires due timers. */
    record FireReminders(int countMax) implements Command<Boolean> {}

    /** Stores bytes nobody wants, to fill frames. */
    record Fill(int bytes) implements Command<Boolean> {}

    /** Makes the decider throw. */
    record BreakDecider() implements Command<Boolean> {}

    /** Makes the applier throw. */
    record BreakApplier() implements Command<Boolean> {}

    /** Why the toy says no. */
    enum ToyRejection implements Rejection.Reason {
        NEGATIVE;

        @Override
        public String code() {
            return "SK-TOY-001";
        }
    }
}
