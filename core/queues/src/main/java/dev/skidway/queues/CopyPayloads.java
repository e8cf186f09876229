package dev.skidway.queues;

import dev.skidway.engine.Command;
import dev.skidway.engine.PayloadCopies;
import java.util.List;

/**
 * Writes payloads that were read from old segments once more; asked by the partition itself.
 *
 * <p>What is gone, or lies elsewhere by now, is left out. What is damaged stays where it is, and is named in the reply.
 */
record CopyPayloads(List<PayloadCopies.Read> reads) implements Command<PayloadCopies> {}
