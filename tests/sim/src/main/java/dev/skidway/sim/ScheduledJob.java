package dev.skidway.sim;

import dev.skidway.queues.MessageRef;

/** One job that a schedule sent, as workers know it. */
final class ScheduledJob {

    final MessageRef ref;
    final long nominalMillis;

    /** Engine time at which the schedule fired. */
    final long firedAtMillis;

    /** Latest engine time at which a receive was submitted that got it: then it was there. */
    long thereAtMillis;

    /** Engine time by which its deletion was acknowledged. */
    long goneByMillis = Long.MAX_VALUE;

    /** Step in which that was. */
    long goneInStep = Long.MAX_VALUE;

    ScheduledJob(MessageRef ref, long nominalMillis, long firedAtMillis) {
        this.ref = ref;
        this.nominalMillis = nominalMillis;
        this.firedAtMillis = firedAtMillis;
    }

    /** Its deletion was acknowledged, perhaps not for the first time. */
    void gone(long nowMillis, long step) {
        goneByMillis = Math.min(goneByMillis, nowMillis);
        goneInStep = Math.min(goneInStep, step);
    }

    @Override
    public String toString() {
        return "job " + ref + " for " + nominalMillis + ", fired at " + firedAtMillis;
    }
}
