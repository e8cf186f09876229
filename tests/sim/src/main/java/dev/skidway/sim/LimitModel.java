package dev.skidway.sim;

import dev.skidway.queues.LimitName;
import dev.skidway.sim.Violation.Kind;
import java.util.ArrayList;
import java.util.List;

/** What clients know about a limit that queues of one namespace share. */
final class LimitModel {

    final LimitName name;
    final int partition;

    /** Most leases at once, over all its queues; {@link QueueModel#NO_LIMIT} for none. */
    final Possible concurrencyMax = new Possible(QueueModel.NO_LIMIT);

    final RateModel rate = new RateModel();

    /** 1 while it exists, else 0. */
    final Possible exists = new Possible(0);

    /** Lives of queues that may use it, or once did. */
    final List<QueueModel> users = new ArrayList<>();

    private final Coverage coverage;

    LimitModel(LimitName name, int partition, Coverage coverage) {
        this.name = name;
        this.partition = partition;
        this.coverage = coverage;
    }

    /** A queue is about to be asked to use it. */
    void usedBy(QueueModel queue) {
        if (queue.limit == null) {
            queue.limit = this;
            users.add(queue);
        }
    }

    /** A receive of a queue that certainly uses it leased something: its leases are known already. */
    void checkConcurrency(long nowMillis) {
        long most = concurrencyMax.max();
        if (most == QueueModel.NO_LIMIT) {
            return;
        }
        long leased = 0;
        for (QueueModel user : users) {
            if (user.usesLimit.min() == 1) {
                leased += user.leasedSurely(nowMillis, message -> true);
            }
        }
        long found = leased;
        Violation.unless(
                found <= most,
                Kind.COUNT,
                () -> found + " leases at once, at most " + most + " are allowed by " + name);
        if (found == most) {
            coverage.hit("limit: as many leased as the queues of a shared limit may have at once");
        }
    }

    /** True unless no queue can be using it. */
    boolean mayBeUsed() {
        return users.stream()
                .anyMatch(user -> user.existence != QueueModel.Existence.DELETED && user.usesLimit.max() == 1);
    }
}
