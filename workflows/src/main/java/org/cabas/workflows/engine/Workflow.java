package org.cabas.workflows.engine;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.UserTask;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One process as its BPMN diagram says it: what the engine runs and what people see is the same file. */
public final class Workflow {
    private final String xml;
    private final String id;
    private final String name;
    private final Map<String, String> names;
    private final Set<String> tasks;
    private final Set<String> types;

    private Workflow(String xml, BpmnModelInstance model) {
        var process = model.getModelElementsByType(Process.class).iterator().next();
        this.xml = xml;
        this.id = process.getId();
        this.name = process.getName();
        this.names = new LinkedHashMap<>();
        for (var node : model.getModelElementsByType(FlowNode.class)) {
            names.put(node.getId(), Optional.ofNullable(node.getName()).orElse(""));
        }
        this.tasks = model.getModelElementsByType(UserTask.class).stream()
                .map(UserTask::getId)
                .collect(Collectors.toUnmodifiableSet());
        this.types = model.getModelElementsByType(ZeebeTaskDefinition.class).stream()
                .map(ZeebeTaskDefinition::getType)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Reads the diagram of a process that this module holds.
     *
     * @param id of the process, and the name of its file
     * @throws IllegalArgumentException where there is none
     */
    public static Workflow of(String id) {
        try (var file = Workflow.class.getResourceAsStream("/bpmn/" + id + ".bpmn")) {
            if (file == null) {
                throw new IllegalArgumentException("no process " + id);
            }
            var xml = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return of(id, xml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a diagram; the process in it must have that id. */
    static Workflow of(String id, String xml) {
        var model = Bpmn.readModelFromStream(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        var workflow = new Workflow(xml, model);
        if (!workflow.id.equals(id)) {
            throw new IllegalArgumentException("the process of " + id + " is called " + workflow.id);
        }
        return workflow;
    }

    /** The id of the process. */
    public String id() {
        return id;
    }

    /** What people call the process, in French. */
    public String name() {
        return name;
    }

    /** The diagram. */
    public String xml() {
        return xml;
    }

    /** What the diagram calls an element, in French; nothing for one that this version of the process doesn't have. */
    public Optional<String> name(String element) {
        return Optional.ofNullable(names.get(element)).filter(words -> !words.isEmpty());
    }

    /** Whether the diagram has such an element. */
    public boolean has(String element) {
        return names.containsKey(element);
    }

    /** The ids of the tasks for people. */
    public Set<String> tasks() {
        return tasks;
    }

    /** The types of the steps that the service takes. */
    public Set<String> types() {
        return types;
    }

    /** The ids of all elements that something passes through. */
    public List<String> elements() {
        return List.copyOf(names.keySet());
    }
}
