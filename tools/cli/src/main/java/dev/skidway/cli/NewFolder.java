package dev.skidway.cli;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.journal.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder that a tool fills: absent or empty before, and again so when the tool fails. */
final class NewFolder {

    /** Opens folders for writing. */
    @FunctionalInterface
    interface Opener {
        Disk open(Path folder) throws IOException;
    }

    private final Path folder;
    private final Opener opener;
    private final boolean existed;
    private final List<Path> opened = new ArrayList<>();

    NewFolder(Path folder, Opener opener) {
        this.folder = folder;
        this.opener = opener;
        this.existed = Files.exists(folder);
        if (existed && !isEmpty(folder)) {
            throw new SkidwayException(
                    CliError.FOLDER_NOT_EMPTY,
                    Severity.REFUSE_START,
                    "expected an absent or empty folder at " + folder
                            + ", found something in it; name another one, nothing is ever overwritten");
        }
    }

    private static boolean isEmpty(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        } catch (IOException e) {
            throw CliError.unusable("the folder " + folder + " cannot be read", e);
        }
    }

    Path path() {
        return folder;
    }

    /** The folder itself, created where it is absent. */
    Disk open() throws IOException {
        return open(folder);
    }

    /** A folder inside of it. */
    Disk open(String name) throws IOException {
        return open(folder.resolve(name));
    }

    private Disk open(Path path) throws IOException {
        opened.add(path);
        return opener.open(path);
    }

    /** Removes what was written. */
    void remove() {
        for (Path path : opened.reversed()) {
            try (var entries = Files.newDirectoryStream(path)) {
                for (Path entry : entries) {
                    Files.delete(entry);
                }
                if (!existed || !path.equals(folder)) {
                    Files.delete(path);
                }
            } catch (IOException e) {
                // The failure that led here says more; what stays is refused as incomplete.
                continue;
            }
        }
    }
}
