package org.cabas.service;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Whether there is a Docker to use, found out in a blink: looking for one the thorough way takes half a minute. */
final class Docker {
    private static final long PATIENCE_SECONDS = 2;
    private static final String UNIX = "unix://";
    private static final int ANSWER_BYTES = 64;

    private Docker() {}

    /** A Docker on a local socket that answers its ping; one elsewhere, by {@code DOCKER_HOST}, is believed. */
    static boolean answersQuickly() {
        var host = System.getenv().getOrDefault("DOCKER_HOST", UNIX + "/var/run/docker.sock");
        if (!host.startsWith(UNIX)) {
            return true;
        }
        var socket = Path.of(host.substring(UNIX.length()));
        return Files.exists(socket)
                && CompletableFuture.supplyAsync(() -> answersPing(socket))
                        .completeOnTimeout(false, PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .join();
    }

    private static boolean answersPing(Path socket) {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(StandardCharsets.US_ASCII.encode("GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n"));
            var answer = ByteBuffer.allocate(ANSWER_BYTES);
            channel.read(answer);
            return StandardCharsets.US_ASCII.decode(answer.flip()).toString().contains(" 200 ");
        } catch (IOException e) {
            return false;
        }
    }
}
