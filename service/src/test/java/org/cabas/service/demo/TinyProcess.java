package org.cabas.service.demo;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.zeebe.model.bpmn.Bpmn;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A process with a step, a day's wait and another step, which shows what an engine remembers. */
final class TinyProcess implements AutoCloseable {
    static final String FIRST = "pick";
    static final String AFTER_A_DAY = "deliver";

    private static final String ID = "basket";
    private static final Duration A_JOB_COMES = Duration.ofSeconds(30);
    private static final Duration NO_JOB_COMES = Duration.ofSeconds(1);

    private final CamundaClient client;

    TinyProcess(EmbeddedZeebe engine) {
        client = CamundaClient.newClientBuilder()
                .grpcAddress(URI.create("http://" + engine.address()))
                .preferRestOverGrpc(false)
                .build();
    }

    void deploy() {
        var process = Bpmn.createExecutableProcess(ID)
                .startEvent()
                .serviceTask("first", task -> task.zeebeJobType(FIRST))
                .intermediateCatchEvent("wait", event -> event.timerWithDuration("P1D"))
                .serviceTask("second", task -> task.zeebeJobType(AFTER_A_DAY))
                .endEvent()
                .done();
        client.newDeployResourceCommand()
                .addProcessModel(process, ID + ".bpmn")
                .send()
                .join();
    }

    /** @return the key of the instance */
    long begin(String what) {
        return client.newCreateInstanceCommand()
                .bpmnProcessId(ID)
                .latestVersion()
                .variables(Map.of("what", what))
                .send()
                .join()
                .getProcessInstanceKey();
    }

    /** A job of that type, waited for; it is given again at once, unless it is completed. */
    ActivatedJob awaitJob(String type) {
        return jobs(type, A_JOB_COMES).getFirst();
    }

    boolean hasJob(String type) {
        return !jobs(type, NO_JOB_COMES).isEmpty();
    }

    private List<ActivatedJob> jobs(String type, Duration patience) {
        return client.newActivateJobsCommand()
                .jobType(type)
                .maxJobsToActivate(1)
                .timeout(Duration.ofMillis(1))
                .requestTimeout(patience)
                .send()
                .join()
                .getJobs();
    }

    void complete(ActivatedJob job) {
        client.newCompleteCommand(job.getKey()).send().join();
    }

    /** How many brokers lead a partition, and what state they are in. */
    List<String> leaders() {
        return client.newTopologyRequest().send().join().getBrokers().stream()
                .flatMap(broker -> broker.getPartitions().stream())
                .map(partition -> partition.getRole() + " " + partition.getHealth())
                .toList();
    }

    @Override
    public void close() {
        client.close();
    }
}
