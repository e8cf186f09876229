package dev.skidway.gateway.sqs;

import dev.skidway.engine.Outcome;
import dev.skidway.queues.GetQueue;
import dev.skidway.queues.MoveFailure;
import dev.skidway.queues.MoveTaskStatus;
import dev.skidway.queues.MoveTaskView;
import dev.skidway.queues.QueueName;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The words of SQS for message move tasks: ARNs, handles, and what is wrong with them. */
final class MoveTasks {

    private static final int HANDLE_CHARS_MAX = 512;
    private static final JsonReader JSON = new JsonReader(HANDLE_CHARS_MAX);

    private MoveTasks() {}

    /** The queue that an ARN parameter names; it need not exist. */
    static QueueName queue(String arn, String parameter) {
        QueueName queue = Redrive.queue(arn);
        if (queue == null) {
            throw new SqsFault(
                    SqsError.INVALID_PARAMETER,
                    "You must use this format to specify the " + parameter
                            + ": arn:<partition>:<service>:<region>:<account-id>:<resource-id>");
        }
        return queue;
    }

    /** A fault unless the queue exists: 404 for moves, where other actions answer 400. */
    static void checkExists(Call call, QueueName queue, String parameter) {
        if (call.service().getQueue(new GetQueue(queue)) instanceof Outcome.Refused<?>) {
            throw new SqsFault(
                    SqsError.RESOURCE_NOT_FOUND,
                    "The resource that you specified for the " + parameter + " parameter doesn't exist.");
        }
    }

    /** What a client names a task by; opaque to it. */
    static String handle(long taskId, QueueName source, String region) {
        String json = "{\"taskId\":\"" + taskId + "\",\"sourceArn\":\"" + QueueAttributes.arn(source, region) + "\"}";
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** A task and the queue it moves from, by its handle. */
    record Named(long taskId, QueueName source) {}

    /** Opens a handle. */
    static Named open(String handle) {
        Named named = handle.length() > HANDLE_CHARS_MAX ? null : named(handle);
        if (named == null) {
            throw new SqsFault(SqsError.INVALID_PARAMETER, "Value for parameter TaskHandle is invalid.");
        }
        return named;
    }

    private static @Nullable Named named(String handle) {
        try {
            Params params = JSON.read(Base64.getDecoder().decode(handle));
            String taskId = params.text("taskId");
            String arn = params.text("sourceArn");
            QueueName source = arn == null ? null : Redrive.queue(arn);
            return taskId == null || source == null ? null : new Named(Long.parseUnsignedLong(taskId), source);
        } catch (IllegalArgumentException | SqsFault malformed) {
            return null;
        }
    }

    /** Writes one task of a list. */
    static void write(Call call, MoveTaskView task) {
        ReplyWriter reply = call.reply();
        reply.beginEntry();
        if (task.status() == MoveTaskStatus.RUNNING) {
            reply.text("TaskHandle", handle(task.taskId(), task.source(), call.region()));
        }
        reply.text("Status", task.status().name());
        reply.text("SourceArn", QueueAttributes.arn(task.source(), call.region()));
        if (task.destination() != null) {
            reply.text("DestinationArn", QueueAttributes.arn(task.destination(), call.region()));
        }
        if (task.perSecondMax() > 0) {
            reply.number("MaxNumberOfMessagesPerSecond", task.perSecondMax());
        }
        reply.number("ApproximateNumberOfMessagesMoved", task.moved());
        reply.number("ApproximateNumberOfMessagesToMove", task.approximateTotal());
        if (task.failure() != null) {
            reply.text("FailureReason", reason(task.failure()));
        }
        reply.number("StartedTimestamp", task.startedAtMillis());
        reply.endEntry();
    }

    private static String reason(MoveFailure failure) {
        return switch (failure) {
            case DESTINATION_GONE -> "AWS.SimpleQueueService.NonExistentQueue";
            case ORIGIN_UNKNOWN -> "CouldNotDetermineMessageSource";
            case DESTINATION_FULL -> "OverLimit";
        };
    }
}
