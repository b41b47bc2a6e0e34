package org.cabas.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What bpmnlint says about the diagrams, by its recommended rules. It comes from the npm registry in the version of
 * {@code src/test/bpmnlint/package-lock.json}; without npm, or without the registry, the tests are left out with a word, or fail
 * where the environment says {@code CABAS_NPM_REQUIRED=1}, as {@code .ci/run} does.
 */
class DiagramsAreSoundTest {
    private static final Path TOOL = Path.of("target", "bpmnlint");
    private static final Path DIAGRAMS = Path.of("src", "main", "resources", "bpmn");
    private static final int MINUTES = 5;

    private record Said(int code, String words) {}

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        Files.createDirectories(TOOL);
        for (var file : List.of("package.json", "package-lock.json", ".bpmnlintrc")) {
            Files.write(TOOL.resolve(file), Files.readAllBytes(Path.of("src", "test", "bpmnlint", file)));
        }
        var installed = isThere("npm")
                ? run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"))
                : new Said(1, "There is no npm on this machine (apt-get install npm)");
        var without = "Diagrams are not looked at by bpmnlint: " + installed.words();
        if ("1".equals(System.getenv("CABAS_NPM_REQUIRED"))) {
            assertThat(installed.code()).as(without).isZero();
        }
        assumeTrue(installed.code() == 0, without);
    }

    @Test
    void bpmnlint_finds_nothing_in_any_diagram() throws Exception {
        try (var all = Files.list(DIAGRAMS)) {
            var diagrams = all.filter(each -> each.toString().endsWith(".bpmn")).toList();
            assertThat(diagrams).hasSizeGreaterThanOrEqualTo(3);
            var said = lint(diagrams);
            assertThat(said.code()).as(said.words()).isZero();
        }
    }

    @Test
    void a_diagram_whose_way_out_has_lost_its_name_is_found(@TempDir Path folder) throws Exception {
        var sound = Files.readString(DIAGRAMS.resolve("enrollment.bpmn"));
        var flawed = sound.replaceFirst("(<bpmn:endEvent id=\"[^\"]*\") name=\"[^\"]*\"", "$1");
        assertThat(flawed).isNotEqualTo(sound);
        var said = lint(List.of(Files.writeString(folder.resolve("flawed.bpmn"), flawed)));
        assertThat(said.code()).isNotZero();
        assertThat(said.words()).contains("label-required");
    }

    private static Said lint(List<Path> diagrams) throws IOException, InterruptedException {
        var program = Stream.of(
                TOOL.resolve("node_modules/.bin/bpmnlint").toAbsolutePath().toString(), "--max-warnings=0");
        return run(Stream.concat(
                        program,
                        diagrams.stream().map(each -> each.toAbsolutePath().toString()))
                .toList());
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static Said run(List<String> command) throws IOException, InterruptedException {
        var said = TOOL.resolve("said.txt");
        var process = new ProcessBuilder(command)
                .directory(TOOL.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            return new Said(1, "no answer from " + command.getFirst());
        }
        return new Said(process.exitValue(), Files.readString(said));
    }
}
