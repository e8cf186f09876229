package dev.skidway.gateway.grpc;

import dev.skidway.node.DispatchService;
import dev.skidway.queues.DeleteLimit;
import dev.skidway.queues.KeyChange;
import dev.skidway.queues.KeyView;
import dev.skidway.queues.LimitName;
import dev.skidway.queues.LimitView;
import dev.skidway.queues.ListKeys;
import dev.skidway.queues.ListLimits;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.RateLimit;
import dev.skidway.queues.SetKeySettings;
import dev.skidway.queues.SetLimit;
import dev.skidway.v1.DeleteLimitRequest;
import dev.skidway.v1.DeleteLimitResponse;
import dev.skidway.v1.Key;
import dev.skidway.v1.KeySettings;
import dev.skidway.v1.ListKeysRequest;
import dev.skidway.v1.ListKeysResponse;
import dev.skidway.v1.ListLimitsRequest;
import dev.skidway.v1.ListLimitsResponse;
import dev.skidway.v1.PauseState;
import dev.skidway.v1.SetKeysRequest;
import dev.skidway.v1.SetKeysResponse;
import dev.skidway.v1.SetLimitRequest;
import dev.skidway.v1.SharedLimit;
import java.util.List;

/** Keys of queues and limits that queues share, from the protocol's words to the domain's and back. */
final class Keys {

    private final DispatchService dispatch;

    Keys(DispatchService dispatch) {
        this.dispatch = dispatch;
    }

    SetKeysResponse set(SetKeysRequest request) {
        Bounds.count("keys", request.getKeysCount(), 1, Bounds.ENTRIES_MAX);
        List<SetKeySettings.Change> changes =
                request.getKeysList().stream().map(Keys::change).toList();
        ErrorMap.reply(dispatch.setKeySettings(
                new SetKeySettings(Asking.queue(request.getQueue()), changes, Asking.origin())));
        return SetKeysResponse.getDefaultInstance();
    }

    private static SetKeySettings.Change change(KeySettings given) {
        boolean limited = given.hasLimit();
        return new SetKeySettings.Change(
                given.getKey(),
                new KeyChange(
                        true,
                        false,
                        given.hasWeight() ? given.getWeight() : null,
                        limited ? SettingsText.concurrency(given.getLimit()) : null,
                        limited ? SettingsText.rate(given.getLimit(), "limit") : null,
                        given.hasBacklogMax() ? given.getBacklogMax() : null,
                        null,
                        null));
    }

    void pause(QueueName queue, String key, boolean paused, String note) {
        set(queue, key, KeyChange.pause(paused, note));
        if (!paused) {
            set(queue, key, KeyChange.RELEASE);
        }
    }

    private void set(QueueName queue, String key, KeyChange change) {
        ErrorMap.reply(dispatch.setKeySettings(
                new SetKeySettings(queue, List.of(new SetKeySettings.Change(key, change)), Asking.origin())));
    }

    ListKeysResponse list(ListKeysRequest request) {
        String after = request.getPage().getPage();
        ListKeys.Reply reply = ErrorMap.reply(dispatch.listKeys(new ListKeys(
                Asking.queue(request.getQueue()), after.isEmpty() ? null : after, Pages.size(request.getPage()))));
        ListKeysResponse.Builder response = ListKeysResponse.newBuilder();
        reply.keys().forEach(view -> response.addKeys(shown(view)));
        if (reply.more()) {
            response.setNextPage(reply.keys().getLast().key());
        }
        return response.build();
    }

    private static Key shown(KeyView view) {
        dev.skidway.queues.KeySettings settings = view.settings();
        KeySettings.Builder own = KeySettings.newBuilder().setKey(view.key()).setWeight(settings.weight());
        Integer concurrency = settings.concurrencyMax();
        RateLimit rate = settings.rate();
        if (concurrency != null || rate != null) {
            own.setLimit(SettingsText.limit(
                    concurrency == null ? dev.skidway.queues.DispatchSettings.UNLIMITED : concurrency,
                    rate == null ? RateLimit.NONE : rate));
        }
        Integer backlog = settings.backlogMax();
        if (backlog != null && backlog >= 0) {
            own.setBacklogMax(backlog);
        }
        Key.Builder key = Key.newBuilder()
                .setKey(view.key())
                .setSettings(own)
                .setWaiting(view.waiting())
                .setRunning(view.running());
        if (settings.paused()) {
            PauseState.Builder pause = PauseState.newBuilder().setPaused(true).setNote(settings.note());
            if (view.pausedSinceMillis() > 0) {
                pause.setSince(Times.timestamp(view.pausedSinceMillis()));
            }
            key.setPause(pause);
        }
        if (view.quarantinedUntilMillis() > 0) {
            key.setQuarantinedUntil(Times.timestamp(view.quarantinedUntilMillis()));
        }
        return key.build();
    }

    SharedLimit setLimit(SetLimitRequest request) {
        ErrorMap.reply(dispatch.setLimit(new SetLimit(
                limit(request.getName()),
                SettingsText.concurrency(request.getLimit()),
                SettingsText.rate(request.getLimit(), "limit"),
                Asking.origin())));
        return SharedLimit.newBuilder()
                .setName(request.getName())
                .setLimit(request.getLimit())
                .build();
    }

    ListLimitsResponse listLimits(ListLimitsRequest request) {
        ListLimits.Reply reply = ErrorMap.reply(dispatch.listLimits(
                new ListLimits(Asking.namespace(), request.getPage().getPage(), Pages.size(request.getPage()))));
        ListLimitsResponse.Builder response = ListLimitsResponse.newBuilder();
        for (LimitView view : reply.limits()) {
            response.addLimits(SharedLimit.newBuilder()
                    .setName(view.name())
                    .setLimit(SettingsText.limit(view.concurrencyMax(), view.rate()))
                    .setRunning(view.running()));
        }
        if (reply.more()) {
            response.setNextPage(reply.limits().getLast().name());
        }
        return response.build();
    }

    DeleteLimitResponse deleteLimit(DeleteLimitRequest request) {
        ErrorMap.reply(dispatch.deleteLimit(new DeleteLimit(limit(request.getName()), Asking.origin())));
        return DeleteLimitResponse.getDefaultInstance();
    }

    private static LimitName limit(String name) {
        return new LimitName(Asking.namespace(), name);
    }
}
