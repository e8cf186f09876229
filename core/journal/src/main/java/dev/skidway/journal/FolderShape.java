package dev.skidway.journal;

import java.io.IOException;

/**
 * The settings a data folder was created with, which stay its own for ever.
 *
 * @param segmentBytes size of its segments
 * @param partitions how many partitions it has
 */
public record FolderShape(int segmentBytes, int partitions) {

    /**
     * Reads the shape of an existing folder; needs no lock and changes nothing.
     *
     * @throws dev.skidway.base.SkidwayException with severity REFUSE_START if the folder does not say who it is
     */
    public static FolderShape of(Disk disk) throws IOException {
        Identity identity = Identity.read(disk, disk.list());
        return new FolderShape(identity.segmentBytes(), identity.partitions());
    }
}
