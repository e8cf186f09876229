package dev.skidway.queues;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who has the messages under a lease, by record; only of those who said so. Costs nothing while nobody did. */
final class LeaseHolders {

    private @Nullable String[] byRecord = new @Nullable String[0];
    private int size;

    int size() {
        return size;
    }

    /** The worker that has it, or empty. */
    String of(int record) {
        return record < 0 || record >= byRecord.length ? "" : Objects.requireNonNullElse(byRecord[record], "");
    }

    void hold(int record, String worker) {
        if (worker.isEmpty()) {
            return;
        }
        if (record >= byRecord.length) {
            byRecord = Arrays.copyOf(byRecord, Math.max(record + 1, 2 * byRecord.length));
        }
        size += byRecord[record] == null ? 1 : 0;
        byRecord[record] = worker;
    }

    void release(int record) {
        if (record < byRecord.length && byRecord[record] != null) {
            byRecord[record] = null;
            if (--size == 0) {
                byRecord = new @Nullable String[0];
            }
        }
    }
}
