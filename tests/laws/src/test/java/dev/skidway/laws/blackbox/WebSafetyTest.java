package dev.skidway.laws.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.app.Server;
import dev.skidway.base.SystemTime;
import dev.skidway.journal.RealDisk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No web page of a stranger and no other machine reaches a port. */
class WebSafetyTest {

    @TempDir
    Path folder;

    private Server server;

    @BeforeEach
    void start() throws IOException {
        server = Server.open(SmallServer.config(Map.of()), RealDisk.open(folder), new SystemTime());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void everyPortRefusesForeignHost() throws IOException {
        for (int port : ports()) {
            assertThat(statusLine(port, "GET / HTTP/1.1\r\nHost: evil.example\r\n"))
                    .as("port %d", port)
                    .contains(" 403 ");
        }
    }

    @Test
    void everyPortRefusesForeignOrigin() throws IOException {
        for (int port : ports()) {
            String request = "POST / HTTP/1.1\r\nHost: localhost:" + port + "\r\nContent-Length: 0\r\nOrigin: ";
            assertThat(statusLine(port, request + "https://evil.example\r\n")).contains(" 403 ");
            assertThat(statusLine(port, request + "null\r\n")).contains(" 403 ");
        }
    }

    @Test
    void everyPortRefusesMissingHost() throws IOException {
        for (int port : ports()) {
            assertThat(statusLine(port, "GET / HTTP/1.1\r\n")).containsPattern(" 40[03] ");
        }
    }

    @Test
    void portsAnswerLocalhostUnderItsNames() throws IOException {
        for (String host : List.of("localhost", "127.0.0.1", "[::1]")) {
            assertThat(statusLine(server.httpPort(), "GET /health/live HTTP/1.1\r\nHost: " + host + "\r\n"))
                    .contains(" 200 ");
        }
    }

    @Test
    void nothingListensBeyondLoopback() throws SocketException {
        List<InetAddress> outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();

        for (InetAddress address : outside) {
            for (int port : ports()) {
                assertThatThrownBy(() -> connect(address, port)).isInstanceOf(IOException.class);
            }
        }
        assertThat(server.readyLine()).contains("http://127.0.0.1:" + server.sqsPort());
    }

    private static void connect(InetAddress address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 1000);
        }
    }

    private int[] ports() {
        return new int[] {server.sqsPort(), server.httpPort()};
    }

    private static String statusLine(int port, String head) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String line = answer.readLine();
            return line == null ? "(closed without an answer)" : line;
        }
    }
}
