package org.cabas.workflows.engine;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.response.PartitionBrokerHealth;
import io.grpc.Status;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Zeebe cluster. Nothing here waits for it to come: a command that can't be sent says so at once, and jobs arrive when it is
 * back. Safe for many threads.
 */
public final class Engine implements AutoCloseable {
    /** How long a message waits for its process to get to where it is wanted, and how long its id is remembered. */
    public static final Duration KEPT = Duration.ofDays(7);

    /** An answer takes milliseconds; an engine that takes this long is away, whatever it is doing. */
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** How long a job is ours to take: after this, one that was lost on its way here is given again. */
    private static final Duration TO_TAKE = Duration.ofSeconds(20);

    /** How long a job that was taken is not given again: it is given then, in case that we lost it. */
    private static final Duration TAKEN = Duration.ofHours(1);

    /** What the engine is asked to wait before it gives a job again that could not be taken. */
    private static final Duration UNTIL_AGAIN = Duration.ofSeconds(1);

    private static final int JOBS_AT_ONCE = 32;
    private static final int THREADS = 4;
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final CamundaClient client;

    /**
     * Where the engine is.
     *
     * @param address its gateway, {@code host:port} for gRPC
     * @param encrypted whether by TLS; its certificate must be known to this JVM or be the one of {@code certificate}
     * @param certificate a file with the certificate of who signs for it, or empty
     */
    public record Settings(String address, boolean encrypted, String certificate) {}

    /** Speaks to the engine at an address; it need not be there yet. */
    public Engine(Settings settings) {
        var builder = CamundaClient.newClientBuilder()
                .grpcAddress(URI.create((settings.encrypted() ? "https://" : "http://") + settings.address()))
                .preferRestOverGrpc(false)
                .defaultRequestTimeout(ANSWER)
                .numJobWorkerExecutionThreads(THREADS);
        if (!settings.certificate().isEmpty()) {
            builder.caCertificatePath(settings.certificate());
        }
        client = builder.build();
    }

    /**
     * Whether it can be spoken to: some broker leads each partition. One whose health is in doubt, as after a jump of its clock,
     * answers all the same; and a command that it doesn't answer is sent again.
     */
    public boolean answers() {
        try {
            var topology = answered(client.newTopologyRequest().send().toCompletableFuture());
            var led = topology.getBrokers().stream()
                    .flatMap(broker -> broker.getPartitions().stream())
                    .filter(partition -> partition.isLeader() && partition.getHealth() != PartitionBrokerHealth.DEAD)
                    .count();
            return led > 0 && led == topology.getPartitionsCount();
        } catch (EngineAway away) {
            return false;
        }
    }

    /**
     * Makes the processes known; one that the engine knows already, as it is, changes nothing. Files that go through an older one
     * stay with it.
     *
     * @return refused where the engine does not understand one of them; then none is made known
     * @throws EngineAway when nothing is known of it
     */
    public Sent deploy(Collection<Workflow> workflows) {
        @Nullable DeployResourceCommandStep2 all = null;
        for (var workflow : workflows) {
            var name = workflow.id() + ".bpmn";
            all = (all == null ? client.newDeployResourceCommand() : all)
                    .addResourceString(workflow.xml(), StandardCharsets.UTF_8, name);
        }
        var deployment = all;
        return deployment == null
                ? new Sent.Done()
                : sent(() -> answered(deployment.send().toCompletableFuture()));
    }

    /**
     * Sends a command.
     *
     * @throws EngineAway when nothing is known of it
     */
    public Sent send(Command command) {
        return sent(() -> {
            switch (command) {
                case Command.Begin(var id, var caseFile, var process, var variables) ->
                    publish(id, caseFile, process, with(variables, caseFile));
                case Command.Tell(var id, var caseFile, var message, var variables) ->
                    publish(id, caseFile, message, variables);
                case Command.Complete(var job, var variables) ->
                    answered(client.newCompleteCommand(job)
                            .variables(variables)
                            .send()
                            .toCompletableFuture());
                case Command.Cancel(var instance) ->
                    answered(client.newCancelInstanceCommand(instance).send().toCompletableFuture());
            }
        });
    }

    private static Sent sent(Runnable sending) {
        try {
            sending.run();
            return new Sent.Done();
        } catch (Answer answer) {
            return answer.sent;
        }
    }

    /** Has jobs of these types given to who takes them, from now until this is closed. */
    public void serve(Collection<String> types, Jobs jobs) {
        for (var type : types) {
            client.newWorker()
                    .jobType(type)
                    .handler((answers, job) -> take(job, jobs))
                    .timeout(TO_TAKE)
                    .maxJobsActive(JOBS_AT_ONCE)
                    .name("cabas")
                    .open();
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /** Never fails a job as the engine understands it, which would count against it: what goes wrong here is remembered here. */
    private void take(ActivatedJob given, Jobs jobs) {
        var job = new Job(
                given.getKey(),
                given.getType(),
                given.getBpmnProcessId(),
                given.getProcessDefinitionVersion(),
                given.getElementId(),
                given.getProcessInstanceKey(),
                given.getVariablesAsMap(),
                given.getCustomHeaders());
        try {
            if (!jobs.take(job)) {
                return;
            }
        } catch (RuntimeException fault) {
            LOG.warn("job {} of {} can't be taken now: {}", job.type(), job.process(), fault.getClass());
            client.newFailCommand(given.getKey())
                    .retries(given.getRetries())
                    .retryBackoff(UNTIL_AGAIN)
                    .send()
                    .exceptionally(lost -> null);
            return;
        }
        // It may have been completed already; then there is nothing to keep.
        client.newUpdateTimeoutCommand(given.getKey()).timeout(TAKEN).send().exceptionally(gone -> null);
    }

    private void publish(String id, String caseFile, String name, Map<String, Object> variables) {
        answered(client.newPublishMessageCommand()
                .messageName(name)
                .correlationKey(caseFile)
                .messageId(id)
                .timeToLive(KEPT)
                .variables(variables)
                .send()
                .toCompletableFuture());
    }

    private static Map<String, Object> with(Map<String, Object> variables, String caseFile) {
        var together = new HashMap<>(variables);
        together.put(Job.CASE_FILE, caseFile);
        return together;
    }

    /** An answer that is no fault, on its way to {@link #send}. */
    private static final class Answer extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Sent sent;

        Answer(Sent sent) {
            super(null, null, false, false);
            this.sent = sent;
        }
    }

    private static <T> T answered(CompletableFuture<T> asked) {
        try {
            return asked.get(ANSWER.toMillis() + 1_000, TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw understood(failed.getCause() == null ? failed : failed.getCause());
        } catch (TimeoutException late) {
            throw new EngineAway("no answer", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EngineAway("interrupted", interrupted);
        }
    }

    private static RuntimeException understood(Throwable failure) {
        var status = failure instanceof ClientStatusException said ? said.getStatus() : Status.fromThrowable(failure);
        return switch (status.getCode()) {
            case ALREADY_EXISTS -> new Answer(new Sent.Done());
            case NOT_FOUND -> new Answer(new Sent.Gone());
            case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE, UNIMPLEMENTED ->
                new Answer(new Sent.Refused(String.valueOf(status.getDescription())));
            default -> new EngineAway(String.valueOf(status), failure);
        };
    }
}
