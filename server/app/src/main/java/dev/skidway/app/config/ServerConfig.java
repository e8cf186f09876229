package dev.skidway.app.config;

import java.util.Map;

/** The whole configuration of a server, checked; one section for each component. */
public record ServerConfig(
        ServerSection server,
        JournalSection journal,
        EngineSection engine,
        ClockSection clock,
        NodeSection node,
        QueuesSection queues,
        SqsSection sqs,
        GrpcSection grpc,
        BackupSection backup,
        LogSection log) {

    /** Checks what concerns several keys at once; throws {@link ConfigRefused}. */
    public ServerConfig {
        // Each component knows the relations between its own bounds.
        checked("journal", journal::toJournal);
        checked("engine", engine::toEngine);
        checked("clock", clock::toEngine);
        checked("node", node::toNode);
        checked("queues", queues::toNode);
        checked("sqs", () -> sqs.toGateway(server));
        checked("grpc", () -> grpc.toGateway(server, sqs.account()));
        checked("backup", backup::toHold);
    }

    /** The defaults with some keys ({@code section.name}) set. */
    public static ServerConfig of(Map<String, String> settings) {
        ConfigValues values = new ConfigValues();
        settings.forEach((path, text) -> values.set(path, text, "the program"));
        return values.config();
    }

    private static void checked(String section, Runnable component) {
        try {
            component.run();
        } catch (IllegalArgumentException e) {
            throw new ConfigRefused("Section [" + section + "]: " + e.getMessage(), e);
        }
    }
}
