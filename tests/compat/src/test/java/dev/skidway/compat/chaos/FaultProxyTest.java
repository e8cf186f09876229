package dev.skidway.compat.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.compat.chaos.FaultProxy.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The proxy before a server that sends back what it gets; connections meet its kinds in their order. */
@Timeout(60)
class FaultProxyTest {

    /** More than any plan lets pass. */
    private static final int BYTES = 40_000;

    private ServerSocket echo;
    private FaultProxy proxy;

    @BeforeEach
    void open() throws IOException {
        echo = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
        proxy = FaultProxy.to(URI.create("http://127.0.0.1:" + echo.getLocalPort()), new Chance(7));
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void cutsInsideTheRequestAndInsideTheAnswer() throws IOException {
        assertThat(bytesThatComeBack()).isLessThan(BYTES);
        assertThat(bytesThatComeBack()).isLessThan(BYTES);

        assertThat(times(Kind.CUT_REQUEST)).isOne();
        assertThat(times(Kind.CUT_RESPONSE)).isOne();
    }

    @Test
    void delaysAndLetsEverythingThrough() throws IOException {
        passOver(2);

        assertThat(bytesThatComeBack()).isEqualTo(BYTES);
        assertThat(times(Kind.DELAY)).isPositive();
    }

    @Test
    void fallsSilentWhileBothEndsStayConnected() throws IOException {
        passOver(3);
        for (Kind kind : new Kind[] {Kind.SILENT_REQUEST, Kind.SILENT_RESPONSE}) {
            try (Socket client = connect()) {
                client.setSoTimeout(300);
                client.getOutputStream().write(new byte[BYTES]);

                assertThatThrownBy(() -> client.getInputStream().readNBytes(BYTES))
                        .as("%s", kind)
                        .isInstanceOf(SocketTimeoutException.class);
                assertThat(times(kind)).isOne();
            }
        }
    }

    @Test
    void strikesNothingOnceItIsCalm() throws IOException {
        proxy.calm();

        for (int i = 0; i < Kind.values().length; i++) {
            assertThat(bytesThatComeBack()).isEqualTo(BYTES);
        }
        assertThat(proxy.struckCount()).isZero();
    }

    private void passOver(int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            bytesThatComeBack();
        }
    }

    private int bytesThatComeBack() throws IOException {
        try (Socket client = connect()) {
            client.getOutputStream().write(new byte[BYTES]);
            client.shutdownOutput();
            return client.getInputStream().readAllBytes().length;
        } catch (SocketException e) {
            // A reset, after which nobody knows what had arrived.
            return 0;
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.address().getPort());
    }

    private long times(Kind kind) {
        return proxy.struckCount(kind);
    }

    private void serve() {
        try {
            while (true) {
                Socket client = echo.accept();
                Thread.ofVirtual().start(() -> sendBack(client));
            }
        } catch (IOException e) {
            // The end of the test.
            return;
        }
    }

    private static void sendBack(Socket client) {
        try (client;
                InputStream in = client.getInputStream()) {
            in.transferTo(client.getOutputStream());
        } catch (IOException e) {
            // The proxy cut it, which is what it is there for.
            return;
        }
    }
}
