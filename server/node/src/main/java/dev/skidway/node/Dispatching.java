package dev.skidway.node;

import dev.skidway.engine.Command;
import dev.skidway.engine.Outcome;
import dev.skidway.queues.AwaitReady;
import dev.skidway.queues.DeleteLimit;
import dev.skidway.queues.ExplainJob;
import dev.skidway.queues.ExplainQueue;
import dev.skidway.queues.Explanation;
import dev.skidway.queues.ListKeys;
import dev.skidway.queues.ListLimits;
import dev.skidway.queues.ReprioritizeJobs;
import dev.skidway.queues.SetKeySettings;
import dev.skidway.queues.SetLimit;

/** The calls about dispatch over the partitions. */
final class Dispatching implements DispatchService {

    private final Calls calls;

    Dispatching(Calls calls) {
        this.calls = calls;
    }

    private <R> Outcome<R> dispatch(String namespace, Command<R> command) {
        return calls.plain(Verb.DISPATCH, namespace, command);
    }

    @Override
    public Outcome<SetKeySettings.Reply> setKeySettings(SetKeySettings command) {
        return dispatch(command.queue().namespace(), command);
    }

    @Override
    public Outcome<ListKeys.Reply> listKeys(ListKeys command) {
        return dispatch(command.queue().namespace(), command);
    }

    @Override
    public Outcome<SetLimit.Reply> setLimit(SetLimit command) {
        return dispatch(command.limit().namespace(), command);
    }

    @Override
    public Outcome<DeleteLimit.Reply> deleteLimit(DeleteLimit command) {
        return dispatch(command.limit().namespace(), command);
    }

    @Override
    public Outcome<ListLimits.Reply> listLimits(ListLimits command) {
        return dispatch(command.namespace(), command);
    }

    @Override
    public Outcome<ReprioritizeJobs.Reply> reprioritize(ReprioritizeJobs command) {
        return dispatch(command.namespace(), command);
    }

    @Override
    public Outcome<Explanation> explain(ExplainQueue command) {
        return calls.plain(Verb.EXPLAIN, command.queue().namespace(), command);
    }

    @Override
    public Outcome<Explanation> explain(ExplainJob command) {
        return calls.plain(Verb.EXPLAIN, command.queue().namespace(), command);
    }

    @Override
    public Outcome<AwaitReady.Reply> awaitReady(AwaitReady command, CallerGone caller) {
        return calls.call(
                Verb.AWAIT,
                () -> calls.runPatiently(command.queue().namespace(), command, new AwaitReady.Reply(false), caller),
                reply -> reply,
                reply -> 0);
    }
}
