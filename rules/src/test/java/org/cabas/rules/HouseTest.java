package org.cabas.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Who may import whom in this module. A rule that must bend is changed here, with its reason. */
class HouseTest {
    private static final JavaClasses RULES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.cabas.rules");

    /** The parts of the JDK that a pure library needs: no SQL, no network, no desktop. */
    private static final String[] JDK = {
        "java.lang..", "java.util..", "java.time..", "java.math..", "java.text..", "java.io..", "java.nio.."
    };

    private static final String[] NULLNESS = {"org.jspecify.."};

    /** Every package of the module has its test below. */
    private static final Set<String> PACKAGES = Set.of(
            "money",
            "table",
            "engine",
            "verify",
            "compare",
            "explain",
            "cases",
            "criteria",
            "exchange",
            "funds",
            "policy",
            "simulate",
            "purchase",
            "year");

    @Test
    void money_knows_nothing_but_the_jdk() {
        onlyImports("money");
    }

    @Test
    void tables_know_money_and_the_jdk() {
        onlyImports("table", "org.cabas.rules.money");
    }

    @Test
    void the_engine_turns_tables_into_a_drools_network_and_a_memo() {
        onlyImports(
                "engine",
                "org.cabas.rules.table",
                "org.cabas.rules.money",
                "org.drools..",
                "org.kie..",
                "com.github.benmanes.caffeine..");
    }

    @Test
    void nobody_but_the_engine_knows_drools() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.cabas.rules.engine..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.drools..", "org.kie..", "com.github.benmanes.."))
                .check(RULES);
    }

    @Test
    void verification_reads_tables_and_needs_no_engine() {
        onlyImports("verify", "org.cabas.rules.table", "org.cabas.rules.money");
    }

    @Test
    void comparison_reads_tables_and_nothing_else() {
        onlyImports("compare", "org.cabas.rules.table", "org.cabas.rules.money");
    }

    @Test
    void explanation_reads_tables_and_nothing_else() {
        onlyImports("explain", "org.cabas.rules.table", "org.cabas.rules.money");
    }

    @Test
    void reference_cases_are_read_and_written_as_the_cells_of_a_table_are() {
        onlyImports(
                "cases",
                "org.cabas.rules.table",
                "org.cabas.rules.money",
                "org.cabas.rules.exchange",
                "org.cabas.rules.explain");
    }

    @Test
    void criteria_of_a_fund_s_own_stand_beside_the_facts_that_policies_know() {
        onlyImports(
                "criteria",
                "org.cabas.rules.table",
                "org.cabas.rules.money",
                "org.cabas.rules.exchange",
                "org.cabas.rules.policy");
    }

    @Test
    void exchange_reads_and_writes_tables_in_the_formats_people_use() {
        onlyImports(
                "exchange",
                "org.cabas.rules.table",
                "org.cabas.rules.money",
                "org.apache.commons.csv..",
                "org.apache.poi..",
                "org.apache.commons.compress..",
                "com.ctc.wstx..",
                "javax.xml.stream..",
                "org.xml.sax..");
    }

    @Test
    void nobody_but_exchange_knows_xml_and_workbooks() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.cabas.rules.exchange..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "javax.xml..", "org.w3c..", "org.xml..", "com.ctc.wstx..", "org.apache.poi.."))
                .check(RULES);
    }

    @Test
    void demonstration_funds_are_read_through_exchange() {
        onlyImports(
                "funds",
                "org.cabas.rules.exchange",
                "org.cabas.rules.table",
                "org.cabas.rules.money",
                "org.apache.commons.csv..");
    }

    @Test
    void a_policy_asks_compiled_tables() {
        onlyImports("policy", "org.cabas.rules.engine", "org.cabas.rules.table", "org.cabas.rules.money");
    }

    @Test
    void a_purchase_is_decided_by_a_policy() {
        onlyImports("purchase", "org.cabas.rules.policy", "org.cabas.rules.money");
    }

    @Test
    void simulation_compares_policies() {
        onlyImports(
                "simulate",
                "org.cabas.rules.purchase",
                "org.cabas.rules.policy",
                "org.cabas.rules.engine",
                "org.cabas.rules.table",
                "org.cabas.rules.money");
    }

    @Test
    void a_year_is_made_up_for_simulations() {
        onlyImports(
                "year",
                "org.cabas.rules.simulate",
                "org.cabas.rules.purchase",
                "org.cabas.rules.policy",
                "org.cabas.rules.table",
                "org.cabas.rules.money");
    }

    @Test
    void every_package_is_in_this_house() {
        var found = RULES.stream().map(each -> each.getPackageName()).collect(Collectors.toCollection(TreeSet::new));
        assertThat(found)
                .allSatisfy(name -> assertThat(PACKAGES)
                        .as("a package without a rule of its own above: %s", name)
                        .contains(name.replace("org.cabas.rules.", "")));
    }

    @Test
    void no_two_packages_need_each_other() {
        slices().matching("org.cabas.rules.(*)..").should().beFreeOfCycles().check(RULES);
    }

    @Test
    void every_package_says_what_it_is_and_that_null_is_marked() {
        var unmarked = RULES.stream()
                .map(each -> each.getPackage())
                .distinct()
                .filter(each -> !each.isAnnotatedWith(NullMarked.class))
                .map(each -> each.getName());
        assertThat(unmarked).isEmpty();
    }

    @Test
    void names_say_what_a_thing_is_for() {
        classes()
                .should()
                .haveNameNotMatching(".*(Impl|Utils?|Helpers?|Manager|Dto|Common|Service)(\\$.*)?")
                .check(RULES);
    }

    private static void onlyImports(String room, String... others) {
        var allowed = Stream.of(JDK, NULLNESS, new String[] {"org.cabas.rules." + room}, others)
                .flatMap(Stream::of)
                .toArray(String[]::new);
        classes()
                .that(resideInAPackage("org.cabas.rules." + room))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed))
                .allowEmptyShould(true)
                .check(RULES);
    }
}
