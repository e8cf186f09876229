package dev.skidway.compat.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.exception.SdkException;

/** One client under chaos: sends, receives and deletes until it is stopped. A failed call is an unknown outcome, no reason to stop. */
final class Client implements Runnable {

    /** Refusals for lack of room name these codes. */
    private static final List<String> NO_ROOM = List.of("SK-ENG-003", "SK-ENG-004");

    private static final long PAUSE_MILLIS = 200;

    private final Sender sender;
    private final Receiver receiver;
    private final History history;
    private final int window;
    private final double sendShare;
    private final Chance chance;
    private volatile boolean stopped;
    private int came;

    /**
     * @param window receives that are under way at once, and as many sends for a sender that allows it
     * @param sendShare how often a receive that brought a full answer goes with a send
     */
    Client(Sender sender, Receiver receiver, History history, int window, double sendShare, Chance chance) {
        this.sender = sender;
        this.receiver = receiver;
        this.history = history;
        this.window = window;
        this.sendShare = sendShare;
        this.chance = chance;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            if (!turn()) {
                Waiting.millis(PAUSE_MILLIS);
            }
        }
    }

    /** False if something failed: the server is dead, starting, or out of room. */
    private boolean turn() {
        List<CompletableFuture<Void>> sends = new ArrayList<>();
        List<CompletableFuture<Integer>> receives = new ArrayList<>();
        int sendsAtOnce = sender instanceof FifoSender ? 1 : window;
        boolean idle = came == 0;
        for (int i = 0; i < sendsAtOnce; i++) {
            if (idle || chance.nextDouble() < sendShare * came / (Sender.BATCH * window)) {
                sends.add(sender.send());
            }
        }
        for (int i = 0; i < window; i++) {
            receives.add(receiver.receive(idle ? 1 : 0));
        }
        boolean well = true;
        for (CompletableFuture<Void> send : sends) {
            well &= brought(send.thenApply(sent -> 0)) >= 0;
        }
        came = 0;
        for (CompletableFuture<Integer> receive : receives) {
            int messages = brought(receive);
            well &= messages >= 0;
            came += Math.max(0, messages);
        }
        return well;
    }

    /** How many messages a call brought; -1 if it failed. */
    private int brought(CompletableFuture<Integer> call) {
        try {
            return call.join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof SdkException failure)) {
                throw e;
            }
            String message = String.valueOf(failure.getMessage());
            if (NO_ROOM.stream().anyMatch(message::contains)) {
                history.refused();
            }
            return -1;
        }
    }
}
