package org.cabas.service;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Who may import whom in the service. A rule that must bend is changed here, with its reason. */
class HouseTest {
    private static final String SERVICE = "org.cabas.service.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.cabas.service");

    /** Every package of the service has its test below. */
    private static final Set<String> ROOMS = Set.of(
            "access",
            "account",
            "allocation",
            "audit",
            "authorization",
            "casefile",
            "command",
            "conventioning",
            "database",
            "demo",
            "docs",
            "draft",
            "engine",
            "enrollment",
            "followup",
            "fund",
            "home",
            "language",
            "ledger",
            "member",
            "merchant",
            "page",
            "problem",
            "product",
            "publicform",
            "simulation",
            "start",
            "table",
            "vote");

    @Test
    void words_and_the_database_know_no_feature() {
        knowsOnly("language");
        knowsOnly("database");
    }

    @Test
    void a_problem_is_put_in_words_whatever_its_cause() {
        knowsOnly("problem", "database");
    }

    @Test
    void money_knows_no_other_feature() {
        knowsOnly("ledger", "database");
    }

    @Test
    void money_needs_nothing_of_the_tables_but_money() {
        noClasses()
                .that(resideInAPackage(SERVICE + "ledger.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.cabas.rules.table..",
                        "org.cabas.rules.policy..",
                        "org.cabas.rules.engine..",
                        "org.cabas.rules.exchange.."))
                .check(CLASSES);
    }

    @Test
    void the_description_knows_no_feature() {
        knowsOnly("docs");
    }

    @Test
    void people_places_and_products_know_the_database_and_each_only_itself() {
        knowsOnly("member", "database");
        knowsOnly("merchant", "database");
        knowsOnly("product", "database");
        knowsOnly("fund", "database");
        knowsOnly("access", "database", "problem");
    }

    @Test
    void a_simulation_tries_drafts_on_what_was_bought() {
        knowsOnly(
                "simulation",
                "authorization",
                "draft",
                "fund",
                "vote",
                "access",
                "audit",
                "page",
                "problem",
                "database");
    }

    @Test
    void a_draft_becomes_a_table_of_a_fund() {
        knowsOnly("draft", "fund", "access", "audit", "page", "problem", "database");
    }

    @Test
    void a_page_knows_who_asks_and_what_went_wrong_and_no_feature() {
        knowsOnly("page", "access", "problem");
    }

    @Test
    void what_is_recorded_is_told_of_people_and_their_funds() {
        knowsOnly("audit", "access", "page", "problem", "database");
    }

    @Test
    void accounts_know_who_asks_and_record_what_is_done() {
        knowsOnly("account", "access", "audit", "page", "problem", "database");
    }

    @Test
    void a_home_gathers_what_features_say_through_pages() {
        knowsOnly("home", "access", "account", "audit", "fund", "page", "problem", "database");
    }

    @Test
    void the_tables_of_a_fund_are_those_in_force_and_those_being_written() {
        knowsOnly("table", "draft", "fund", "access", "audit", "page", "problem", "database");
    }

    @Test
    void a_vote_is_about_drafts_tables_and_places_and_records_what_is_done() {
        knowsOnly("vote", "access", "audit", "page", "draft", "fund", "merchant", "problem", "database");
    }

    @Test
    void an_allocation_is_money_that_moves() {
        knowsOnly("allocation", "ledger", "database");
    }

    @Test
    void a_purchase_is_decided_from_money_people_places_products_and_funds() {
        knowsOnly("authorization", "ledger", "member", "merchant", "product", "fund", "access", "database", "problem");
    }

    @Test
    void what_passes_between_files_and_their_engine_knows_no_file() {
        knowsOnly("engine", "database");
    }

    @Test
    void a_file_knows_who_works_on_it_and_the_engine_and_no_feature() {
        knowsOnly("casefile", "engine", "access", "audit", "page", "problem", "database");
    }

    @Test
    void a_form_for_everyone_is_a_fund_s_and_knows_no_feature() {
        knowsOnly("publicform", "access", "account", "audit", "fund", "page", "problem", "database");
    }

    @Test
    void an_enrollment_is_a_file_of_a_household_that_gets_a_place_an_account_and_a_card() {
        knowsOnly(
                "enrollment",
                "casefile",
                "publicform",
                "engine",
                "member",
                "ledger",
                "allocation",
                "fund",
                "access",
                "account",
                "audit",
                "page",
                "problem",
                "database");
    }

    @Test
    void a_conventioning_is_a_file_of_a_place_that_gets_conventions_with_the_committee_s_notice() {
        knowsOnly(
                "conventioning",
                "casefile",
                "publicform",
                "engine",
                "merchant",
                "vote",
                "fund",
                "access",
                "account",
                "audit",
                "page",
                "problem",
                "database");
    }

    @Test
    void a_health_follow_up_is_a_file_of_a_person_and_knows_no_money() {
        knowsOnly("followup", "casefile", "engine", "fund", "access", "audit", "page", "problem", "database");
    }

    @Test
    void nobody_knows_anything_of_a_health_follow_up() {
        noClasses()
                .that(alwaysOutside("followup", "demo"))
                .should()
                .dependOnClassesThat(resideInAPackage(SERVICE + "followup.."))
                .check(CLASSES);
    }

    @Test
    void a_purchase_never_waits_for_a_workflow() {
        noClasses()
                .that(resideInAPackage(SERVICE + "authorization.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.cabas.workflows..",
                        SERVICE + "engine..",
                        SERVICE + "casefile..",
                        SERVICE + "enrollment..",
                        SERVICE + "conventioning..",
                        SERVICE + "followup.."))
                .check(CLASSES);
    }

    @Test
    void only_the_controller_of_purchases_knows_http() {
        noClasses()
                .that(resideInAPackage(SERVICE + "authorization.."))
                .and()
                .haveSimpleNameNotEndingWith("Controller")
                .and()
                .haveNameNotMatching(".*\\$.*Definition.*|.*\\$Introspection.*")
                .should()
                .dependOnClassesThat(resideInAPackage("io.micronaut.http.."))
                .check(CLASSES);
    }

    @Test
    void nobody_needs_the_command_line_nor_the_demonstration() {
        noClasses()
                .that(resideInAPackage("org.cabas.service.."))
                .and(alwaysOutside("command", "demo", "docs", "start"))
                .should()
                .dependOnClassesThat(resideInAnyPackage(SERVICE + "command..", SERVICE + "demo..", SERVICE + "start.."))
                .check(CLASSES);
    }

    @Test
    void nobody_but_the_demonstration_knows_the_embedded_database() {
        noClasses()
                .that(alwaysOutside("demo"))
                .should()
                .dependOnClassesThat(resideInAPackage("ch.vorburger.."))
                .check(CLASSES);
    }

    @Test
    void every_package_is_in_this_house() {
        var found = CLASSES.stream()
                .map(each -> each.getPackageName())
                .filter(name -> name.startsWith(SERVICE))
                .map(name -> name.substring(SERVICE.length()).split("\\.")[0])
                .collect(Collectors.toSet());
        assertThat(ROOMS).as("packages that have a rule above").containsAll(found);
    }

    @Test
    void no_two_packages_need_each_other() {
        slices().matching("org.cabas.service.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void every_package_says_what_it_is_and_that_null_is_marked() {
        var unmarked = CLASSES.stream()
                .map(each -> each.getPackage())
                .distinct()
                .filter(each -> !each.isAnnotatedWith(NullMarked.class))
                .map(each -> each.getName());
        assertThat(unmarked).isEmpty();
    }

    @Test
    void names_say_what_a_thing_is_for() {
        classes()
                .that()
                .haveNameNotMatching(".*\\$.*")
                .and()
                .doNotHaveSimpleName("RunningService") // it is the module, running
                .should()
                .haveNameNotMatching(".*(Impl|Utils?|Helpers?|Manager|Dto|Common|Service)")
                .check(CLASSES);
    }

    private static com.tngtech.archunit.base.DescribedPredicate<com.tngtech.archunit.core.domain.JavaClass>
            alwaysOutside(String... rooms) {
        var packages = Arrays.stream(rooms).map(room -> SERVICE + room + "..").toArray(String[]::new);
        return com.tngtech.archunit.base.DescribedPredicate.not(resideInAnyPackage(packages));
    }

    /** A room may know itself, those named, the time, words for people, and whatever is not of the service. */
    private static void knowsOnly(String room, String... others) {
        var allowed = Arrays.stream(others).collect(Collectors.toSet());
        var forbidden = ROOMS.stream()
                .filter(other -> !other.equals(room) && !other.equals("language") && !allowed.contains(other))
                .map(other -> SERVICE + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that(resideInAPackage(SERVICE + room + ".."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(forbidden))
                .check(CLASSES);
    }
}
