package dev.skidway.gateway.sqs;

import java.util.Map;
import java.util.Set;

/** The table of actions. */
final class Actions {

    private static final Map<String, SqsAction> SERVED = Map.ofEntries(
            Map.entry("CreateQueue", new CreateQueueAction()),
            Map.entry("DeleteQueue", new DeleteQueueAction()),
            Map.entry("ListQueues", new ListQueuesAction()),
            Map.entry("GetQueueUrl", new GetQueueUrlAction()),
            Map.entry("SetQueueAttributes", new SetQueueAttributesAction()),
            Map.entry("GetQueueAttributes", new GetQueueAttributesAction()),
            Map.entry("PurgeQueue", new PurgeQueueAction()),
            Map.entry("SendMessage", new SendMessageAction()),
            Map.entry("SendMessageBatch", new SendMessageBatchAction()),
            Map.entry("ReceiveMessage", new ReceiveMessageAction()),
            Map.entry("DeleteMessage", new DeleteMessageAction()),
            Map.entry("DeleteMessageBatch", new DeleteMessageBatchAction()),
            Map.entry("ChangeMessageVisibility", new ChangeMessageVisibilityAction()),
            Map.entry("ChangeMessageVisibilityBatch", new ChangeMessageVisibilityBatchAction()));

    private static final Set<String> NOT_YET = Set.of(
            "AddPermission",
            "RemovePermission",
            "TagQueue",
            "UntagQueue",
            "ListQueueTags",
            "ListDeadLetterSourceQueues",
            "StartMessageMoveTask",
            "CancelMessageMoveTask",
            "ListMessageMoveTasks");

    private static final String TARGET_PREFIX = "AmazonSQS.";

    private Actions() {}

    /** The action that an {@code X-Amz-Target} header names. */
    static SqsAction byTarget(String target) {
        String name = target.startsWith(TARGET_PREFIX) ? target.substring(TARGET_PREFIX.length()) : "";
        SqsAction action = SERVED.get(name);
        if (action != null) {
            return action;
        }
        if (NOT_YET.contains(name)) {
            throw new SqsFault(SqsError.UNSUPPORTED_OPERATION, name + " is not served yet.");
        }
        throw new SqsFault(
                SqsError.UNKNOWN_OPERATION,
                "The target " + Shown.text(target) + " is not an action of SQS; expected " + TARGET_PREFIX
                        + "<Action>.");
    }
}
