package org.cabas.service.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.cabas.service.start.StartFailure;

/** How the broker of the published Zeebe distribution is found, launched, and asked whether a leader is in good health. */
final class ZeebeProgram implements ServerProgram {
    /** The version that the build unpacks; the same as {@code zeebe.version} of the root {@code pom.xml}. */
    static final String VERSION = "8.5.8";

    /** How it is told where its data are. */
    static final String DATA = "-Dzeebe.broker.data.directory=";

    private static final Pace PACE = new Pace(Duration.ofMillis(100), Duration.ofSeconds(30));
    private static final int ANSWER_MILLIS = 2000;
    private static final long MEGABYTE = 1 << 20;

    /** Less than this on the disk, and the broker refuses what it is sent; it stops writing altogether at half of it. */
    private static final int REFUSES_BELOW_MEGABYTES = 256;

    /** Ctrl-C and the end of a terminal reach a whole group of processes: the broker is to end after the service, not with it. */
    private static final List<String> OF_ITS_OWN = List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path distribution;
    private final boolean controlledClock;

    /**
     * A broker of the distribution that the build has unpacked.
     *
     * @param controlledClock whether tests may move its clock, on the management port
     */
    ZeebeProgram(Path binariesFolder, boolean controlledClock) {
        this.distribution = binariesFolder.toAbsolutePath().resolve("zeebe").resolve("camunda-zeebe-" + VERSION);
        this.controlledClock = controlledClock;
    }

    /** Which port is for what; clients of the service speak to the gateway only. */
    record Ports(int gateway, int rest, int management, int command, int internal) {
        static final int COUNT = 5;

        static Ports of(List<Integer> ports) {
            return new Ports(ports.get(0), ports.get(1), ports.get(2), ports.get(3), ports.get(4));
        }
    }

    @Override
    public String name() {
        return "engine";
    }

    @Override
    public Pace pace() {
        return PACE;
    }

    @Override
    public void unpack(Consumer<String> progress) throws StartFailure {
        if (!Files.isDirectory(libraries())) {
            throw new StartFailure(say("binaries.absent"));
        }
    }

    private Path libraries() {
        return distribution.resolve("lib");
    }

    /** Those of the time before if nobody took them: who was told its address finds it there again. */
    @Override
    public List<Integer> choosePorts(ServerFolder folder) throws IOException {
        var file = folder.file("ports");
        if (Files.exists(file)) {
            var kept = Arrays.stream(Files.readString(file).split("\\D+"))
                    .filter(word -> !word.isEmpty())
                    .map(Integer::valueOf)
                    .toList();
            if (kept.size() == Ports.COUNT && FreePorts.areFree(kept)) {
                return kept;
            }
        }
        var chosen = FreePorts.any(Ports.COUNT);
        folder.writeSecretly(file, chosen + "\n");
        return chosen;
    }

    /** It makes what it needs by itself. */
    @Override
    public Optional<Launch> installation(ServerFolder folder) {
        return Optional.empty();
    }

    @Override
    public void prepare(ServerFolder folder) throws IOException {
        Files.createDirectories(folder.data());
        try (var settings = Objects.requireNonNull(ZeebeProgram.class.getResourceAsStream("/demo/zeebe-log.xml"))) {
            Files.copy(settings, logSettings(folder), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Path logSettings(ServerFolder folder) {
        return folder.file("log.xml");
    }

    @Override
    public Process serve(ServerFolder folder, List<Integer> chosen) throws IOException {
        Folders.delete(folder.temporary()); // 14 MB of native library that a killed broker leaves there
        var command = new ArrayList<>(OF_ITS_OWN);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions(folder));
        command.addAll(brokerSettings(folder, Ports.of(chosen)));
        command.add("io.camunda.zeebe.broker.StandaloneBroker");
        var builder = new ProcessBuilder(command).directory(folder.root().toFile());
        // Settings of another Zeebe on this machine are not for this one.
        builder.environment()
                .keySet()
                .removeIf(name -> Stream.of("ZEEBE_", "CAMUNDA_", "SPRING_", "SERVER_", "MANAGEMENT_", "LOGGING_")
                        .anyMatch(name::startsWith));
        return ServerProcess.launch(builder, folder);
    }

    private List<String> javaOptions(ServerFolder folder) {
        return List.of(
                "-Xmx512m",
                "-XX:+UseSerialGC", // a heap this small needs no more, and two cores have other work
                "-XX:TieredStopAtLevel=1", // half the time to start
                "-XX:+AutoCreateSharedArchive", // and half again, from the second start of any broker on this machine
                "-XX:SharedArchiveFile=" + distribution.resolveSibling("classes-" + VERSION + ".jsa"),
                "-Xshare:auto",
                "-Xlog:disable", // what is wrong with that archive is nobody's concern: it is made again
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Djava.net.preferIPv4Stack=true",
                "-Djava.io.tmpdir=" + folder.temporary(),
                "-Dlogging.config=" + logSettings(folder).toUri(),
                "-Dcabas.zeebe.log=" + folder.log(),
                "-Dbasedir=" + folder.root(),
                "-classpath",
                libraries() + "/*");
    }

    private List<String> brokerSettings(ServerFolder folder, Ports ports) {
        return List.of(
                DATA + folder.data(),
                "-Dzeebe.broker.network.host=" + FreePorts.LOOPBACK,
                "-Dzeebe.broker.network.commandApi.port=" + ports.command(),
                "-Dzeebe.broker.network.internalApi.port=" + ports.internal(),
                "-Dzeebe.broker.gateway.enable=true",
                "-Dzeebe.broker.gateway.network.host=" + FreePorts.LOOPBACK,
                "-Dzeebe.broker.gateway.network.port=" + ports.gateway(),
                "-Dserver.address=" + FreePorts.LOOPBACK,
                "-Dserver.port=" + ports.rest(),
                "-Dmanagement.server.address=" + FreePorts.LOOPBACK,
                "-Dmanagement.server.port=" + ports.management(),
                "-Dzeebe.broker.cluster.partitionsCount=1",
                "-Dzeebe.broker.data.logSegmentSize=32MB", // files of the log are taken from the disk whole
                "-Dzeebe.broker.data.disk.freeSpace.processing=" + REFUSES_BELOW_MEGABYTES + "MB",
                "-Dzeebe.broker.data.disk.freeSpace.replication=" + REFUSES_BELOW_MEGABYTES / 2 + "MB",
                "-Dzeebe.broker.experimental.rocksdb.memoryLimit=64MB",
                "-Dzeebe.clock.controlled=" + controlledClock,
                "-Dspring.main.banner-mode=off");
    }

    @Override
    public boolean answers(List<Integer> chosen) {
        var ports = Ports.of(chosen);
        try (var gateway = new Socket()) {
            gateway.connect(new InetSocketAddress(InetAddress.ofLiteral(FreePorts.LOOPBACK), ports.gateway()));
            return hasHealthyLeader(topology(ports.rest()));
        } catch (IOException e) {
            return false;
        }
    }

    private static JsonNode topology(int port) throws IOException {
        var address = URI.create("http://" + FreePorts.LOOPBACK + ":" + port + "/v1/topology");
        var connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout(ANSWER_MILLIS);
        connection.setReadTimeout(ANSWER_MILLIS);
        try (var answer = connection.getInputStream()) {
            return JSON.readTree(answer);
        }
    }

    private static boolean hasHealthyLeader(JsonNode topology) {
        return topology.path("brokers").findValues("partitions").stream()
                .flatMap(partitions -> partitions.valueStream())
                .anyMatch(partition -> partition.path("role").asText().equals("leader")
                        && partition.path("health").asText().equals("healthy"));
    }

    /** It is told while there is still some room left. */
    @Override
    public Optional<String> hindrance(ServerFolder folder) throws IOException {
        var free = Files.getFileStore(folder.root()).getUsableSpace() / MEGABYTE;
        return free < 2 * REFUSES_BELOW_MEGABYTES
                ? Optional.of(say("disk.short", free, folder.root(), REFUSES_BELOW_MEGABYTES))
                : Optional.empty();
    }
}
