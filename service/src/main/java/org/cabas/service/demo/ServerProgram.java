package org.cabas.service.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.cabas.service.start.StartFailure;
import org.cabas.service.start.Wording;

/** What a {@link LocalServer} has to know about the one program that it runs. */
interface ServerProgram {

    /** What the keys of its sentences in {@code messages/start.properties} begin with. */
    String name();

    /** How often it is asked whether it answers, and how often people are told that it doesn't yet. */
    Pace pace();

    record Pace(Duration lookAgain, Duration tellAgain) {}

    /** Puts the program where it can be run, if it isn't there yet. */
    void unpack(Consumer<String> progress) throws StartFailure;

    /** Ports on loopback that are free at this moment, the one that clients are told first. */
    List<Integer> choosePorts(ServerFolder folder) throws IOException, StartFailure;

    /** What makes the data of a new folder, in {@link ServerFolder#unfinishedData()}; none when the server does so itself. */
    Optional<Launch> installation(ServerFolder folder);

    /** What has to be in the folder before the server is launched the first time, or again after a crash. */
    void prepare(ServerFolder folder) throws IOException;

    /** Launches the server on the folder's data. */
    Process serve(ServerFolder folder, List<Integer> ports) throws IOException;

    /** Whether a client could work with it now. */
    boolean answers(List<Integer> ports) throws InterruptedException;

    /** A French sentence about what keeps it from working though it lives, such as a full disk. */
    default Optional<String> hindrance(ServerFolder folder) throws IOException {
        return Optional.empty();
    }

    /** A process that is yet to be started. */
    interface Launch {
        Process run() throws IOException;
    }

    /** One of its sentences. */
    default String say(String key, Object... blanks) {
        return Wording.say(name() + "." + key, blanks);
    }
}
