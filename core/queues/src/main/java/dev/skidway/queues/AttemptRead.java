package dev.skidway.queues;

import java.util.List;

/**
 * What deciders may know of a receive that can be repeated.
 *
 * @param untilMillis end of its leases, unless they were changed
 */
record AttemptRead(long untilMillis, List<MessagesLeased.Leased> leased) {}
