package org.cabas.service.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on loopback that nobody listens on. Another process can take one between its choice and its use. */
final class FreePorts {
    static final String LOOPBACK = "127.0.0.1";

    /**
     * Below those that Linux gives to outgoing connections (from 32768): while a server that died is started again, none of them
     * can take its port, not even a client's own that looks for it there.
     */
    private static final int FIRST = 20_000;

    private static final int AFTER_LAST = 32_768;
    private static final int TRIES = 1_000;

    private FreePorts() {}

    /** That many, all different. */
    static List<Integer> any(int count) throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (var attempt = 1; sockets.size() < count; attempt++) {
                var port = ThreadLocalRandom.current().nextInt(FIRST, AFTER_LAST);
                try {
                    sockets.add(new ServerSocket(port, 1, InetAddress.ofLiteral(LOOPBACK)));
                } catch (IOException e) {
                    if (attempt == TRIES) {
                        throw e;
                    }
                }
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    /** Whether a server could listen on each of them. */
    static boolean areFree(List<Integer> ports) {
        return ports.stream().allMatch(FreePorts::isFree);
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
