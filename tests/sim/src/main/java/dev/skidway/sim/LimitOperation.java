package dev.skidway.sim;

import dev.skidway.engine.Command;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.DispatchSettings;
import dev.skidway.queues.Origin;
import dev.skidway.queues.RateLimit;
import dev.skidway.queues.SetLimit;
import dev.skidway.sim.Violation.Kind;
import java.util.List;

/** Somebody making or changing a limit that queues share. */
final class LimitOperation implements Operation<SetLimit.Reply> {

    private final LimitModel limit;
    private final SetLimit command;
    private final boolean createsSurely;
    private final SettingsAsked asked;

    LimitOperation(LimitModel limit, int concurrencyMax, RateLimit rate) {
        this.limit = limit;
        this.command = new SetLimit(limit.name, concurrencyMax, rate, new Origin("simulator", "limit"));
        this.createsSurely = limit.exists.max() == 0;
        long most = concurrencyMax == DispatchSettings.UNLIMITED ? QueueModel.NO_LIMIT : concurrencyMax;
        this.asked = new SettingsAsked(List.of(
                SettingsAsked.of(limit.concurrencyMax, most),
                SettingsAsked.of(limit.rate.number, limit.rate.numberOf(rate)),
                SettingsAsked.of(limit.exists, 1L)));
    }

    @Override
    public Command<SetLimit.Reply> command() {
        return command;
    }

    @Override
    public int partition() {
        return limit.partition;
    }

    @Override
    public void done(SetLimit.Reply reply, long nowMillis) {
        Violation.unless(
                reply.created() || !createsSurely, Kind.PHANTOM, () -> "found although nobody made it: " + limit.name);
        asked.done();
    }

    @Override
    public void notDone() {
        asked.over();
    }

    @Override
    public void rejected(Rejection rejection) {
        throw new Violation(Kind.REFUSED, "a limit was refused: " + rejection);
    }

    @Override
    public void unknown(long nowMillis) {
        asked.over();
    }
}
