package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.ApplyContext;
import dev.skidway.engine.Command;
import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import dev.skidway.engine.Domain;
import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import dev.skidway.engine.SnapshotSink;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs commands on a domain without partition, journal or disk; every event goes through its bytes. */
final class DomainAlone {

    final QueueDomain domain = Q.domain();
    final List<Event> events = new ArrayList<>();
    private long position = 1 << 20;

    /** What the command answers, or null if it is refused. */
    @SuppressWarnings("unchecked")
    <R> @Nullable R run(Command<R> command, long nowMillis) {
        Decider<Command<R>, R> decider = domain.commands().stream()
                .filter(binding -> binding.commandClass() == command.getClass())
                .map(binding -> (Decider<Command<R>, R>) binding.decider())
                .findFirst()
                .orElseThrow();
        if (decider.decide(command, nowMillis) instanceof Decision.Accept<R>(List<Event> accepted, R reply)) {
            accepted.forEach(event -> apply(event, nowMillis));
            return reply;
        }
        return null;
    }

    private void apply(Event event, long nowMillis) {
        events.add(event);
        for (Domain.EventBinding<?> binding : domain.events()) {
            if (binding.type().eventClass() == event.getClass()) {
                apply(binding, event, nowMillis);
            }
        }
    }

    private <E extends Event> void apply(Domain.EventBinding<E> binding, Event event, long nowMillis) {
        EventType<E> type = binding.type();
        E written = type.eventClass().cast(event);
        ByteBuffer bytes = ByteBuffer.allocate(type.encodedBytes(written)).order(ByteOrder.LITTLE_ENDIAN);
        type.encode(written, bytes);
        E read = type.decode(bytes.flip(), position);
        binding.applier().apply(read, new Context(nowMillis, position));
        position += bytes.limit() + 8;
    }

    private record Context(long timestampMillis, long framePosition) implements ApplyContext {
        @Override
        public void wake(long waitKey) {
            assertThat(waitKey).isPositive();
        }
    }

    /** A snapshot in memory. */
    static final class Units implements SnapshotSink {
        final List<byte[]> bodies = new ArrayList<>();
        final List<Integer> types = new ArrayList<>();
        private ByteBuffer open = ByteBuffer.allocate(0);

        @Override
        public ByteBuffer begin(int unitType, int bytesMax) {
            types.add(unitType);
            open = ByteBuffer.allocate(bytesMax).order(ByteOrder.LITTLE_ENDIAN);
            return open;
        }

        @Override
        public void end() {
            bodies.add(Arrays.copyOf(open.array(), open.position()));
        }

        QueueDomain restore() {
            QueueDomain restored = Q.domain();
            for (int unit = 0; unit < bodies.size(); unit++) {
                restored.restoreUnit(types.get(unit), ByteBuffer.wrap(bodies.get(unit)));
            }
            restored.restored();
            return restored;
        }
    }
}
