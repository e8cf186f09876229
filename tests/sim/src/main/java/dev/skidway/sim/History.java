package dev.skidway.sim;

/** The short history of a small world: each thing a client does, then a turn of every loop, one step after another. */
final class History {

    /** Things clients do. */
    private static final int ACTS = 7;

    /** An act, a turn of the partition, one of the journal, one of everything that completes it. */
    private static final int STEPS_PER_ACT = 4;

    /** Steps, and so places before which something can strike. */
    static final int PLACES = ACTS * STEPS_PER_ACT;

    private static final int LARGE_BODY_BYTES = 6_000;
    private static final int BODIES_PER_SEGMENT = 11;
    private static final long LEASE_MILLIS = 30_000;
    private static final long WAIT_MILLIS = 10_000;

    private final Simulation simulation;
    private final World world;
    private final Workload workload;

    History(Simulation simulation) {
        this.simulation = simulation;
        this.world = simulation.world();
        this.workload = simulation.workload();
    }

    /** Takes the step with this number; the process is up. */
    void step(int number) {
        switch (number % STEPS_PER_ACT) {
            case 0 -> act(number / STEPS_PER_ACT);
            case 1 -> world.run(() -> world.node().partition(0).step());
            case 2 -> world.run(() -> world.node().journal().step());
            default -> {
                simulation.runAllOnce();
                simulation.skip(7);
            }
        }
    }

    private void act(int number) {
        QueueModel queue = workload.plainQueue();
        switch (number) {
            case 0 -> workload.createPlain();
            case 1 -> workload.sendPlain(queue, 3, 100);
            case 2 -> workload.receive(queue, 2, LEASE_MILLIS, 0);
            case 3 -> workload.deleteAllHeld(queue);
            case 4 -> workload.sendPlain(queue, 1, LARGE_BODY_BYTES);
            case 5 -> workload.receive(queue, 10, LEASE_MILLIS, WAIT_MILLIS);
            default -> workload.giveBackHeld(queue);
        }
    }

    /** Sends until the journal must go on in its next segment. */
    void fillASegment() {
        for (int i = 0; i < BODIES_PER_SEGMENT && world.up(); i++) {
            workload.sendPlain(workload.plainQueue(), 1, LARGE_BODY_BYTES);
            simulation.runAllOnce();
            simulation.runAllOnce();
        }
    }
}
