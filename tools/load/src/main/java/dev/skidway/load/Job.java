package dev.skidway.load;

/**
 * One job of a recorded log.
 *
 * @param submitSeconds when it arrived, from the start of the log
 * @param runSeconds how long it ran
 * @param user who submitted it
 */
record Job(long submitSeconds, long runSeconds, int user) {}
