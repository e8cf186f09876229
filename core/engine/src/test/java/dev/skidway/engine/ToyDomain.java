package dev.skidway.engine;

import dev.skidway.base.Invariant;
import dev.skidway.engine.ToyCommands.Add;
import dev.skidway.engine.ToyCommands.AddAll;
import dev.skidway.engine.ToyCommands.BreakApplier;
import dev.skidway.engine.ToyCommands.BreakDecider;
import dev.skidway.engine.ToyCommands.Fill;
import dev.skidway.engine.ToyCommands.FireReminders;
import dev.skidway.engine.ToyCommands.Forget;
import dev.skidway.engine.ToyCommands.Get;
import dev.skidway.engine.ToyCommands.Remind;
import dev.skidway.engine.ToyCommands.Take;
import dev.skidway.engine.ToyCommands.ToyRejection;
import dev.skidway.engine.ToyEvents.Added;
import dev.skidway.engine.ToyEvents.Broken;
import dev.skidway.engine.ToyEvents.Filled;
import dev.skidway.engine.ToyEvents.ReminderForgotten;
import dev.skidway.engine.ToyEvents.ReminderSet;
import dev.skidway.engine.ToyEvents.RemindersFired;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Counters, with commands that wait for them and timers that count them up: the smallest domain that uses all of the engine. */
final class ToyDomain implements Domain {

    private final TreeMap<String, Long> totals = new TreeMap<>();
    private final TreeMap<Long, String> reminders = new TreeMap<>();
    private final TimerHeap timers = new TimerHeap();
    private final ToySnapshot snapshot = new ToySnapshot(totals, reminders, timers);
    private final List<String> fired = new ArrayList<>();
    private long filledBytes;

    /** Names of the counters in the order in which timers counted them up, live or in replay. */
    List<String> fired() {
        return fired;
    }

    long total(String name) {
        return totals.getOrDefault(name, 0L);
    }

    @Override
    public int id() {
        return 9;
    }

    @Override
    public List<EventBinding<?>> events() {
        return List.of(
                new EventBinding<>(ToyEvents.ADDED, (event, context) -> add(event.name(), event.amount(), context)),
                new EventBinding<>(ToyEvents.REMINDER_SET, this::remind),
                new EventBinding<>(ToyEvents.REMINDER_FORGOTTEN, (event, context) -> forget(event)),
                new EventBinding<>(ToyEvents.REMINDERS_FIRED, this::fire),
                new EventBinding<>(ToyEvents.FILLED, (event, context) -> filledBytes += event.bytes()),
                new EventBinding<>(ToyEvents.BROKEN, (event, context) -> {
                    throw new IllegalStateException("applier broken on request");
                }));
    }

    @Override
    public List<CommandBinding<?, ?>> commands() {
        return List.of(
                new CommandBinding<>(
                        Add.class,
                        (command, now) -> new Decision.Accept<>(
                                List.of(new Added(command.name(), command.amount())),
                                total(command.name()) + command.amount())),
                new CommandBinding<>(AddAll.class, this::decideAddAll),
                new CommandBinding<>(Take.class, this::decideTake),
                new CommandBinding<>(
                        Get.class, (command, now) -> new Decision.Accept<>(List.of(), total(command.name()))),
                new CommandBinding<>(
                        Remind.class,
                        (command, now) -> new Decision.Accept<>(
                                List.of(new ReminderSet(command.id(), now + command.delayMillis(), command.name())),
                                true)),
                new CommandBinding<>(Forget.class, this::decideForget),
                new CommandBinding<>(
                        FireReminders.class,
                        (command, now) ->
                                new Decision.Accept<>(List.of(new RemindersFired(now, command.countMax())), true)),
                new CommandBinding<>(
                        Fill.class,
                        (command, now) -> new Decision.Accept<>(List.of(new Filled(command.bytes())), true)),
                new CommandBinding<>(BreakDecider.class, (command, now) -> {
                    throw new IllegalStateException("decider broken on request");
                }),
                new CommandBinding<>(
                        BreakApplier.class,
                        (command, now) -> new Decision.Accept<>(List.of(new Added("half", 1), new Broken()), true)));
    }

    private Decision<Integer> decideAddAll(AddAll command, long now) {
        List<Event> events = new ArrayList<>();
        command.names().forEach(name -> events.add(new Added(name, 1)));
        return new Decision.Accept<>(events, events.size());
    }

    private Decision<Long> decideTake(Take command, long now) {
        if (command.amount() < 0) {
            return new Decision.Reject<>(new Rejection(ToyRejection.NEGATIVE, "take a positive amount"));
        }
        if (total(command.name()) < command.amount()) {
            return new Decision.Wait<>(waitKey(command.name()), now + command.waitMillis(), 0L);
        }
        return new Decision.Accept<>(List.of(new Added(command.name(), -command.amount())), command.amount());
    }

    private Decision<Boolean> decideForget(Forget command, long now) {
        boolean live = reminders.containsKey(command.id());
        return new Decision.Accept<>(live ? List.of(new ReminderForgotten(command.id())) : List.of(), live);
    }

    private static long waitKey(String name) {
        return name.hashCode();
    }

    private void add(String name, long amount, ApplyContext context) {
        snapshot.beforeChangeOf(name);
        totals.merge(name, amount, Long::sum);
        context.wake(waitKey(name));
    }

    private void remind(ReminderSet event, ApplyContext context) {
        snapshot.beforeChangeOf(event.id());
        reminders.put(event.id(), event.name());
        timers.set(event.id(), event.dueMillis());
    }

    private void forget(ReminderForgotten event) {
        snapshot.beforeChangeOf(event.id());
        reminders.remove(event.id());
        timers.cancel(event.id());
    }

    private void fire(RemindersFired event, ApplyContext context) {
        for (int i = 0; i < event.countMax() && timers.nextDueMillis() <= event.upToMillis(); i++) {
            snapshot.beforeChangeOf(timers.nextId());
            String name = reminders.remove(timers.removeNext());
            Invariant.check(name != null, "a timer has lost its reminder");
            fired.add(String.valueOf(name));
            add(String.valueOf(name), 1, context);
        }
    }

    @Override
    public long nextTimerMillis() {
        return timers.nextDueMillis();
    }

    @Override
    public Command<?> fireTimers(int countMax) {
        return new FireReminders(countMax);
    }

    @Override
    public LiveSegments liveSegments() {
        return visitor -> {};
    }

    @Override
    public void beginSnapshot(SnapshotSink sink) {
        snapshot.begin(sink);
    }

    @Override
    public boolean snapshotSlice(int bytesTarget) {
        return snapshot.slice(bytesTarget);
    }

    @Override
    public void abandonSnapshot() {
        snapshot.abandon();
    }

    @Override
    public void restoreUnit(int unitType, ByteBuffer unit) {
        snapshot.restore(unitType, unit);
    }

    @Override
    public void restored() {
        checkConsistency();
    }

    @Override
    public void hash(StateHash hash) {
        totals.forEach((name, total) -> {
            hash.putString(name);
            hash.putLong(total);
        });
        reminders.forEach((id, name) -> {
            hash.putLong(id);
            hash.putLong(timers.dueMillis(id));
            hash.putBytes(name.getBytes(StandardCharsets.UTF_8));
        });
    }

    @Override
    public void checkConsistency() {
        Invariant.check(reminders.size() == timers.count(), "timers", reminders.size(), timers.count());
    }
}
