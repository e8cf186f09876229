package dev.skidway.gateway.sqs;

import dev.skidway.queues.DeadLetterPolicy;
import dev.skidway.queues.DeadLetterSources;
import dev.skidway.queues.QueueName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** RedrivePolicy and RedriveAllowPolicy: JSON inside an attribute, naming queues by ARN, from and to the settings of a queue. */
final class Redrive {

    static final String POLICY = "RedrivePolicy";
    static final String ALLOW_POLICY = "RedriveAllowPolicy";

    private static final int JSON_BYTES_MAX = 8 * 1024;
    private static final int RECEIVES_DEFAULT = 10;
    private static final int RECEIVES_MAX = 1_000;
    private static final int SOURCES_MAX = 10;
    private static final String ARN_FRONT = "arn:aws:sqs:";
    private static final JsonReader JSON = new JsonReader(JSON_BYTES_MAX);

    private Redrive() {}

    /** The policy that a RedrivePolicy of a queue of {@code account} asks for; empty text turns it off. */
    static DeadLetterPolicy policy(String json, String account) {
        if (json.isEmpty()) {
            return DeadLetterPolicy.NONE;
        }
        Params params = read(json, POLICY, "Redrive policy is not a valid JSON map.");
        Object target = params.value("deadLetterTargetArn");
        if (target == null) {
            throw invalid(json, POLICY, "Redrive policy does not contain mandatory attribute: deadLetterTargetArn.");
        }
        long receives = receives(params.value("maxReceiveCount"));
        if (receives < 1 || receives > RECEIVES_MAX) {
            throw invalid(
                    json,
                    POLICY,
                    "Invalid value for maxReceiveCount: " + Shown.text(String.valueOf(params.value("maxReceiveCount")))
                            + ", valid values are from 1 to " + RECEIVES_MAX + " both inclusive.");
        }
        return new DeadLetterPolicy(name(target, json, POLICY, account), (int) receives);
    }

    private static long receives(@Nullable Object value) {
        return switch (value) {
            case null -> RECEIVES_DEFAULT;
            case Long number -> number;
            case String text
            when !text.isEmpty() && text.length() <= 4 && text.chars().allMatch(Redrive::isDigit) ->
                Long.parseLong(text);
            default -> -1;
        };
    }

    private static boolean isDigit(int c) {
        return Ascii.isDigit((char) c);
    }

    /** Who may use a queue for dead letters, by its RedriveAllowPolicy; empty text allows all. */
    static DeadLetterSources sources(String json, String account) {
        if (json.isEmpty()) {
            return DeadLetterSources.ALL;
        }
        Params params = read(json, ALLOW_POLICY, "Redrive allow policy is not a valid JSON map.");
        DeadLetterSources.Allowed allowed =
                switch (params.value("redrivePermission") instanceof String text ? text : "") {
                    case "allowAll" -> DeadLetterSources.Allowed.ALL;
                    case "denyAll" -> DeadLetterSources.Allowed.NONE;
                    case "byQueue" -> DeadLetterSources.Allowed.NAMED;
                    default ->
                        throw invalid(json, ALLOW_POLICY, "redrivePermission must be allowAll, denyAll or byQueue.");
                };
        List<String> names = new ArrayList<>();
        Object arns = params.value("sourceQueueArns");
        if (arns instanceof List<?> list) {
            list.forEach(arn -> names.add(name(arn, json, ALLOW_POLICY, account)));
        } else if (arns != null) {
            throw invalid(json, ALLOW_POLICY, "sourceQueueArns must be a list.");
        }
        boolean named = allowed == DeadLetterSources.Allowed.NAMED;
        if (names.size() > SOURCES_MAX || named == names.isEmpty()) {
            throw invalid(
                    json,
                    ALLOW_POLICY,
                    "sourceQueueArns must name 1 to " + SOURCES_MAX + " queues with byQueue, and none otherwise.");
        }
        return new DeadLetterSources(allowed, names);
    }

    private static Params read(String json, String attribute, String reason) {
        try {
            return JSON.read(json.getBytes(StandardCharsets.UTF_8));
        } catch (SqsFault malformed) {
            throw invalid(json, attribute, reason);
        }
    }

    private static String name(Object arn, String json, String attribute, String account) {
        QueueName queue = arn instanceof String text ? queue(text) : null;
        if (queue == null) {
            throw invalid(json, attribute, "Expected the ARN of a queue.");
        }
        if (!queue.namespace().equals(account)) {
            throw invalid(json, attribute, "Dead letter target owner should be same as the source.");
        }
        return queue.name();
    }

    /** The queue in {@code arn:aws:sqs:<region>:<account>:<name>}, or null; any region, for there is only one here. */
    static @Nullable QueueName queue(String arn) {
        String[] parts =
                arn.startsWith(ARN_FRONT) ? arn.substring(ARN_FRONT.length()).split(":", -1) : new String[0];
        boolean good = parts.length == 3
                && !parts[0].isEmpty()
                && QueueUrls.isName(parts[1], QueueUrls.ACCOUNT_CHARS_MAX)
                && QueueUrls.isQueueName(parts[2]);
        return good ? new QueueName(parts[1], parts[2]) : null;
    }

    private static SqsFault invalid(String json, String attribute, String reason) {
        return SqsFault.invalidParameter(Shown.text(json), attribute, reason);
    }

    /** A policy as GetQueueAttributes shows it; empty when it is off. */
    static String show(DeadLetterPolicy policy, String account, String region) {
        return policy.on()
                ? "{\"deadLetterTargetArn\":\"" + arn(region, account, policy.targetName()) + "\",\"maxReceiveCount\":"
                        + policy.receiveCountMax() + "}"
                : "";
    }

    /** Sources as GetQueueAttributes shows them; empty when all are allowed, which is the default. */
    static String show(DeadLetterSources sources, String account, String region) {
        return switch (sources.allowed()) {
            case ALL -> "";
            case NONE -> "{\"redrivePermission\":\"denyAll\"}";
            case NAMED -> {
                StringBuilder json = new StringBuilder("{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[");
                for (String name : sources.names()) {
                    json.append(json.charAt(json.length() - 1) == '[' ? "\"" : ",\"")
                            .append(arn(region, account, name))
                            .append('"');
                }
                yield json.append("]}").toString();
            }
        };
    }

    /** The ARN of a queue; its characters need no escape in JSON. */
    static String arn(String region, String account, String name) {
        return ARN_FRONT + region + ":" + account + ":" + name;
    }
}
