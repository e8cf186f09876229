package dev.skidway.node;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets calls in while the node is ready and not too many are under way. */
final class Admission {

    private final NodeLimits limits;
    private final NodeCounters counters;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger receives = new AtomicInteger();
    private volatile NodeState state = NodeState.STARTING;

    Admission(NodeLimits limits, NodeCounters counters) {
        this.limits = limits;
        this.counters = counters;
    }

    NodeState state() {
        return state;
    }

    void state(NodeState next) {
        state = next;
    }

    int calls() {
        return calls.get();
    }

    int receives() {
        return receives.get();
    }

    /** Lets a call in; {@link #leave} must follow. */
    void enter(Verb verb) {
        checkReady();
        boolean receive = verb.waits();
        AtomicInteger count = receive ? receives : calls;
        int max = receive ? limits.receivesMax() : limits.callsMax();
        if (count.incrementAndGet() > max) {
            count.decrementAndGet();
            counters.throttled();
            throw new SkidwayException(
                    receive ? NodeError.TOO_MANY_RECEIVES : NodeError.OVERLOADED,
                    Severity.RETRY,
                    "more than " + max + (receive ? " receives" : " calls") + " are under way; try again, less often");
        }
    }

    void leave(Verb verb) {
        (verb.waits() ? receives : calls).decrementAndGet();
    }

    private void checkReady() {
        switch (state) {
            case READY -> {}
            case STARTING ->
                throw new SkidwayException(
                        NodeError.STARTING, Severity.RETRY, "the server is still starting; try again shortly");
            case DRAINING ->
                throw new SkidwayException(
                        NodeError.DRAINING, Severity.RETRY, "the server is being stopped; try again when it is back");
            case FAILED ->
                throw new SkidwayException(
                        NodeError.FAILED,
                        Severity.STOP,
                        "the server has failed and must be restarted; its log says why");
        }
    }
}
