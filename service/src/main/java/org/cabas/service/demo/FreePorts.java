package org.cabas.service.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports on loopback that nobody listens on. Another process can take one between its choice and its use. */
final class FreePorts {
    static final String LOOPBACK = "127.0.0.1";

    private FreePorts() {}

    /** That many, all different. */
    static List<Integer> any(int count) throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        try {
            while (sockets.size() < count) {
                sockets.add(new ServerSocket(0, 1, InetAddress.ofLiteral(LOOPBACK)));
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
