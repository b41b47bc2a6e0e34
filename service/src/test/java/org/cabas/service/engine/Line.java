package org.cabas.service.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between the service and the engine, on loopback: cuts the line, or loses what the engine answers. */
final class Line implements AutoCloseable {
    private final ServerSocket door;
    private final InetSocketAddress engine;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile boolean deaf;

    /** @param engine its gateway, {@code host:port} */
    Line(String engine) throws IOException {
        var parts = engine.split(":", 2);
        this.engine = new InetSocketAddress(parts[0], Integer.parseInt(parts[1]));
        this.door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::accept);
    }

    String address() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    /** Nothing gets through any more. */
    void cut() {
        cut = true;
        ends.forEach(this::hangUp);
    }

    /** What is sent gets through, and what is answered gets lost. */
    void deafen() {
        deaf = true;
    }

    /** Everything gets through, over new connections. */
    void mend() {
        deaf = false;
        ends.forEach(this::hangUp);
        cut = false;
    }

    private void accept() {
        try {
            while (true) {
                connect(door.accept());
            }
        } catch (IOException closed) {
            ends.forEach(this::hangUp);
        }
    }

    private void connect(Socket service) {
        ends.add(service);
        try {
            if (cut) {
                hangUp(service);
                return;
            }
            var far = new Socket(engine.getAddress(), engine.getPort());
            ends.add(far);
            Thread.ofPlatform().daemon().start(() -> pass(service, far, false));
            Thread.ofPlatform().daemon().start(() -> pass(far, service, true));
        } catch (IOException away) {
            hangUp(service);
        }
    }

    private void pass(Socket from, Socket to, boolean answers) {
        try {
            copy(from.getInputStream(), to.getOutputStream(), answers);
        } catch (IOException ended) {
            // both ends are hung up below
        } finally {
            hangUp(from);
            hangUp(to);
        }
    }

    private void copy(InputStream in, OutputStream out, boolean answers) throws IOException {
        var bytes = new byte[16_384];
        for (var read = in.read(bytes); read >= 0; read = in.read(bytes)) {
            if (!(deaf && answers)) {
                out.write(bytes, 0, read);
                out.flush();
            }
        }
    }

    private void hangUp(Socket socket) {
        ends.remove(socket);
        try {
            socket.close();
        } catch (IOException gone) {
            // it is what was wanted
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
