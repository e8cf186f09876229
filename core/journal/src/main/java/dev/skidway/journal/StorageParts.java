package dev.skidway.journal;

import dev.skidway.base.TimeSource;

/** What an opened data folder is made of. */
record StorageParts(
        Disk disk,
        JournalConfig config,
        TimeSource time,
        Identity identity,
        ManifestStore manifests,
        DurableNote note,
        SpillCatalog spills,
        Segments segments,
        SpaceGauge gauge,
        SegmentPool pool,
        Ballast ballast,
        FileJournal journal,
        RecoveryReport report) {}
