package dev.skidway.gateway.sqs;

/** RemovePermission: removes a statement from the policy of a queue by its label. */
final class RemovePermissionAction implements SqsAction {

    @Override
    public void handle(Call call) {
        String label = AddPermissionAction.label(call.params());
        Policy.change(call, policy -> {
            if (!policy.has(label)) {
                throw SqsFault.invalidParameter(label, "Label", "can't find label.");
            }
            policy.remove(label);
        });
    }
}
