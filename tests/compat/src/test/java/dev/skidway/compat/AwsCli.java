package dev.skidway.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** An AWS CLI that is installed here, pointed at a server. */
record AwsCli(String program, URI server) {

    /** The first of the path, and the distribution's; they may be of different versions. */
    private static final List<String> ALL = List.of("aws", "/usr/bin/aws");

    private static final Pattern VERSION = Pattern.compile("aws-cli/(\\d+)\\.(\\d+)\\..*");
    /** The first releases of each line that speak JSON. */
    private static final int ONE_SPEAKS_JSON_FROM = 31;

    private static final int TWO_SPEAKS_JSON_FROM = 15;

    /** One that speaks a wire format, {@code json} or {@code query}; skips the test where there is none. */
    static AwsCli speaking(String protocol, URI server) throws InterruptedException {
        List<String> found = new ArrayList<>();
        for (String program : ALL) {
            String version = Programs.answer(List.of(program, "--version"));
            if (protocolOf(version).equals(protocol)) {
                return new AwsCli(program, server);
            }
            found.add(program + ": " + version);
        }
        Programs.skip("no AWS CLI here speaks the " + protocol + " protocol: " + found);
        return new AwsCli("aws", server);
    }

    /** What {@code aws sqs …} prints, as text. */
    String sqs(String... arguments) throws IOException, InterruptedException {
        Programs.Run run = run(arguments);
        assertThat(run.exitCode())
                .as("%s printed %s", List.of(arguments), run.output())
                .isZero();
        return run.output();
    }

    /** What {@code aws sqs …} says when it fails. */
    String refusal(String... arguments) throws IOException, InterruptedException {
        Programs.Run run = run(arguments);
        assertThat(run.exitCode())
                .as("%s printed %s", List.of(arguments), run.output())
                .isPositive();
        return run.output();
    }

    private Programs.Run run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program, "--endpoint-url", server.toString()));
        command.addAll(List.of("--region", "us-east-1", "--output", "text", "sqs"));
        command.addAll(List.of(arguments));
        return Programs.run(Path.of("."), command);
    }

    private static String protocolOf(String version) {
        var parts = VERSION.matcher(version);
        if (!parts.matches()) {
            return "none";
        }
        int minor = Integer.parseInt(parts.group(2));
        int jsonFrom = parts.group(1).equals("1") ? ONE_SPEAKS_JSON_FROM : TWO_SPEAKS_JSON_FROM;
        return minor < jsonFrom ? "query" : "json";
    }
}
