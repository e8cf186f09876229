package dev.skidway.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.engine.Domain.EventBinding;
import dev.skidway.engine.ToyCommands.FireReminders;
import dev.skidway.engine.ToyEvents.Broken;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Domains that cannot be hosted together, or break their word. */
class RegistryTest {

    @Test
    void refusesTwoDomainsWithTheSameEvents() {
        assertThatThrownBy(() -> new EventRegistry(List.of(new ToyDomain(), new ToyDomain())))
                .hasMessageContaining("two events have the type");
    }

    @Test
    void refusesTwoDomainsWithTheSameCommands() {
        assertThatThrownBy(() -> new CommandRegistry(List.of(new ToyDomain(), new ToyDomain())))
                .hasMessageContaining("two deciders");
    }

    @Test
    void refusesAnEventNobodyBinds() {
        record Foreign() implements Event {}

        EventRegistry registry = new EventRegistry(List.of(new ToyDomain()));

        assertThatThrownBy(() -> registry.of(new Foreign())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesACommandNobodyDecides() {
        record Foreign() implements Command<Long> {}

        CommandRegistry registry = new CommandRegistry(List.of(new ToyDomain()));

        assertThatThrownBy(() -> registry.decide(new Foreign(), 0)).isInstanceOf(IllegalArgumentException.class);
        registry.checkKnown(new FireReminders(1));
    }

    @Test
    void refusesAnEventThatWritesAnotherSizeThanItSaid() {
        EventType<Broken> lying = ToyEvents.type(
                2309, Broken.class, event -> 3, (event, target) -> target.put((byte) 1), (a, b) -> new Broken());
        RecordCodec codec = new RecordCodec(new EventRegistry(List.of(hosting(lying))));

        assertThatThrownBy(() -> codec.encode(List.of(new Broken()), ByteBuffer.allocate(100)))
                .hasMessageContaining("another size");
    }

    @Test
    void refusesAnEventTypeOutsideItsDomain() {
        EventType<Broken> stray =
                ToyEvents.type(256, Broken.class, event -> 0, (event, target) -> {}, (a, b) -> new Broken());

        assertThatThrownBy(() -> new EventRegistry(List.of(hosting(stray)))).hasMessageContaining("outside the range");
    }

    private static Domain hosting(EventType<Broken> type) {
        return new DelegatingDomain(new ToyDomain()) {
            @Override
            public List<EventBinding<?>> events() {
                return List.of(new EventBinding<>(type, (event, context) -> {}));
            }
        };
    }
}
