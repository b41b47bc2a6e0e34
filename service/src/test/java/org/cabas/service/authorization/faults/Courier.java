package org.cabas.service.authorization.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Carries requests from tills to the service over HTTP/1.1, one a connection, and does it badly. */
final class Courier implements AutoCloseable {

    /** What becomes of one request. */
    enum Luck {
        FAITHFUL,
        /** Delivered twice at once; the till is brought one of the answers. */
        TWICE,
        /** Delivered, and once more at some later time. */
        AGAIN_LATER,
        REQUEST_LOST,
        REPLY_LOST,
        /** The till gets the first half of the answer. */
        REPLY_TORN,
        /** The service is told that the till has nothing more to say before it has answered. */
        HALF_CLOSED
    }

    private static final String END_OF_HEAD = "\r\n\r\n";

    private final ServerSocket door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final URI service;
    private final Supplier<Luck> luck;
    private final Queue<byte[]> later = new ConcurrentLinkedQueue<>();
    private final Queue<String> differing = new ConcurrentLinkedQueue<>();

    /** @param luck what becomes of the next request; asked from many threads */
    Courier(URI service, Supplier<Luck> luck) throws IOException {
        this.service = service;
        this.luck = luck;
        Thread.ofVirtual().start(this::accept);
    }

    /** Where tills bring their requests. */
    URI address() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /** Answers of a request that was delivered twice and answered differently: there must be none. */
    Queue<String> differing() {
        return differing;
    }

    /** Delivers what was kept for later. */
    void deliverTheRest() throws IOException {
        for (var request = later.poll(); request != null; request = later.poll()) {
            deliver(request, false);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private void accept() {
        try {
            while (true) {
                var till = door.accept();
                Thread.ofVirtual().start(() -> carry(till));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void carry(Socket till) {
        try (till) {
            var request = request(till.getInputStream());
            var answer = fate(request, luck.get());
            if (answer.length == 0) {
                till.setSoLinger(true, 0); // a reset, not an end
            } else {
                till.getOutputStream().write(answer);
            }
        } catch (IOException gone) {
            return;
        }
    }

    /** What the till is brought; nothing where its connection breaks. */
    private byte[] fate(byte[] request, Luck befalls) throws IOException {
        return switch (befalls) {
            case FAITHFUL -> deliver(request, false);
            case TWICE -> twice(request);
            case AGAIN_LATER -> {
                later.add(request);
                yield deliver(request, false);
            }
            case REQUEST_LOST -> new byte[0];
            case REPLY_LOST -> Arrays.copyOf(deliver(request, false), 0);
            case REPLY_TORN -> {
                var answer = deliver(request, false);
                yield Arrays.copyOf(answer, answer.length / 2);
            }
            case HALF_CLOSED -> deliver(request, true);
        };
    }

    private byte[] twice(byte[] request) throws IOException {
        var second = CompletableFuture.supplyAsync(() -> {
            try {
                return deliver(request, false);
            } catch (IOException broken) {
                return new byte[0];
            }
        });
        var first = deliver(request, false);
        var other = second.join();
        if (isAnswer(first) && isAnswer(other) && !body(first).equals(body(other))) {
            differing.add(body(first) + " and " + body(other));
        }
        return first;
    }

    private byte[] deliver(byte[] request, boolean thenHalfClose) throws IOException {
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(request);
            if (thenHalfClose) {
                socket.shutdownOutput();
            }
            return socket.getInputStream().readAllBytes();
        }
    }

    /** A request as it came, but to be the only one on its connection. */
    private static byte[] request(InputStream from) throws IOException {
        var read = new ByteArrayOutputStream();
        while (!read.toString(StandardCharsets.ISO_8859_1).endsWith(END_OF_HEAD)) {
            var next = from.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            read.write(next);
        }
        var head = read.toString(StandardCharsets.ISO_8859_1);
        var length = Arrays.stream(head.toLowerCase(Locale.ROOT).split("\r\n"))
                .filter(line -> line.startsWith("content-length:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(head.replaceFirst("\r\n", "\r\nConnection: close\r\n").getBytes(StandardCharsets.ISO_8859_1));
        whole.writeBytes(from.readNBytes(length));
        return whole.toByteArray();
    }

    private static boolean isAnswer(byte[] answer) {
        return new String(answer, StandardCharsets.ISO_8859_1).startsWith("HTTP/1.1 201");
    }

    private static String body(byte[] answer) {
        var text = new String(answer, StandardCharsets.UTF_8);
        return text.substring(text.indexOf(END_OF_HEAD) + END_OF_HEAD.length());
    }
}
