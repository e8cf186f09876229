package dev.skidway.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes and reads the toy's state: one unit per counter (type 0) and per reminder (type 1), each before its first change. */
final class ToySnapshot {

    private final TreeMap<String, Long> totals;
    private final TreeMap<Long, String> reminders;
    private final TimerHeap timers;
    private final TreeSet<String> namesLeft = new TreeSet<>();
    private final TreeSet<Long> idsLeft = new TreeSet<>();
    private @Nullable SnapshotSink sink;

    ToySnapshot(TreeMap<String, Long> totals, TreeMap<Long, String> reminders, TimerHeap timers) {
        this.totals = totals;
        this.reminders = reminders;
        this.timers = timers;
    }

    void begin(SnapshotSink target) {
        sink = target;
        namesLeft.addAll(totals.keySet());
        idsLeft.addAll(reminders.keySet());
    }

    boolean slice(int bytesTarget) {
        for (int bytes = 0; bytes < bytesTarget; bytes += 16) {
            if (!namesLeft.isEmpty()) {
                beforeChangeOf(namesLeft.first());
            } else if (!idsLeft.isEmpty()) {
                beforeChangeOf(idsLeft.first());
            } else {
                sink = null;
                return true;
            }
        }
        return false;
    }

    void abandon() {
        sink = null;
        namesLeft.clear();
        idsLeft.clear();
    }

    void beforeChangeOf(String name) {
        SnapshotSink target = sink;
        if (target != null && namesLeft.remove(name)) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            target.begin(0, 8 + bytes.length)
                    .putLong(totals.getOrDefault(name, 0L))
                    .put(bytes);
            target.end();
        }
    }

    void beforeChangeOf(long id) {
        SnapshotSink target = sink;
        if (target != null && idsLeft.remove(id)) {
            byte[] bytes = reminders.getOrDefault(id, "").getBytes(StandardCharsets.UTF_8);
            target.begin(1, 100).putLong(id).putLong(timers.dueMillis(id)).put(bytes);
            target.end();
        }
    }

    void restore(int unitType, ByteBuffer unit) {
        long first = unit.getLong();
        long dueMillis = unitType == 0 ? 0 : unit.getLong();
        byte[] bytes = new byte[unit.remaining()];
        unit.get(bytes);
        String name = new String(bytes, StandardCharsets.UTF_8);
        if (unitType == 0) {
            totals.put(name, first);
        } else {
            reminders.put(first, name);
            timers.set(first, dueMillis);
        }
    }
}
