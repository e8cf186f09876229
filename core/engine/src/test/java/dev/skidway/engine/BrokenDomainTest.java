package dev.skidway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.ToyCommands.Add;
import dev.skidway.engine.ToyCommands.Get;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Domains with bugs: the partition stops instead of spinning or guessing. */
class BrokenDomainTest {

    /** Says that a timer is due, but fires none. */
    private static final class FiresNothing extends DelegatingDomain {
        FiresNothing() {
            super(new ToyDomain());
        }

        @Override
        public long nextTimerMillis() {
            return 0;
        }

        @Override
        public Command<?> fireTimers(int countMax) {
            return new Get("a");
        }
    }

    /** Cannot read what it wrote into a snapshot. */
    private static final class CannotRestore extends DelegatingDomain {
        CannotRestore() {
            super(new ToyDomain());
        }

        @Override
        public void restoreUnit(int unitType, ByteBuffer unit) {
            unit.getLong(unit.limit());
        }
    }

    /** Finds what it wrote into a snapshot damaged. */
    private static final class FindsSnapshotDamaged extends DelegatingDomain {
        FindsSnapshotDamaged() {
            super(new ToyDomain());
        }

        @Override
        public void restoreUnit(int unitType, ByteBuffer unit) {
            throw new SkidwayException(EngineError.EVENT_MALFORMED, Severity.STOP, "damaged");
        }
    }

    /** Writes events that it cannot read. */
    private static final class CannotRead extends DelegatingDomain {
        CannotRead() {
            super(new ToyDomain());
        }

        @Override
        public List<EventBinding<?>> events() {
            List<EventBinding<?>> events = new ArrayList<>(super.events());
            events.replaceAll(binding -> binding.type().id() == ToyEvents.ADDED.id() ? unreadable(binding) : binding);
            return events;
        }

        private static <E extends Event> EventBinding<E> unreadable(EventBinding<E> binding) {
            EventType<E> type = binding.type();
            EventType<E> broken =
                    ToyEvents.type(type.id(), type.eventClass(), type::encodedBytes, type::encode, (source, offset) -> {
                        throw new IllegalArgumentException("unreadable");
                    });
            return new EventBinding<>(broken, binding.applier());
        }
    }

    @Test
    void anEventThatCannotBeReadNeverEntersTheJournal() throws InterruptedException {
        EngineHarness<CannotRead> engine = new EngineHarness<>(CannotRead::new, 1, EngineLimits.DEFAULT);
        engine.expectFailure();
        Ticket<Long> ticket = engine.submit(new Add("a", 1));

        engine.settle();

        assertThat(engine.failed(ticket)).hasMessageContaining("unreadable");
        assertThat(ticket.doneWithin(0)).isTrue();
        engine.crash();
        assertThat(engine.partition().failure()).isNull();
        assertThat(engine.done(new Get("a"))).isZero();
    }

    @Test
    void aDueTimerThatIsNotFiredStopsThePartition() {
        EngineHarness<FiresNothing> engine = new EngineHarness<>(FiresNothing::new, 1, EngineLimits.DEFAULT);
        engine.expectFailure();

        engine.settle();

        assertThat(engine.failures()).singleElement().asString().contains("the domain fired none");
    }

    @Test
    void aSnapshotThatCannotBeAppliedRefusesTheStart() {
        EngineHarness<CannotRestore> engine = new EngineHarness<>(CannotRestore::new, 1, EngineLimits.DEFAULT);
        engine.done(new Add("a", 1));
        engine.snapshot();

        assertThatThrownBy(engine::restart).hasMessageContaining("SK-ENG-016");
    }

    @Test
    void aSnapshotThatADomainFindsDamagedRefusesTheStart() {
        EngineHarness<FindsSnapshotDamaged> engine =
                new EngineHarness<>(FindsSnapshotDamaged::new, 1, EngineLimits.DEFAULT);
        engine.done(new Add("a", 1));
        engine.snapshot();

        assertThatThrownBy(engine::restart).isInstanceOfSatisfying(SkidwayException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(EngineError.EVENT_MALFORMED);
            assertThat(refusal.severity()).isEqualTo(Severity.REFUSE_START);
        });
    }

    @Test
    void aDomainThatFindsNoPayloadsCannotCopyThem() {
        assertThatThrownBy(() -> new ToyDomain().copyPayloads(List.of())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTicketWithoutAnOutcomeIsNotDone() throws InterruptedException {
        EngineHarness<ToyDomain> engine = new EngineHarness<>(ToyDomain::new, 1, EngineLimits.DEFAULT);
        Ticket<Long> ticket = engine.submit(new Add("a", 1));

        assertThat(ticket.doneWithin(0)).isFalse();
        engine.settle();
        assertThat(ticket.doneWithin(0)).isTrue();
    }
}
