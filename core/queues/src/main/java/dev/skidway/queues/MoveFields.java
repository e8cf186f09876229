package dev.skidway.queues;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The fields that events and snapshot units of move tasks share. */
final class MoveFields {

    private MoveFields() {}

    static MoveTaskStatus status(Fields fields) {
        int number = fields.u8();
        fields.require(number < MoveTaskStatus.values().length, "a status of a move task from 0 to 4");
        return MoveTaskStatus.values()[number];
    }

    /** The failure that belongs to {@code status}: one if it is failed, else none. */
    static @Nullable MoveFailure failure(Fields fields, MoveTaskStatus status) {
        int number = fields.u8();
        fields.require(number <= MoveFailure.values().length, "a failure of a move task from 0 to 3");
        fields.require((number > 0) == (status == MoveTaskStatus.FAILED), "a failure of what has failed only");
        return number == 0 ? null : MoveFailure.values()[number - 1];
    }

    static void putOutcome(ByteBuffer target, MoveTaskStatus status, @Nullable MoveFailure failure) {
        target.put((byte) status.ordinal());
        target.put((byte) (failure == null ? 0 : failure.ordinal() + 1));
    }

    /** Which jobs go on as they are; null: each message begins anew. */
    static @Nullable JobFilter redrive(Fields fields) {
        int present = fields.u8();
        fields.require(present <= 1, "0 or 1");
        return present == 0 ? null : FieldsOfJobs.filter(fields);
    }

    static Place cursor(Fields fields) {
        return new Place(fields.ranged(-1, QueueEventType.NUMBER_MAX), fields.ranged(-1, QueueEventType.NUMBER_MAX));
    }
}
