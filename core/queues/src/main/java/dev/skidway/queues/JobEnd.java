package dev.skidway.queues;

/** How and why a job ends, and what its worker gave back. */
record JobEnd(JobOutcome outcome, String code, String text, byte[] result) {

    static final byte[] NOTHING = new byte[0];

    static JobEnd of(JobOutcome outcome) {
        return new JobEnd(outcome, "", "", NOTHING);
    }
}
