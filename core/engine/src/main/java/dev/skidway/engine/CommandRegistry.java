package dev.skidway.engine;

import dev.skidway.base.Invariant;
import dev.skidway.engine.Domain.CommandBinding;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Which decider answers a class of commands, and how often it was asked. */
final class CommandRegistry {

    private final Map<Class<?>, Entry<?, ?>> entries = new HashMap<>();

    CommandRegistry(List<Domain> domains) {
        for (Domain domain : domains) {
            for (CommandBinding<?, ?> binding : domain.commands()) {
                Invariant.check(
                        entries.put(binding.commandClass(), new Entry<>(binding.decider(), new LongAdder())) == null,
                        "two deciders for " + binding.commandClass());
            }
        }
    }

    /** Refuses a command nobody decides: a mistake of the caller's code. */
    void checkKnown(Command<?> command) {
        if (!entries.containsKey(command.getClass())) {
            throw new IllegalArgumentException("no domain decides " + command.getClass());
        }
    }

    <R> Decision<R> decide(Command<R> command, long nowMillis) {
        return entry(command).decider.decide(command, nowMillis);
    }

    /** Counts a command that was carried out, refused or let wait for the first time. */
    void count(Command<?> command) {
        entry(command).decided.increment();
    }

    Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        entries.forEach((type, entry) -> counts.put(type.getSimpleName(), entry.decided.sum()));
        return counts;
    }

    @SuppressWarnings("unchecked") // a binding ties the class to its decider
    private <R> Entry<Command<R>, R> entry(Command<R> command) {
        Entry<Command<R>, R> entry = (Entry<Command<R>, R>) entries.get(command.getClass());
        if (entry == null) {
            throw new IllegalArgumentException("no domain decides " + command.getClass());
        }
        return entry;
    }

    private record Entry<C extends Command<R>, R>(Decider<C, R> decider, LongAdder decided) {}
}
