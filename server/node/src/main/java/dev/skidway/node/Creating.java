package dev.skidway.node;

import dev.skidway.engine.Outcome;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.CreateQueue;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueRejection;
import java.util.function.Supplier;

/** Creates queues: for those who ask for one, and where the policy says so for those who use one that is not there. */
final class Creating {

    private final Calls calls;
    private final QueuePolicy policy;

    Creating(Calls calls, QueuePolicy policy) {
        this.calls = calls;
        this.policy = policy;
    }

    /** Creates a queue with what the policy says of all that the command leaves out, or finds one that agrees with what it names. */
    Outcome<CreateQueue.Reply> create(CreateQueue command) {
        return calls.call(Verb.CREATE_QUEUE, () -> createOrFind(command), reply -> reply, reply -> 0);
    }

    private Outcome<CreateQueue.Reply> createOrFind(CreateQueue command) throws InterruptedException {
        String namespace = command.queue().namespace();
        Outcome<CreateQueue.Reply> created = calls.run(namespace, policy.filled(command));
        // What it left out says nothing of a queue that is there.
        return refusedFor(QueueRejection.QUEUE_EXISTS, created) ? calls.run(namespace, command) : created;
    }

    /** Uses a queue; if there is none, and the policy says so, creates it and uses it once more. */
    <T> Outcome<T> using(QueueName queue, Supplier<Outcome<T>> use) {
        Outcome<T> outcome = use.get();
        if (!policy.createOnUse() || !refusedFor(QueueRejection.QUEUE_NOT_FOUND, outcome)) {
            return outcome;
        }
        return switch (create(QueuePolicy.creation(queue))) {
            case Outcome.Done<CreateQueue.Reply> created -> use.get();
            case Outcome.Refused<CreateQueue.Reply>(Rejection refusal) -> new Outcome.Refused<>(refusal);
        };
    }

    private static boolean refusedFor(QueueRejection reason, Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?> refused
                && refused.rejection().reason() == reason;
    }
}
