package dev.skidway.load;

import java.io.IOException;

/** Lifecycles over many keys, with books on what it holds of each; at the end it takes what is left. */
final class LimitsWorker extends Worker {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final GrpcLink jobs;
    private final LimitsTurn turn;
    private boolean sends = true;

    LimitsWorker(RunState state, GrpcLink jobs, LimitsTurn turn) {
        super(state, jobs);
        this.jobs = jobs;
        this.turn = turn;
    }

    @Override
    boolean done() {
        return !sends && state.drained();
    }

    @Override
    void turn() throws IOException {
        if (state.pace.over()) {
            if (sends) {
                sends = false;
                turn.senderDone(state);
            }
            take();
            return;
        }
        long startNanos = state.pace.now();
        int owed = jobs.send(startNanos, turn.batch(), turn::stamp);
        state.durableAnswers.increment();
        while (owed > 0 && !state.pace.over()) {
            int count = take();
            owed = count == 0 ? 0 : owed - count;
        }
    }

    private int take() throws IOException {
        long askedNanos = state.pace.now();
        int count = jobs.receive();
        if (count == 0) {
            return 0;
        }
        long now = state.pace.now();
        int[] keys = new int[count];
        for (int i = 0; i < count; i++) {
            keys[i] = turn.key(jobs.number(i));
            if (!turn.name(keys[i]).equals(jobs.key(i))) {
                state.ledger.altered();
            }
            turn.checker().received(keys[i], jobs.intendedNanos(i), now);
        }
        if (state.pace.measured(askedNanos)) {
            receiveLatency.record(now - askedNanos);
        }
        state.somethingReceived();
        if (turn.holdMillis() > 0) {
            state.pace.awaitNanos(now + turn.holdMillis() * NANOS_PER_MILLI);
        }
        for (int key : keys) {
            turn.checker().finishing(key);
        }
        if (state.pace.now() - now > turn.heldNanosMax()) {
            throw new UnexpectedAnswer("a client that keeps up", "one that may have held jobs beyond their leases");
        }
        state.deleted.add(jobs.deleteReceived());
        state.durableAnswers.add(2);
        return count;
    }
}
