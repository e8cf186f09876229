package dev.skidway.laws;

import dev.skidway.testkit.conformance.Client;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The numbered traps of the SQS protocol, as {@code sqs-traps.txt} lists them. */
final class TrapList {

    private static final Path FILE = Project.ROOT.resolve("tests/laws/src/test/resources/sqs-traps.txt");

    private TrapList() {}

    /** A trap under the heading it stands below. */
    record Trap(String heading, String id, Set<Client> protocols, String text) {}

    static List<Trap> read() {
        List<Trap> traps = new ArrayList<>();
        String heading = "";
        for (String line : Project.read(FILE).lines().toList()) {
            if (line.startsWith("= ")) {
                heading = line.substring(2);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(" \\| ", 3);
                traps.add(new Trap(heading, parts[0], protocols(parts[1]), parts[2]));
            }
        }
        return traps;
    }

    private static Set<Client> protocols(String word) {
        return switch (word) {
            case "both" -> Set.of(Client.HTTP_JSON, Client.HTTP_QUERY);
            case "json" -> Set.of(Client.HTTP_JSON);
            case "query" -> Set.of(Client.HTTP_QUERY);
            default -> throw new IllegalArgumentException("expected both, json or query, found " + word);
        };
    }
}
