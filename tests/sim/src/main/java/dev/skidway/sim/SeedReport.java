package dev.skidway.sim;

/**
 * What one seed did.
 *
 * @param commands answers that clients got
 * @param diskHash of all files at the end
 * @param stateHash of the state at the end, before it was emptied
 */
record SeedReport(long seed, long commands, long simulatedMillis, long diskHash, long stateHash, Coverage coverage) {}
