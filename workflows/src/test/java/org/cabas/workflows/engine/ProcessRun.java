package org.cabas.workflows.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.engine.EngineFactory;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import io.camunda.zeebe.protocol.record.value.VariableRecordValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A process on a Zeebe in this JVM, with a clock that moves when it is told to. Steps are taken as soon as they are asked for;
 * tasks wait for the test.
 */
public final class ProcessRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern FLOW = Pattern.compile("<bpmn:sequenceFlow id=\"([^\"]+)\"");

    private final ZeebeTestEngine zeebe;
    private final Engine engine;
    private final Workflow workflow;
    private final Map<String, Map<String, Long>> tasks = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private volatile Duration passed = Duration.ZERO;

    /** Runs a process with the steps that it asks for; what they have their effect in is nothing. */
    public ProcessRun(Workflow workflow, List<Step<String>> steps) {
        this.workflow = workflow;
        this.zeebe = EngineFactory.create();
        zeebe.start();
        this.engine = new Engine(new Engine.Settings(zeebe.getGatewayAddress(), false, ""));
        assertThat(engine.deploy(List.of(workflow))).isEqualTo(new Sent.Done());
        var byType = new HashMap<String, Step<String>>();
        steps.forEach(step -> byType.put(step.type(), step));
        assertThat(byType.keySet()).as("a step for each type of the diagram").isEqualTo(workflow.types());
        engine.serve(byType.keySet(), job -> take(Objects.requireNonNull(byType.get(job.type())), job));
        engine.serve(Set.of(Job.TASK), job -> {
            tasksOf(job.caseFile()).put(job.element(), job.key());
            return true;
        });
    }

    private boolean take(Step<String> step, Job job) {
        try {
            engine.send(new Command.Complete(job.key(), step.effect().on("", job.caseFile())));
            return true;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Begins a file. */
    public String begin() {
        var file = "file-" + numbers.incrementAndGet();
        send(new Command.Begin("begin-" + file, file, workflow.id(), Map.of()));
        return file;
    }

    /** Tells a file that something happened. */
    public void tell(String file, String message) {
        send(new Command.Tell("tell-" + numbers.incrementAndGet(), file, message, Map.of()));
    }

    /** Waits for a task, and does it. */
    public void complete(String file, String element, Map<String, Object> answer) {
        waitForTask(file, element);
        send(new Command.Complete(Objects.requireNonNull(tasksOf(file).remove(element)), answer));
    }

    /** Waits for a task. */
    public void waitForTask(String file, String element) {
        assertThat(workflow.tasks()).contains(element);
        until(() -> tasksOf(file).containsKey(element), "the task " + element + " of " + file);
    }

    /** Waits for whatever must come. */
    public void waitUntil(String what, BooleanSupplier holds) {
        until(holds, what);
    }

    /** The time of its clock. */
    public Instant now() {
        return Instant.now().plus(passed);
    }

    /** Lets time pass; whatever is to happen by it must have been waited for. */
    public void goOn(Duration by) {
        zeebe.increaseTime(by);
        passed = passed.plus(by);
    }

    /** Waits until a file's process got to an element. */
    public void waitFor(String file, String element) {
        waitFor(file, element, 1);
    }

    /** Waits until a file's process got to an element so many times. */
    public void waitFor(String file, String element, int times) {
        assertThat(workflow.has(element)).as(element).isTrue();
        until(
                () -> records(file, ProcessInstanceIntent.ELEMENT_ACTIVATED).stream()
                                .filter(element::equals)
                                .count()
                        >= times,
                file + " at " + element);
    }

    /** Waits until a file's process is over, and gives the ids of all it went through. */
    public Set<String> ended(String file) {
        until(
                () -> records(file, ProcessInstanceIntent.ELEMENT_COMPLETED).contains(workflow.id()),
                "the end of " + file);
        return Set.copyOf(records(file, ProcessInstanceIntent.ELEMENT_COMPLETED));
    }

    /** Fails where a flow of the diagram was not taken by any file; prints how many were. */
    public void everyFlowWasTaken() {
        var taken = taken();
        System.out.printf("%s: %d of %d sequence flows taken%n", workflow.id(), taken.size(), flows().size());
        assertThat(taken).isEqualTo(flows());
    }

    /** The sequence flows of the diagram. */
    private Set<String> flows() {
        return FLOW.matcher(workflow.xml())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    /**
     * The sequence flows that any file took. Zeebe has no record of a flow from an event-based gateway: it was taken where the event
     * that it leads to happened.
     */
    private Set<String> taken() {
        var taken = new TreeSet<String>();
        for (var each : zeebe.getRecordStreamSource().getRecords()) {
            if (each.getIntent() == ProcessInstanceIntent.SEQUENCE_FLOW_TAKEN
                    && each.getValue() instanceof ProcessInstanceRecordValue flow) {
                taken.add(flow.getElementId());
            }
            if (each.getIntent() == ProcessInstanceIntent.ELEMENT_COMPLETED
                    && each.getValue() instanceof ProcessInstanceRecordValue event) {
                var chosen = Pattern.compile("<bpmn:sequenceFlow id=\"([^\"]+)\" sourceRef=\"("
                        + String.join("|", eventGateways()) + ")\" targetRef=\"" + event.getElementId() + "\"");
                chosen.matcher(workflow.xml()).results().forEach(flow -> taken.add(flow.group(1)));
            }
        }
        return taken;
    }

    private List<String> eventGateways() {
        return Pattern.compile("<bpmn:eventBasedGateway id=\"([^\"]+)\"")
                .matcher(workflow.xml())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** The elements that something happened to in a file's process, in its order. */
    private List<String> records(String file, ProcessInstanceIntent intent) {
        var instances = new HashSet<Long>();
        var elements = new ArrayList<String>();
        for (var each : zeebe.getRecordStreamSource().getRecords()) {
            if (each.getValue() instanceof VariableRecordValue variable
                    && variable.getName().equals(Job.CASE_FILE)
                    && variable.getValue().equals("\"" + file + "\"")) {
                instances.add(variable.getProcessInstanceKey());
            }
        }
        for (var each : zeebe.getRecordStreamSource().getRecords()) {
            if (each.getIntent() == intent
                    && each.getValue() instanceof ProcessInstanceRecordValue element
                    && instances.contains(element.getProcessInstanceKey())) {
                elements.add(element.getElementId());
            }
        }
        return elements;
    }

    private Map<String, Long> tasksOf(String file) {
        return tasks.computeIfAbsent(file, f -> new ConcurrentHashMap<>());
    }

    private void send(Command command) {
        assertThat(engine.send(command)).as(command.toString()).isEqualTo(new Sent.Done());
    }

    private static void until(BooleanSupplier holds, String what) {
        var patience = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > patience) {
                throw new AssertionError("waited in vain for " + what);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Override
    public void close() {
        engine.close();
        zeebe.stop();
    }
}
