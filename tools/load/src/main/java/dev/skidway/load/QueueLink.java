package dev.skidway.load;

import dev.skidway.load.JsonTokens.Token;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/** A link over SQS: prepared requests over plain HTTP. */
final class QueueLink implements Link {

    private static final byte[] SUCCESSFUL = Calls.ascii("Successful");
    private static final byte[] ID = Calls.ascii("Id");
    private static final byte[] BODY = Calls.ascii("Body");
    private static final byte[] RECEIPT_HANDLE = Calls.ascii("ReceiptHandle");
    private static final int MESSAGE_DEPTH = 3;

    private final LoadRun.Setting setting;
    private final Ledger ledger;
    private final SendCall send;
    private final ByteBuffer receive;
    private final int receiveUrlStart;
    private final DeleteCall delete;
    private final byte[] expectedBody;
    private final JsonTokens tokens = new JsonTokens();
    private final long[] numbers = new long[LoadOptions.BATCH_MAX];
    private final long[] intendedNanos = new long[LoadOptions.BATCH_MAX];
    private volatile HttpLink http;
    private int received;
    private BooleanSupplier keeps = () -> false;

    QueueLink(LoadRun.Setting setting, Ledger ledger, int waitSeconds) throws IOException {
        this.setting = setting;
        this.ledger = ledger;
        LoadOptions options = setting.options();
        Calls calls = new Calls(setting.target().host());
        QueueSet queues = setting.queues();
        send = new SendCall(calls, queues, options.batch(), options.bodyBytes(), options.mode() == Mode.TIMERS);
        receive = calls.receive(queues.firstUrl(), options.batch(), waitSeconds);
        receiveUrlStart = QueueSet.urlStart(receive.array());
        delete = new DeleteCall(calls, queues, options.batch() == 1);
        expectedBody = MessageBody.blank(options.bodyBytes());
        http = new HttpLink(setting.target().sqs());
    }

    @Override
    public void reopen() throws IOException {
        http.close();
        http = new HttpLink(setting.target().sqs());
    }

    /** Asks this for every message received from now on whether it stays leased instead of being deleted. */
    void keepWhen(BooleanSupplier keep) {
        keeps = keep;
    }

    /** Aims what follows at the queue of that number. */
    void aim(int queue) {
        send.aim(queue);
        setting.queues().aim(receive.array(), receiveUrlStart, queue);
        delete.aim(queue);
    }

    @Override
    public int send(long dueNanos) throws IOException {
        long first = ledger.take(send.count());
        return acknowledged(first, send.of(first, dueNanos));
    }

    /** The same, each message delayed by so many seconds from that time on. */
    int send(long fromNanos, int[] delaySeconds) throws IOException {
        long first = ledger.take(send.count());
        return acknowledged(first, send.delayed(first, fromNanos, delaySeconds));
    }

    private int acknowledged(long first, ByteBuffer request) throws IOException {
        expectOk(http.exchange(request), "send");
        if (send.count() == 1) {
            ledger.acknowledged(first);
            return 1;
        }
        return countSuccessful(first);
    }

    @Override
    public int receive() throws IOException {
        expectOk(http.exchange(receive.rewind()), "receive");
        delete.clear();
        received = 0;
        int handles = 0;
        byte[] bytes = http.bytes();
        tokens.over(bytes, http.bodyStart(), http.bodyEnd());
        for (Token token = tokens.next(); token != Token.END; token = tokens.next()) {
            if (token == Token.KEY && tokens.depth() == MESSAGE_DEPTH) {
                if (tokens.is(RECEIPT_HANDLE)) {
                    tokens.next();
                    handles++;
                    if (!keeps.getAsBoolean()) {
                        delete.add(bytes, tokens.start(), tokens.stop());
                    }
                } else if (tokens.is(BODY)) {
                    tokens.next();
                    book(bytes, tokens.start(), tokens.stop());
                }
            }
        }
        if (received != handles) {
            throw new UnexpectedAnswer("a body and a handle in each message", http.bodyText());
        }
        return received;
    }

    @Override
    public long number(int index) {
        return numbers[index];
    }

    @Override
    public long intendedNanos(int index) {
        return intendedNanos[index];
    }

    @Override
    public int deleteReceived() throws IOException {
        int count = delete.count();
        if (count == 0) {
            return 0;
        }
        expectOk(http.exchange(delete.request()), "delete");
        return setting.options().batch() == 1 ? count : countSuccessful(-1);
    }

    @Override
    public void close() throws IOException {
        http.close();
    }

    private void book(byte[] bytes, int start, int stop) throws IOException {
        if (received == intendedNanos.length || stop - start < MessageBody.HEAD_BYTES) {
            throw new UnexpectedAnswer("at most " + intendedNanos.length + " messages of this run", http.bodyText());
        }
        numbers[received] = MessageBody.number(bytes, start);
        intendedNanos[received] = MessageBody.intendedNanos(bytes, start);
        ledger.received(numbers[received++]);
        if (setting.options().verify()
                && !Arrays.equals(
                        bytes,
                        start + MessageBody.HEAD_BYTES,
                        stop,
                        expectedBody,
                        MessageBody.HEAD_BYTES,
                        expectedBody.length)) {
            ledger.altered();
        }
    }

    /** Counts the entries that succeeded; with a first number given, books each of them as acknowledged. */
    private int countSuccessful(long firstNumber) throws IOException {
        boolean successful = false;
        int count = 0;
        tokens.over(http.bytes(), http.bodyStart(), http.bodyEnd());
        for (Token token = tokens.next(); token != Token.END; token = tokens.next()) {
            if (token == Token.KEY && tokens.depth() == 1) {
                successful = tokens.is(SUCCESSFUL);
            } else if (successful && token == Token.KEY && tokens.is(ID)) {
                tokens.next();
                int id = http.bytes()[tokens.start()] - '0';
                if (tokens.stop() - tokens.start() != 1 || id < 0 || id >= LoadOptions.BATCH_MAX) {
                    throw new UnexpectedAnswer("the ids of the request", http.bodyText());
                }
                count++;
                if (firstNumber >= 0) {
                    ledger.acknowledged(firstNumber + id);
                }
            }
        }
        return count;
    }

    private void expectOk(int status, String verb) throws UnexpectedAnswer {
        if (status != 200) {
            throw new UnexpectedAnswer("status 200 to a " + verb, "status " + status + ": " + http.bodyText());
        }
    }
}
