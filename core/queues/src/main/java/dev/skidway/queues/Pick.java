package dev.skidway.queues;

/** A message that the scheduler would lease next. */
record Pick(LaneRead lane, long slot) {}
