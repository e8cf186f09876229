package dev.skidway.sim;

/**
 * What one seed did.
 *
 * @param commands answers that clients got
 * @param simulatedMillis time in which clients were at work
 * @param skippedMillis further time that passed without work: pauses, machines that were down, the end of the seed
 * @param diskHash of all files at the end
 * @param stateHash of the state at the end, before it was emptied
 */
record SeedReport(
        long seed,
        long commands,
        long simulatedMillis,
        long skippedMillis,
        long diskHash,
        long stateHash,
        Coverage coverage) {}
