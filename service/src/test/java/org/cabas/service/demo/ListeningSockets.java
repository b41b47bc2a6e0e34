package org.cabas.service.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where a process listens, as the kernel tells it in {@code /proc}. */
final class ListeningSockets {
    private static final String LISTENS = "0A";
    private static final String LOOPBACK = "0100007F";
    private static final String LOOPBACK_IN_IPV6 = "0000000000000000FFFF00000100007F";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private ListeningSockets() {}

    /** @param address as the kernel writes it, hexadecimal */
    record Socket(String address, int port) {
        boolean isOnLoopbackOnly() {
            return address.equals(LOOPBACK) || address.equals(LOOPBACK_IN_IPV6);
        }
    }

    /** All TCP sockets on which the process takes connections. */
    static List<Socket> of(ProcessHandle process) throws IOException {
        var own = inodes(process);
        var sockets = new ArrayList<Socket>();
        for (var table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (var line : Files.readAllLines(Path.of(table))) {
                var fields = line.strip().split("\\s+");
                if (fields[STATE].equals(LISTENS) && own.contains("socket:[" + fields[INODE] + "]")) {
                    var local = fields[LOCAL_ADDRESS].split(":");
                    sockets.add(new Socket(local[0], Integer.parseInt(local[1], 16)));
                }
            }
        }
        return sockets;
    }

    private static Set<String> inodes(ProcessHandle process) throws IOException {
        var found = new HashSet<String>();
        try (var descriptors = Files.newDirectoryStream(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            for (var descriptor : descriptors) {
                if (Files.isSymbolicLink(descriptor)) {
                    found.add(Files.readSymbolicLink(descriptor).toString());
                }
            }
        }
        return found;
    }
}
