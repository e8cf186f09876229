package dev.skidway.journal;

import java.io.IOException;
import java.util.List;

/**
 * One folder of files: everything the journal, snapshots and manifests do to storage goes through here.
 *
 * <p>Implemented by the real disk and by a simulated one; both pass the same contract kit. Names are plain file names without
 * separators. A created, renamed or deleted name is durable only after {@link #forceDirectory()}. Any method may throw {@link
 * IOException}; a {@link DiskFullException} says that space ran out and nothing of the call took effect.
 */
public interface Disk extends AutoCloseable {

    /** Creates an empty file for reading and writing; fails if the name exists. */
    DiskFile create(String name) throws IOException;

    /** Opens an existing file for reading and writing. */
    DiskFile open(String name) throws IOException;

    /** Names of all files, in no particular order. */
    List<String> list() throws IOException;

    /** Gives a file another name, replacing what had that name; open handles stay valid. */
    void rename(String from, String to) throws IOException;

    /** Removes a file. */
    void delete(String name) throws IOException;

    /** Makes all earlier creations, renames and deletions durable. */
    void forceDirectory() throws IOException;

    /** Bytes that can still be allocated on this file system. */
    long usableBytes() throws IOException;

    /** Takes the folder for this process; throws {@link FolderInUseException} when another holds it. Released by {@link #close()}. */
    void lock() throws IOException;

    /** Closes whatever is open and releases the lock. */
    @Override
    void close() throws IOException;
}
