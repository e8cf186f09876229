package dev.skidway.client;

import dev.skidway.v1.Unique;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What a job is one of a kind of in its queue, and what becomes of a send that meets another one: {@code UniqueKey.replace("report-42")}.
 * Each method returns another one. The key is 1 to 128 bytes. A job has it while it waits and while it runs, unless it was sent with less.
 */
public final class UniqueKey {

    private final Unique proto;

    private UniqueKey(Unique proto) {
        this.proto = proto;
    }

    /** The send is refused ({@code SK-QUE-040}), with the id of the other job. */
    public static UniqueKey reject(String key) {
        return of(key, Unique.Mode.MODE_REJECT);
    }

    /** The send is answered with the other job. */
    public static UniqueKey keepFirst(String key) {
        return of(key, Unique.Mode.MODE_KEEP_FIRST);
    }

    /** The other job is cancelled if it waits; beside one that runs this one is stored as well, and may run at once. */
    public static UniqueKey replace(String key) {
        return of(key, Unique.Mode.MODE_REPLACE);
    }

    /** The other job takes this body, and is due again after this delay, if it waits; else as {@link #replace}. */
    public static UniqueKey debounce(String key) {
        return of(key, Unique.Mode.MODE_DEBOUNCE);
    }

    /** Like {@link #keepFirst}, and a job that was stored less than this ago, at most 30 days, counts whatever became of it. */
    public static UniqueKey throttle(String key, Duration window) {
        return of(key, Unique.Mode.MODE_THROTTLE).heldFor(window);
    }

    private static UniqueKey of(String key, Unique.Mode mode) {
        return new UniqueKey(Unique.newBuilder()
                .setKey(key)
                .setMode(mode)
                .setWhileWaiting(true)
                .setWhileRunning(true)
                .build());
    }

    /** The job has the key only while it waits, not while it runs. */
    public UniqueKey onlyWaiting() {
        return with(unique -> unique.setWhileWaiting(true).setWhileRunning(false));
    }

    /** The job has the key only while it runs, not while it waits. */
    public UniqueKey onlyRunning() {
        return with(unique -> unique.setWhileWaiting(false).setWhileRunning(true));
    }

    /** The job has the key for so long after it was done too, at most 30 days; one that is given up or cancelled frees it at once. */
    public UniqueKey heldFor(Duration window) {
        return with(unique -> unique.setWindow(Protos.duration(window)));
    }

    private UniqueKey with(Consumer<Unique.Builder> change) {
        Unique.Builder changed = proto.toBuilder();
        change.accept(changed);
        return new UniqueKey(changed.build());
    }

    Unique proto() {
        return proto;
    }

    @Override
    public String toString() {
        return "UniqueKey " + Protos.text(proto);
    }
}
