package dev.skidway.gateway.sqs;

import java.util.List;
import java.util.Set;

/** AddPermission: adds a statement to the policy of a queue. */
final class AddPermissionAction implements SqsAction {

    private static final int ACTIONS_MAX = 7;
    private static final int ACCOUNT_CHARS_MAX = 64;
    private static final Set<String> GRANTABLE = Set.of(
            "*",
            "SendMessage",
            "ReceiveMessage",
            "DeleteMessage",
            "ChangeMessageVisibility",
            "GetQueueAttributes",
            "GetQueueUrl",
            "PurgeQueue",
            "ListDeadLetterSourceQueues");

    @Override
    public void handle(Call call) {
        String label = label(call.params());
        List<String> accounts = listed(call.params(), "AWSAccountIds");
        List<String> actions = listed(call.params(), "Actions");
        if (actions.size() > ACTIONS_MAX) {
            throw new SqsFault(
                    SqsError.OVER_LIMIT,
                    actions.size() + " Actions were found, maximum allowed is " + ACTIONS_MAX + ".");
        }
        for (String account : accounts) {
            if (!QueueUrls.isName(account, ACCOUNT_CHARS_MAX)) {
                throw SqsFault.invalidParameter(Shown.text(account), "PrincipalId", "Unable to verify.");
            }
        }
        for (String action : actions) {
            if (!GRANTABLE.contains(action)) {
                throw SqsFault.invalidParameter(
                        "SQS:" + Shown.text(action),
                        "ActionName",
                        "Only the queue owner is allowed to invoke this action.");
            }
        }
        String arn = QueueAttributes.arn(call.queue(), call.region());
        Policy.change(call, policy -> {
            if (policy.has(label)) {
                throw SqsFault.invalidParameter(label, "Label", "Already exists.");
            }
            policy.allow(label, accounts, actions, arn);
        });
    }

    /** The label that a request names a statement by. */
    static String label(Params params) {
        String label = params.required("Label");
        if (!QueueUrls.isName(label, QueueUrls.NAME_CHARS_MAX)) {
            throw SqsFault.invalidParameter(
                    Shown.text(label),
                    "Label",
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to "
                            + QueueUrls.NAME_CHARS_MAX + " in length.");
        }
        return label;
    }

    private static List<String> listed(Params params, String name) {
        List<String> texts = params.texts(name);
        if (texts.isEmpty()) {
            throw SqsFault.missing(name);
        }
        return texts;
    }
}
