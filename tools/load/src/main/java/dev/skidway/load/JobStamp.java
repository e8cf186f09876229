package dev.skidway.load;

import dev.skidway.v1.NewJob;

/** What a run puts on a job beside its body: a key, a time when it is due. */
@FunctionalInterface
interface JobStamp {

    void put(NewJob.Builder job, long number);
}
