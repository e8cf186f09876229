package dev.skidway.load;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One keep-alive connection that carries one request at a time and scans the answer where it was read.
 *
 * <p>Made for little work on the client's side: no header objects, no copies. Used by one thread, except {@link #close()},
 * which any thread may call to end a request that hangs.
 */
final class HttpLink implements Closeable {

    private static final int BUFFER_BYTES_MIN = 32 * 1024;
    private static final int ANSWER_BYTES_MAX = 16 * 1024 * 1024;
    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_OFFSET = "HTTP/1.1 ".length();

    private final SocketChannel channel;
    private byte[] bytes = new byte[BUFFER_BYTES_MIN];
    private ByteBuffer buffer = ByteBuffer.wrap(bytes);
    private int status;
    private int bodyStart;
    private int bodyEnd;

    HttpLink(InetSocketAddress address) throws IOException {
        channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(address);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Sends the request and reads the whole answer; returns its status. The answer stays readable until the next call. */
    int exchange(ByteBuffer request) throws IOException {
        while (request.hasRemaining()) {
            channel.write(request);
        }
        buffer.clear();
        bodyStart = readHead();
        status = number(STATUS_OFFSET, STATUS_OFFSET + 3);
        bodyEnd = bodyStart + contentLength();
        ensureRoom(bodyEnd);
        while (buffer.position() < bodyEnd) {
            readSome();
        }
        return status;
    }

    byte[] bytes() {
        return bytes;
    }

    int bodyStart() {
        return bodyStart;
    }

    int bodyEnd() {
        return bodyEnd;
    }

    String bodyText() {
        return new String(bytes, bodyStart, bodyEnd - bodyStart, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private int readHead() throws IOException {
        int scanned = 0;
        while (true) {
            ensureRoom(buffer.position() + 1);
            readSome();
            for (int i = Math.max(scanned, 3); i < buffer.position(); i++) {
                if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                    return i + 1;
                }
            }
            scanned = buffer.position();
        }
    }

    private void readSome() throws IOException {
        if (channel.read(buffer) < 0) {
            throw new EOFException(
                    "the server closed the connection after " + buffer.position() + " bytes of an answer");
        }
    }

    private int contentLength() throws IOException {
        for (int line = STATUS_OFFSET; line < bodyStart - CONTENT_LENGTH.length; line++) {
            if (bytes[line - 1] == '\n' && isContentLength(line)) {
                int from = line + CONTENT_LENGTH.length;
                while (bytes[from] == ' ') {
                    from++;
                }
                int to = from;
                while (bytes[to] >= '0' && bytes[to] <= '9') {
                    to++;
                }
                return number(from, to);
            }
        }
        throw new IOException("expected an answer with a Content-Length, found status " + status + " without one");
    }

    private boolean isContentLength(int line) {
        for (int i = 0; i < CONTENT_LENGTH.length; i++) {
            if (Character.toLowerCase(bytes[line + i]) != CONTENT_LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int from, int to) throws IOException {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || value > ANSWER_BYTES_MAX) {
                throw new IOException("expected a number of at most " + ANSWER_BYTES_MAX + " in an answer's head");
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private void ensureRoom(int size) throws IOException {
        if (size > ANSWER_BYTES_MAX) {
            throw new IOException("expected an answer of at most " + ANSWER_BYTES_MAX + " bytes, found " + size);
        }
        if (size > bytes.length) {
            int position = buffer.position();
            bytes = Arrays.copyOf(bytes, Math.max(size, bytes.length * 2));
            buffer = ByteBuffer.wrap(bytes);
            buffer.position(position);
        }
    }
}
