package dev.skidway.engine;

import dev.skidway.base.Invariant;
import dev.skidway.engine.Domain.EventBinding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which event type and applier belong to a class of events, and to a type number on disk. */
final class EventRegistry {

    private static final int TYPES_PER_DOMAIN = 256;

    private final Map<Class<?>, EventBinding<?>> byClass = new HashMap<>();
    private final Map<Integer, EventBinding<?>> byId = new HashMap<>();

    EventRegistry(List<Domain> domains) {
        for (Domain domain : domains) {
            for (EventBinding<?> binding : domain.events()) {
                add(domain, binding);
            }
        }
    }

    private void add(Domain domain, EventBinding<?> binding) {
        EventType<?> type = binding.type();
        Invariant.check(
                type.id() / TYPES_PER_DOMAIN == domain.id() && type.id() > 0 && type.id() <= 0xFFFF,
                "event type " + type.id() + " is outside the range of domain " + domain.id());
        Invariant.check(type.version() >= 1 && type.version() <= 255, "an event version is 1 to 255");
        Invariant.check(byId.put(type.id(), binding) == null, "two events have the type " + type.id());
        Invariant.check(byClass.put(type.eventClass(), binding) == null, "two event types for " + type.eventClass());
    }

    EventBinding<?> of(Event event) {
        EventBinding<?> binding = byClass.get(event.getClass());
        if (binding == null) {
            throw new IllegalStateException("no domain knows the event " + event.getClass());
        }
        return binding;
    }

    @Nullable EventBinding<?> find(int typeId) {
        return byId.get(typeId);
    }
}
