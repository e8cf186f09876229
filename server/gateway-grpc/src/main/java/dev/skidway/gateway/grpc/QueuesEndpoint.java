package dev.skidway.gateway.grpc;

import dev.skidway.node.QueueService;
import dev.skidway.queues.CreateQueue;
import dev.skidway.queues.DeleteQueue;
import dev.skidway.queues.DispatchChange;
import dev.skidway.queues.FifoChange;
import dev.skidway.queues.GetQueue;
import dev.skidway.queues.JobSettings;
import dev.skidway.queues.KeyLimits;
import dev.skidway.queues.ListQueues;
import dev.skidway.queues.PurgeQueue;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueSettings;
import dev.skidway.queues.QueueView;
import dev.skidway.queues.SetQueueSettings;
import dev.skidway.queues.SettingsChange;
import dev.skidway.v1.CreateQueueRequest;
import dev.skidway.v1.DeleteLimitRequest;
import dev.skidway.v1.DeleteLimitResponse;
import dev.skidway.v1.DeleteQueueRequest;
import dev.skidway.v1.DeleteQueueResponse;
import dev.skidway.v1.DrainRequest;
import dev.skidway.v1.DrainResponse;
import dev.skidway.v1.ExplainQueueRequest;
import dev.skidway.v1.Explanation;
import dev.skidway.v1.GetQueueRequest;
import dev.skidway.v1.ListKeysRequest;
import dev.skidway.v1.ListKeysResponse;
import dev.skidway.v1.ListLimitsRequest;
import dev.skidway.v1.ListLimitsResponse;
import dev.skidway.v1.ListQueuesRequest;
import dev.skidway.v1.ListQueuesResponse;
import dev.skidway.v1.PauseRequest;
import dev.skidway.v1.PauseResponse;
import dev.skidway.v1.PurgeQueueRequest;
import dev.skidway.v1.PurgeQueueResponse;
import dev.skidway.v1.Queue;
import dev.skidway.v1.QueuesGrpc;
import dev.skidway.v1.ResumeRequest;
import dev.skidway.v1.ResumeResponse;
import dev.skidway.v1.SetKeysRequest;
import dev.skidway.v1.SetKeysResponse;
import dev.skidway.v1.SetLimitRequest;
import dev.skidway.v1.SharedLimit;
import dev.skidway.v1.UpdateQueueRequest;
import io.grpc.stub.StreamObserver;
import java.util.Collections;
import java.util.concurrent.locks.ReentrantLock;

/** The service Queues. */
final class QueuesEndpoint extends QueuesGrpc.QueuesImplBase {

    private final QueueService queues;
    private final Keys keys;
    private final Explaining explaining;
    private final ReentrantLock updating = new ReentrantLock();

    QueuesEndpoint(Services services) {
        this.queues = services.queues();
        this.keys = new Keys(services.dispatch());
        this.explaining = new Explaining(services.jobs(), services.dispatch(), new Looking(services.jobs()));
    }

    @Override
    public void createQueue(CreateQueueRequest request, StreamObserver<Queue> caller) {
        Answers.to(caller, () -> {
            QueueName name = Asking.queue(request.getName());
            SettingsChange settings = SettingsText.change(
                    request.getSettings(), FifoChange.of(name), JobSettings.DEFAULT, KeyLimits.NONE);
            ErrorMap.reply(
                    queues.createQueue(new CreateQueue(name, settings, Collections.emptySortedMap(), Asking.origin())));
            return shown(name);
        });
    }

    @Override
    public void updateQueue(UpdateQueueRequest request, StreamObserver<Queue> caller) {
        Answers.to(caller, () -> {
            QueueName name = Asking.queue(request.getName());
            // What is left out is read before: of two updates at once neither must undo the other.
            updating.lock();
            try {
                QueueSettings before = view(name).settings();
                set(
                        name,
                        SettingsText.change(
                                request.getSettings(),
                                FifoChange.NONE,
                                before.jobs(),
                                before.dispatch().keys()));
            } finally {
                updating.unlock();
            }
            return shown(name);
        });
    }

    @Override
    public void getQueue(GetQueueRequest request, StreamObserver<Queue> caller) {
        Answers.to(caller, () -> shown(Asking.queue(request.getName())));
    }

    @Override
    public void listQueues(ListQueuesRequest request, StreamObserver<ListQueuesResponse> caller) {
        Answers.to(caller, () -> {
            ListQueues.Reply reply = ErrorMap.reply(queues.listQueues(new ListQueues(
                    Asking.namespace(),
                    request.getNamePrefix(),
                    request.getPage().getPage(),
                    Pages.size(request.getPage()))));
            ListQueuesResponse.Builder response = ListQueuesResponse.newBuilder();
            reply.queues().forEach(view -> response.addQueues(SettingsText.shown(view)));
            if (reply.more()) {
                response.setNextPage(reply.queues().getLast().queue().name());
            }
            return response.build();
        });
    }

    @Override
    public void deleteQueue(DeleteQueueRequest request, StreamObserver<DeleteQueueResponse> caller) {
        Answers.to(caller, () -> {
            ErrorMap.reply(queues.deleteQueue(new DeleteQueue(Asking.queue(request.getName()), Asking.origin())));
            return DeleteQueueResponse.getDefaultInstance();
        });
    }

    @Override
    public void purgeQueue(PurgeQueueRequest request, StreamObserver<PurgeQueueResponse> caller) {
        Answers.to(caller, () -> {
            ErrorMap.reply(queues.purgeQueue(new PurgeQueue(Asking.queue(request.getName()), Asking.origin())));
            return PurgeQueueResponse.getDefaultInstance();
        });
    }

    @Override
    public void pause(PauseRequest request, StreamObserver<PauseResponse> caller) {
        Answers.to(caller, () -> {
            if (request.hasKey()) {
                keys.pause(Asking.queue(request.getQueue()), request.getKey(), true, request.getNote());
            } else {
                dispatch(request.getQueue(), DispatchChange.pause(true, request.getNote()));
            }
            return PauseResponse.getDefaultInstance();
        });
    }

    @Override
    public void resume(ResumeRequest request, StreamObserver<ResumeResponse> caller) {
        Answers.to(caller, () -> {
            if (request.hasKey()) {
                keys.pause(Asking.queue(request.getQueue()), request.getKey(), false, "");
            } else {
                dispatch(request.getQueue(), new DispatchChange(null, null, null, false, false, ""));
            }
            return ResumeResponse.getDefaultInstance();
        });
    }

    @Override
    public void drain(DrainRequest request, StreamObserver<DrainResponse> caller) {
        Answers.to(caller, () -> {
            dispatch(request.getQueue(), DispatchChange.drain(true, request.getNote()));
            return DrainResponse.getDefaultInstance();
        });
    }

    @Override
    public void setKeys(SetKeysRequest request, StreamObserver<SetKeysResponse> caller) {
        Answers.to(caller, () -> keys.set(request));
    }

    @Override
    public void listKeys(ListKeysRequest request, StreamObserver<ListKeysResponse> caller) {
        Answers.to(caller, () -> keys.list(request));
    }

    @Override
    public void explainQueue(ExplainQueueRequest request, StreamObserver<Explanation> caller) {
        Answers.to(caller, () -> explaining.queue(request));
    }

    @Override
    public void setLimit(SetLimitRequest request, StreamObserver<SharedLimit> caller) {
        Answers.to(caller, () -> keys.setLimit(request));
    }

    @Override
    public void listLimits(ListLimitsRequest request, StreamObserver<ListLimitsResponse> caller) {
        Answers.to(caller, () -> keys.listLimits(request));
    }

    @Override
    public void deleteLimit(DeleteLimitRequest request, StreamObserver<DeleteLimitResponse> caller) {
        Answers.to(caller, () -> keys.deleteLimit(request));
    }

    private void dispatch(String queue, DispatchChange change) {
        set(Asking.queue(queue), new SettingsChange(change));
    }

    private void set(QueueName name, SettingsChange change) {
        ErrorMap.reply(queues.setQueueSettings(new SetQueueSettings(name, change, Asking.origin())));
    }

    private Queue shown(QueueName name) {
        return SettingsText.shown(view(name));
    }

    private QueueView view(QueueName name) {
        return ErrorMap.reply(queues.getQueue(new GetQueue(name)));
    }
}
