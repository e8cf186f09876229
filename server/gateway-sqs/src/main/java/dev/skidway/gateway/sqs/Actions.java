package dev.skidway.gateway.sqs;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table of actions. */
final class Actions {

    private static final Map<String, Row> SERVED = Stream.of(
                    answering("CreateQueue", new CreateQueueAction()),
                    done("DeleteQueue", new DeleteQueueAction()),
                    answering("ListQueues", new ListQueuesAction()),
                    answering("GetQueueUrl", new GetQueueUrlAction()),
                    done("SetQueueAttributes", new SetQueueAttributesAction()),
                    answering("GetQueueAttributes", new GetQueueAttributesAction()),
                    answering("ListDeadLetterSourceQueues", new ListDeadLetterSourceQueuesAction()),
                    answering("StartMessageMoveTask", new StartMessageMoveTaskAction()),
                    answering("ListMessageMoveTasks", new ListMessageMoveTasksAction()),
                    answering("CancelMessageMoveTask", new CancelMessageMoveTaskAction()),
                    done("PurgeQueue", new PurgeQueueAction()),
                    done("AddPermission", new AddPermissionAction()),
                    done("RemovePermission", new RemovePermissionAction()),
                    done("TagQueue", new TagQueueAction()),
                    done("UntagQueue", new UntagQueueAction()),
                    answering("ListQueueTags", new ListQueueTagsAction()),
                    answering("SendMessage", new SendMessageAction()),
                    answering("SendMessageBatch", new SendMessageBatchAction()),
                    answering("ReceiveMessage", new ReceiveMessageAction()),
                    done("DeleteMessage", new DeleteMessageAction()),
                    answering("DeleteMessageBatch", new DeleteMessageBatchAction()),
                    done("ChangeMessageVisibility", new ChangeMessageVisibilityAction()),
                    answering("ChangeMessageVisibilityBatch", new ChangeMessageVisibilityBatchAction()))
            .collect(Collectors.toUnmodifiableMap(Row::name, Function.identity()));

    private static final Set<String> NOT_AT_QUEUES = Set.of("CreateQueue", "ListQueues");

    private static final String TARGET_PREFIX = "AmazonSQS.";

    private Actions() {}

    /**
     * An action with what wire formats must know of it.
     *
     * @param answers whether the answer ever has members; the Query protocol leaves out the result of those that never do
     */
    record Row(String name, SqsAction code, boolean answers) {}

    private static Row answering(String name, SqsAction code) {
        return new Row(name, code, true);
    }

    private static Row done(String name, SqsAction code) {
        return new Row(name, code, false);
    }

    /** The action that an {@code X-Amz-Target} header names. */
    static Row byTarget(String target) {
        Row row = target.startsWith(TARGET_PREFIX) ? find(target.substring(TARGET_PREFIX.length())) : null;
        if (row == null) {
            throw new SqsFault(
                    SqsError.UNKNOWN_OPERATION,
                    "The target " + Shown.text(target) + " is not an action of SQS; expected " + TARGET_PREFIX
                            + "<Action>.");
        }
        return row;
    }

    /** The action that an {@code Action} parameter names; not every one is valid at the address of a queue. */
    static Row byParameter(String name, boolean atQueue) {
        Row row = atQueue && NOT_AT_QUEUES.contains(name) ? null : find(name);
        if (row == null) {
            throw new SqsFault(
                    SqsError.UNKNOWN_OPERATION, "The action " + Shown.text(name) + " is not valid for this endpoint.");
        }
        return row;
    }

    private static @Nullable Row find(String name) {
        return SERVED.get(name);
    }
}
