package dev.skidway.gateway.sqs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The entries of a batch request: 1 to 10, or as many as the operator allows, each with an id of its own. */
final class BatchEntries {

    private static final int ID_CHARS_MAX = 80;

    private final List<Entry> entries;
    private final List<Failure> failures = new ArrayList<>();

    private BatchEntries(List<Entry> entries) {
        this.entries = entries;
    }

    /** An entry with its parameters. */
    record Entry(String id, Params params) {}

    private record Failure(String id, SqsFault fault) {}

    /** Reads {@code Entries}; {@code kind} is what AWS calls one of them. */
    static BatchEntries read(Call call, String kind) {
        List<Params> structs = call.params().structs("Entries");
        if (structs.isEmpty()) {
            throw new SqsFault(SqsError.EMPTY_BATCH, "There should be at least one " + kind + " in the request.");
        }
        int entriesMax = call.limits().entriesMax();
        if (structs.size() > entriesMax) {
            throw new SqsFault(
                    SqsError.TOO_MANY_ENTRIES,
                    "Maximum number of entries per request are " + entriesMax + ". You have sent " + structs.size()
                            + ".");
        }
        List<Entry> entries = new ArrayList<>(structs.size());
        Set<String> ids = new HashSet<>();
        for (Params struct : structs) {
            String id = struct.text("Id");
            if (id == null) {
                throw SqsFault.missing(kind + "." + (entries.size() + 1) + ".Id");
            }
            if (!QueueUrls.isName(id, ID_CHARS_MAX)) {
                throw new SqsFault(
                        SqsError.INVALID_BATCH_ID,
                        "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at"
                                + " most " + ID_CHARS_MAX + " letters long.");
            }
            if (!ids.add(id)) {
                throw new SqsFault(SqsError.BATCH_IDS_NOT_DISTINCT, "Id " + id + " repeated.");
            }
            entries.add(new Entry(id, struct));
        }
        return new BatchEntries(entries);
    }

    List<Entry> entries() {
        return entries;
    }

    /** Remembers that one entry failed. */
    void fail(String id, SqsFault fault) {
        failures.add(new Failure(id, fault));
    }

    /** Writes the ids of entries that need no more than that. */
    static void writeSuccessful(ReplyWriter reply, String itemName, List<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        reply.beginList("Successful", itemName);
        for (String id : ids) {
            reply.beginEntry();
            reply.text("Id", id);
            reply.endEntry();
        }
        reply.endList();
    }

    /** Writes the failed entries, if there are any. */
    void writeFailed(ReplyWriter reply) {
        if (failures.isEmpty()) {
            return;
        }
        reply.beginList("Failed", "BatchResultErrorEntry");
        for (Failure failure : failures) {
            SqsError error = failure.fault.error();
            reply.beginEntry();
            reply.text("Id", failure.id);
            reply.bool("SenderFault", error.senderFault());
            reply.text("Code", error.queryCode());
            reply.text("Message", failure.fault.text());
            reply.endEntry();
        }
        reply.endList();
    }
}
