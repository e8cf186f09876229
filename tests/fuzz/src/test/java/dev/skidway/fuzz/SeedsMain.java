package dev.skidway.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the seeds and kept inputs of a target into a folder, for Jazzer to start from: {@code SeedsMain TARGET FOLDER}. */
public final class SeedsMain {

    private SeedsMain() {}

    /** The program. */
    public static void main(String[] args) throws IOException {
        FuzzTarget target = Targets.named(args[0]);
        Path folder = Files.createDirectories(Path.of(args[1]));
        List<byte[]> inputs = new ArrayList<>(Targets.seeds(target));
        inputs.addAll(Targets.regressions(target));
        for (int number = 0; number < inputs.size(); number++) {
            Files.write(folder.resolve("seed-" + number), inputs.get(number));
        }
    }
}
