package dev.skidway.engine;

import java.nio.ByteBuffer;
import java.util.List;

/** A domain that does what another does, except where a test overrides it. */
class DelegatingDomain implements Domain {

    private final Domain domain;

    DelegatingDomain(Domain domain) {
        this.domain = domain;
    }

    @Override
    public int id() {
        return domain.id();
    }

    @Override
    public List<EventBinding<?>> events() {
        return domain.events();
    }

    @Override
    public List<CommandBinding<?, ?>> commands() {
        return domain.commands();
    }

    @Override
    public long nextTimerMillis() {
        return domain.nextTimerMillis();
    }

    @Override
    public Command<?> fireTimers(int countMax) {
        return domain.fireTimers(countMax);
    }

    @Override
    public LiveSegments liveSegments() {
        return domain.liveSegments();
    }

    @Override
    public void beginSnapshot(SnapshotSink sink) {
        domain.beginSnapshot(sink);
    }

    @Override
    public boolean snapshotSlice(int bytesTarget) {
        return domain.snapshotSlice(bytesTarget);
    }

    @Override
    public void abandonSnapshot() {
        domain.abandonSnapshot();
    }

    @Override
    public void restoreUnit(int unitType, ByteBuffer unit) {
        domain.restoreUnit(unitType, unit);
    }

    @Override
    public void restored() {
        domain.restored();
    }

    @Override
    public void hash(StateHash hash) {
        domain.hash(hash);
    }

    @Override
    public void checkConsistency() {
        domain.checkConsistency();
    }
}
