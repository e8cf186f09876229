package dev.skidway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.engine.ToyCommands.Add;
import dev.skidway.engine.ToyCommands.Get;
import java.nio.ByteBuffer;
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
}
