package dev.skidway.app.config;

import dev.skidway.journal.JournalConfig;

/** How the journal uses the disk and memory. */
@About("How the journal uses the disk and memory.")
public record JournalSection(
        @Key(
                value = "67108864",
                unit = "bytes",
                min = 65_536,
                max = 1_073_741_824,
                reason = "Size of a journal file, a multiple of 4096. Files are filled with zeros once, then recycled."
                        + " Fixed when the folder is created.")
        int segmentBytes,

        @Key(
                value = "4194304",
                unit = "bytes",
                min = 8192,
                max = 1_073_741_824,
                reason = "Largest block, and so the most that shares one force; a multiple of 4096, at most"
                        + " segment-bytes.")
        int blockBytesMax,

        @Key(
                value = "2359296",
                unit = "bytes",
                min = 1024,
                max = 1_073_741_824,
                reason = "Largest frame, which holds all events of one command: a batch of 1 MiB and room to spare.")
        int frameBytesMax,

        @Key(
                value = "3",
                unit = "segments",
                min = 1,
                max = 64,
                reason = "Prepared files kept in reserve: what acks can still use once new work is refused."
                        + " Two while there is plenty of room and the load is light.")
        int spareSegments,

        @Key(
                value = "107374182400",
                unit = "bytes",
                min = 1,
                reason = "Most that all journal and spill files may take; above it new work is refused.")
        long bytesMax,

        @Key(
                value = "536870912",
                unit = "bytes",
                reason = "Free space on the file system below which no file is added, so that acks and snapshots still"
                        + " have room.")
        long freeBytesMin,

        @Key(
                value = "16777216",
                unit = "bytes",
                min = 8192,
                max = 1_073_741_824,
                reason = "Newest journal bytes kept in memory, so that messages received soon after they were sent are"
                        + " not read from disk.")
        int ringBytes,

        @Key(
                value = "4194304",
                unit = "bytes",
                min = 1024,
                max = 1_073_741_824,
                reason = "Most bytes of a snapshot that wait in memory for the disk.")
        int snapshotBufferBytes,

        @Key(
                value = "33554432",
                unit = "bytes",
                reason = "Size of a file that is given up when a snapshot meets a full disk; 0 for none.")
        long ballastBytes,

        @Key(
                value = "200",
                unit = "ms",
                min = 1,
                max = 60_000,
                reason = "Quiet time after which a seal block confirms the last block, so that damage to it is told"
                        + " from a torn write.")
        long idleSealMillis,

        @Key(
                value = "1000",
                unit = "ms",
                min = 1,
                max = 60_000,
                reason = "How often, at most, the durable position is noted outside the journal.")
        long durableNoteMillis,

        @Key(
                value = "1000",
                unit = "ms",
                min = 1,
                max = 60_000,
                reason = "How long to wait before asking again for space that was refused.")
        long retryMillis) {

    /** The same for the journal itself. */
    public JournalConfig toJournal() {
        return new JournalConfig(
                segmentBytes,
                blockBytesMax,
                frameBytesMax,
                spareSegments,
                bytesMax,
                freeBytesMin,
                ringBytes,
                snapshotBufferBytes,
                ballastBytes,
                idleSealMillis,
                durableNoteMillis,
                retryMillis);
    }
}
