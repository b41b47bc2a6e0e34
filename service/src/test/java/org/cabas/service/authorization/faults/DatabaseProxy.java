package org.cabas.service.authorization.faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.cabas.service.authorization.faults.Mischief.Sent;
import org.cabas.service.authorization.faults.Mischief.Way;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the service and MariaDB, on loopback, and reads along: the client's packets are framed by a length of three
 * bytes and a number, and a statement is a packet with number 0 whose first byte is COM_QUERY
 * (mariadb.com/kb/en/clientserver-protocol). Connections are neither encrypted nor compressed.
 */
final class DatabaseProxy implements AutoCloseable {
    private static final int HEADER = 4;
    private static final int COM_QUERY = 3;
    private static final Pattern ADDRESS = Pattern.compile("//([^:/]+):(\\d+)/");

    private final ServerSocket door;
    private final InetSocketAddress database;
    private final String url;
    private volatile Mischief mischief = Mischief.NONE;

    /** @param url the address of a schema, for JDBC */
    DatabaseProxy(String url) throws IOException {
        var address = ADDRESS.matcher(url);
        if (!address.find()) {
            throw new IllegalArgumentException(url);
        }
        this.database = new InetSocketAddress(address.group(1), Integer.parseInt(address.group(2)));
        this.door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        this.url = address.replaceFirst("//127.0.0.1:" + door.getLocalPort() + "/");
        Thread.ofVirtual().start(this::accept);
    }

    /** The address of the same schema, through here. */
    String url() {
        return url;
    }

    /** What happens from now on, on every connection. */
    void suffer(Mischief next) {
        mischief = next;
    }

    /** Sets a trap, in place of what happened so far. */
    Trap set(Trap trap) {
        suffer(trap);
        return trap;
    }

    private void accept() {
        try {
            while (true) {
                var service = door.accept();
                try {
                    var session = new Session(service, new Socket(database.getAddress(), database.getPort()));
                    Thread.ofVirtual().start(session::up);
                    Thread.ofVirtual().start(session::down);
                } catch (IOException away) {
                    service.close();
                }
            }
        } catch (IOException closed) {
            return;
        }
    }

    /** Lets nobody in any more. */
    @Override
    public void close() throws IOException {
        suffer(Mischief.NONE);
        door.close();
    }

    /** One connection of the service and the one that it believes to have. */
    private final class Session {
        private final Socket service;
        private final Socket server;
        private final List<String> transaction = new ArrayList<>();
        private final AtomicReference<@Nullable Sent> unanswered = new AtomicReference<>();
        private volatile boolean silent;

        Session(Socket service, Socket server) throws IOException {
            this.service = service;
            this.server = server;
            service.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        /** Carries packets to the server until the service has no more. */
        void up() {
            try (service;
                    server) {
                var packets = new BufferedInputStream(service.getInputStream());
                for (var packet = packet(packets); packet != null; packet = packet(packets)) {
                    var sent = sent(packet);
                    if (sent != null) {
                        happen(mischief.before(sent));
                        unanswered.set(sent);
                    }
                    if (!silent) {
                        server.getOutputStream().write(packet);
                    }
                }
            } catch (IOException gone) {
                return;
            }
        }

        /** Carries what the server says, until it says no more. */
        void down() {
            try {
                var bytes = new byte[1 << 16];
                for (var read = server.getInputStream().read(bytes);
                        read > 0;
                        read = server.getInputStream().read(bytes)) {
                    var sent = unanswered.getAndSet(null);
                    if (sent != null) {
                        happen(mischief.after(sent));
                    }
                    if (!silent) {
                        service.getOutputStream().write(bytes, 0, read);
                    }
                }
                service.shutdownOutput();
            } catch (IOException gone) {
                return;
            }
        }

        private @Nullable Sent sent(byte[] packet) {
            if (packet[3] != 0 || packet.length == HEADER || packet[HEADER] != COM_QUERY) {
                return null;
            }
            var statement = new String(packet, HEADER + 1, packet.length - HEADER - 1, StandardCharsets.UTF_8);
            transaction.add(statement);
            var sent = new Sent(statement, List.copyOf(transaction));
            if (Sent.isCommit(statement) || statement.equals("ROLLBACK")) {
                transaction.clear();
            }
            return sent;
        }

        private void happen(Way way) throws IOException {
            switch (way) {
                case PASS -> {}
                case CUT -> {
                    reset(service);
                    reset(server);
                    throw new IOException("cut");
                }
                case HALF_CLOSE -> service.shutdownOutput();
                case SILENCE -> silent = true;
            }
        }

        private static void reset(Socket socket) throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    /** The next packet with its header; null at the end. */
    private static byte @Nullable [] packet(InputStream stream) throws IOException {
        var header = stream.readNBytes(HEADER);
        if (header.length < HEADER) {
            return null;
        }
        var length = (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
        var packet = new byte[HEADER + length];
        System.arraycopy(header, 0, packet, 0, HEADER);
        return stream.readNBytes(packet, HEADER, length) < length ? null : packet;
    }
}
