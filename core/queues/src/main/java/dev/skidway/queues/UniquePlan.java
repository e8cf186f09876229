package dev.skidway.queues;

import dev.skidway.engine.Rejection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the unique and idempotency keys of one send come to, those of its own earlier messages included.
 *
 * @param taken the holders of unique keys once its earlier messages are stored
 * @param sends sends that can be repeated from now on, in the order of the messages
 * @param places where the jobs of this send will lie, by identity
 * @param kept identities under which messages of this send go on
 */
record UniquePlan(
        QueueRead queue,
        QueuesRead queues,
        long nowMillis,
        Map<String, UniqueRead> taken,
        Map<String, RememberedSend> sends,
        Map<MessageRef, MessageRef> places,
        Set<MessageRef> kept) {

    static UniquePlan of(QueueRead queue, QueuesRead queues, long nowMillis) {
        return new UniquePlan(
                queue, queues, nowMillis, new HashMap<>(), new LinkedHashMap<>(), new HashMap<>(), new HashSet<>());
    }

    /** The answer to a message that was sent before under its idempotency key, with the same content; or null. */
    @Nullable SendResult repeated(NewMessage message) {
        String key = message.options() == null ? null : message.options().idempotencyKey();
        SendRead before = key == null ? null : sentBefore(key);
        return before != null && before.content().equals(content(message))
                ? new SendResult.Stored(before.identity(), true)
                : null;
    }

    /** The answer to a message that is not stored and no repetition, or null. */
    @Nullable SendResult answer(NewMessage message) {
        JobOptions options = message.options();
        if (options == null) {
            return null;
        }
        String key = options.idempotencyKey();
        if (key != null && sentBefore(key) != null) {
            return new SendResult.Refused(new Rejection(
                    QueueRejection.IDEMPOTENCY_CONTENT_DIFFERS,
                    "Expected the content that idempotency key \"" + key
                            + "\" was used for first, found another one; use another key."));
        }
        UniqueKey unique = options.unique();
        UniqueRead holder = unique == null ? null : holder(unique.key());
        if (unique == null || holder == null || !taken(holder)) {
            return null;
        }
        return switch (unique.mode()) {
            case REJECT ->
                new SendResult.Taken(
                        holder.identity(),
                        new Rejection(
                                QueueRejection.UNIQUE_KEY_TAKEN,
                                "Expected no other job with unique key \"" + unique.key() + "\"; there is one."));
            case KEEP_FIRST, THROTTLE -> new SendResult.Stored(holder.identity(), true);
            case REPLACE, DEBOUNCE -> null;
        };
    }

    /** What a message that is stored replaces, or null. */
    MessagesSent.@Nullable Replacing replacing(NewMessage message) {
        UniqueKey unique = message.options() == null ? null : message.options().unique();
        UniqueRead holder = unique == null ? null : holder(unique.key());
        if (unique == null || holder == null || !taken(holder) || !holder.alive() || running(holder)) {
            return null;
        }
        MessageRef place = place(holder.identity());
        boolean keeps = unique.mode() == UniqueKey.Mode.DEBOUNCE && queues.movedRoom() > kept.size();
        boolean replaces = keeps || unique.mode() == UniqueKey.Mode.DEBOUNCE || unique.mode() == UniqueKey.Mode.REPLACE;
        return replaces && place != null ? new MessagesSent.Replacing(place.lane(), place.slot(), keeps) : null;
    }

    /** A message is stored: what becomes of it, and what later ones of this send find. */
    SendResult stored(NewMessage message, MessageRef place, MessagesSent.@Nullable Replacing replacing) {
        UniqueKey unique = message.options() == null ? null : message.options().unique();
        UniqueRead before = replacing == null || unique == null ? null : holder(unique.key());
        boolean keeps = replacing != null && replacing.keepsIdentity();
        MessageRef identity = before != null && keeps ? before.identity() : place;
        if (keeps) {
            kept.add(identity);
            places.put(identity, place);
        }
        if (unique != null) {
            UniqueClaim claim = UniqueClaim.of(unique);
            long until = claim.throttle() ? nowMillis + claim.windowMillis() : 0;
            taken.put(claim.key(), new UniqueRead(identity, true, claim.waiting(), claim.running(), until));
            places.putIfAbsent(identity, place);
        }
        JobOptions options = message.options();
        if (options != null && options.idempotencyKey() != null) {
            sends.put(options.idempotencyKey(), new RememberedSend(content(message), identity));
        }
        if (keeps) {
            return new SendResult.Debounced(identity);
        }
        return before == null ? new SendResult.Stored(identity) : new SendResult.Replaced(identity, before.identity());
    }

    private @Nullable SendRead sentBefore(String key) {
        SendRead inThisSend = sends.get(key);
        return inThisSend != null ? inThisSend : queue.sentBefore(key, nowMillis);
    }

    private static Hash128 content(NewMessage message) {
        Hash128 hashed = message.options() == null ? null : message.options().content();
        return hashed == null ? message.contentHash() : hashed;
    }

    private @Nullable UniqueRead holder(String key) {
        UniqueRead inThisSend = taken.get(key);
        return inThisSend != null ? inThisSend : queue.unique(key);
    }

    private boolean taken(UniqueRead holder) {
        if (holder.takenUntilMillis() > nowMillis) {
            return true;
        }
        return holder.alive() && (running(holder) ? holder.running() : holder.waiting());
    }

    private boolean running(UniqueRead holder) {
        MessageRef place = place(holder.identity());
        LeaseRead lease = place == null ? null : queue.lease(place.lane(), place.slot());
        return lease != null && lease.leased();
    }

    private @Nullable MessageRef place(MessageRef identity) {
        MessageRef inThisSend = places.get(identity);
        return inThisSend != null ? inThisSend : queues.placeOf(identity);
    }

    /** Whether what is replaced is in memory; if not, it is being fetched. */
    boolean fetch(MessagesSent.Replacing replacing) {
        LaneRead lane = queue.lane(replacing.lane());
        return lane == null || !lane.isLive(replacing.slot()) || lane.fetch(replacing.slot());
    }
}
