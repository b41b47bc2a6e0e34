package org.cabas.service.fund;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.cabas.rules.policy.Policy;
import org.cabas.service.database.Changes;
import org.cabas.service.database.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The compiled policies of each rulebook. A published version is compiled aside, then put in place by one assignment: whoever
 * asks reads one list once, and keeps the policy it found for the whole of its decision. A version with a later date takes
 * effect by itself, because the date is compared at each decision. Of a new version only the tables that it changes are compiled.
 */
@Singleton
public class Policies {
    /** The topic under which a published version is announced, by rulebook. */
    static final String TOPIC = "policy";

    private static final Logger LOG = LoggerFactory.getLogger(Policies.class);

    private final Transactions transactions;
    private final TableVersions versions;
    private final Map<String, List<InForce>> byRulebook = new ConcurrentHashMap<>();

    /** A policy and the instant from which it decides. */
    private record InForce(Instant from, Policy policy) {}

    public Policies(Transactions transactions, TableVersions versions, Changes changes) {
        this.transactions = transactions;
        this.versions = versions;
        changes.listen(TOPIC, this::follow);
    }

    /** Compiles whatever is published, so that no purchase waits for it: before the service answers its first call. */
    public void prepare() {
        transactions.run(versions::rulebooks).forEach(this::firstAsked);
    }

    /** The policy that decides for a rulebook at an instant; none where nothing is published for then. */
    public Optional<Policy> inForce(String rulebook, Instant at) {
        var known = byRulebook.get(rulebook);
        if (known == null) {
            known = firstAsked(rulebook);
        }
        for (var i = known.size() - 1; i >= 0; i--) {
            if (!known.get(i).from().isAfter(at)) {
                return Optional.of(known.get(i).policy());
            }
        }
        return Optional.empty();
    }

    /** Loads under the lock of {@link #follow}: a version that is published meanwhile is followed when this is in place. */
    private synchronized List<InForce> firstAsked(String rulebook) {
        return byRulebook.computeIfAbsent(rulebook, this::load);
    }

    /** Whether a rulebook has any version, in force or to come. */
    public boolean isPublished(String rulebook) {
        return !transactions.run(c -> versions.deciding(c, rulebook)).isEmpty();
    }

    /** Every policy that is in memory. */
    List<Policy> inMemory() {
        return byRulebook.values().stream()
                .flatMap(List::stream)
                .map(InForce::policy)
                .toList();
    }

    /** A published version, compiled: for deciding again what it decided. */
    public Policy version(String rulebook, int version) {
        return compile(rulebook, version, List.of());
    }

    private Policy compile(String rulebook, int version, List<Policy> others) {
        return Policy.compile(version, transactions.run(c -> versions.tables(c, rulebook, version)), others);
    }

    private static List<Policy> inMemory(List<InForce> before, List<InForce> now) {
        return Stream.concat(now.stream(), before.stream()).map(InForce::policy).toList();
    }

    /** Brings what is in memory up to what is published; a rulebook that nobody asked about stays out of memory. */
    private synchronized void follow(String subject) {
        var rulebooks = subject.equals(Changes.ALL) ? List.copyOf(byRulebook.keySet()) : List.of(subject);
        for (var rulebook : rulebooks) {
            if (byRulebook.containsKey(rulebook)) {
                var published = load(rulebook);
                if (!published.equals(byRulebook.put(rulebook, published))) {
                    LOG.info("{}: the published tables are in place", rulebook);
                }
            }
        }
    }

    /** Versions that can still decide, compiled, in the order in which they take effect; compiled ones are kept. */
    private List<InForce> load(String rulebook) {
        var compiled = byRulebook.getOrDefault(rulebook, List.of());
        var loaded = new ArrayList<InForce>();
        for (var published : transactions.run(c -> versions.deciding(c, rulebook))) {
            var known = compiled.stream()
                    .filter(old -> old.policy().version() == published.version())
                    .map(InForce::policy)
                    .findFirst();
            loaded.add(new InForce(
                    published.effectiveAt(),
                    known.orElseGet(() -> compile(rulebook, published.version(), inMemory(compiled, loaded)))));
        }
        return List.copyOf(loaded);
    }
}
