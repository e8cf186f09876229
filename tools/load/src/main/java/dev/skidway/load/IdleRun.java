package dev.skidway.load;

import dev.skidway.base.TimeSource;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a queue, a message group and a connection cost while nothing happens: the growth of the heap after a collection, shared out. */
final class IdleRun {

    private static final int LEASE_SECONDS = 60;

    private final BacklogOptions options;
    private final ServerUnderTest server;
    private final Sides sides;
    private final Map<String, @Nullable Object> keys = new LinkedHashMap<>();

    IdleRun(BacklogOptions options, ServerUnderTest server, TimeSource time, PrintStream progress) {
        this.options = options;
        this.server = server;
        sides = new Sides(options.load(), server, time, progress);
    }

    /** Runs to the end. */
    Map<String, @Nullable Object> run() throws IOException, InterruptedException {
        warmUp();
        double emptyBytes = server.liveHeapBytes();
        footprint("empty");
        int queues = options.queues();
        Side idle = sides.create("idle", new QueueSpread(queues, 0, false), 0, LEASE_SECONDS);
        double queuesBytes = cost("idle_queue", queues, emptyBytes);

        Side plain = sides.create("plain", new QueueSpread(1, 0, false), options.pending(), LEASE_SECONDS);
        sides.fill(plain);
        cost("waiting_message", options.pending(), queuesBytes);
        sides.drain(plain, 0);
        double drainedBytes = cost("message_gone", options.pending(), queuesBytes);

        QueueSpread grouped = new QueueSpread(1, options.groups(), options.fifo());
        Side groups = sides.create("groups", grouped, options.groups(), LEASE_SECONDS);
        sides.fill(groups);
        cost("group_with_one_message", options.groups(), drainedBytes);
        sides.drain(groups, 0);
        double idleGroupsBytes = cost("idle_group", options.groups(), drainedBytes);

        connections(idle, idleGroupsBytes);
        footprint("end");
        keys.put("settings", options.settings("idle"));
        return keys;
    }

    /** Once through everything, so that what is only loaded or made once is not counted. */
    private void warmUp() throws IOException, InterruptedException {
        QueueSpread spread = new QueueSpread(1, options.groups(), options.fifo());
        Side first = sides.create("warm-up", spread, Math.max(options.groups(), options.pending()), LEASE_SECONDS);
        sides.fill(first);
        sides.drain(first, 0);
    }

    private void connections(Side side, double beforeBytes) throws IOException {
        int count = options.load().connections();
        List<QueueLink> links = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                QueueLink link = sides.link(side);
                links.add(link);
                link.send(0);
                link.receive();
                link.deleteReceived();
            }
            cost("idle_connection", count, beforeBytes);
        } finally {
            for (QueueLink link : links) {
                link.close();
            }
        }
    }

    /** Books the growth since then; returns the heap now. */
    private double cost(String what, long count, double beforeBytes) throws IOException {
        double nowBytes = server.liveHeapBytes();
        keys.put("heap_bytes_per_" + what, (nowBytes - beforeBytes) / count);
        sides.say("%s: %.0f bytes of heap", what, (nowBytes - beforeBytes) / count);
        return nowBytes;
    }

    private void footprint(String when) throws IOException {
        keys.put("footprint_" + when, server.footprint().keys());
    }
}
