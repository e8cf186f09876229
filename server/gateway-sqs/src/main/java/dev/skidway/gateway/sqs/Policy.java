package dev.skidway.gateway.sqs;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.skidway.queues.GetQueue;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueView;
import dev.skidway.queues.SetQueueSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The access policy of a queue as JSON: statements with a label each. It is kept and given back; nothing is permitted or denied by it. */
final class Policy {

    private static final String ATTRIBUTE = "Policy";
    private static final int BYTES_MAX = 256 * 1024;
    private static final JsonReader READER = new JsonReader(BYTES_MAX);

    /** A policy is read, changed and written back: one at a time. */
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private final Map<String, Object> document;
    private final List<Object> statements = new ArrayList<>();

    private Policy(Map<String, Object> document) {
        this.document = document;
        Object present = document.get("Statement");
        if (present instanceof List<?> list) {
            statements.addAll(list);
        } else if (present != null) {
            statements.add(present);
        }
    }

    /** Changes the policy of the queue that a request names. */
    static void change(Call call, Consumer<Policy> change) {
        QueueName queue = call.queue();
        alone(() -> {
            QueueView view = ErrorMap.reply(call.service().getQueue(new GetQueue(queue)));
            Map<String, String> attributes = QueueAttributes.all(view, call.region());
            Policy policy = read(attributes.getOrDefault(ATTRIBUTE, ""), QueueAttributes.arn(queue, call.region()));
            change.accept(policy);
            var settings = AttributeChange.read(Map.of(ATTRIBUTE, policy.text()), queue, call.limits(), false);
            ErrorMap.reply(call.service().setQueueSettings(new SetQueueSettings(queue, settings, call.origin())));
        });
    }

    /** Runs what writes policies while nothing else does. */
    static void alone(Runnable writing) {
        ONE_AT_A_TIME.lock();
        try {
            writing.run();
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    private static Policy read(String text, String arn) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("Version", "2008-10-17");
        document.put("Id", arn + "/SQSDefaultPolicy");
        if (!text.isEmpty()) {
            try {
                document = READER.tree(text.getBytes(StandardCharsets.UTF_8));
            } catch (SqsFault fault) {
                throw new SqsFault(
                        SqsError.INVALID_ATTRIBUTE_VALUE,
                        "The Policy of the queue is not JSON that can be changed; set it anew. " + fault.text());
            }
        }
        return new Policy(document);
    }

    boolean has(String label) {
        return statements.stream().anyMatch(statement -> isLabelled(statement, label));
    }

    void remove(String label) {
        statements.removeIf(statement -> isLabelled(statement, label));
    }

    /** Adds a statement that lets accounts do something with the queue. */
    void allow(String label, List<String> accounts, List<String> actions, String arn) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Sid", label);
        statement.put("Effect", "Allow");
        statement.put(
                "Principal",
                Map.of(
                        "AWS",
                        oneOrMany(accounts.stream()
                                .map(account -> "arn:aws:iam::" + account + ":root")
                                .toList())));
        statement.put(
                "Action",
                oneOrMany(actions.stream().map(action -> "SQS:" + action).toList()));
        statement.put("Resource", arn);
        statements.add(statement);
    }

    /** The policy as JSON; empty when no statement is left. */
    private String text() {
        if (statements.isEmpty()) {
            return "";
        }
        document.put("Statement", statements);
        StringBuilder text = new StringBuilder();
        write(text, document);
        return text.toString();
    }

    private static void write(StringBuilder json, Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                char before = '{';
                for (Map.Entry<?, ?> member : map.entrySet()) {
                    json.append(before);
                    quote(json, (String) member.getKey());
                    write(json.append(':'), member.getValue());
                    before = ',';
                }
                json.append(map.isEmpty() ? "{}" : "}");
            }
            case List<?> list -> {
                char before = '[';
                for (Object item : list) {
                    write(json.append(before), item);
                    before = ',';
                }
                json.append(list.isEmpty() ? "[]" : "]");
            }
            case String string -> quote(json, string);
            default -> json.append(value);
        }
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, json);
        json.append('"');
    }

    private static Object oneOrMany(List<String> values) {
        return values.size() == 1 ? values.getFirst() : values;
    }

    private static boolean isLabelled(Object statement, String label) {
        return statement instanceof Map<?, ?> map && label.equals(map.get("Sid"));
    }
}
