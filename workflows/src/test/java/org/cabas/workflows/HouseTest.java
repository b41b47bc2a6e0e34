package org.cabas.workflows;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Who may import whom in this module. A rule that must bend is changed here, with its reason. */
class HouseTest {
    private static final JavaClasses WORKFLOWS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.cabas.workflows");

    @Test
    void nobody_but_the_engine_s_room_knows_zeebe() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.cabas.workflows.engine..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.camunda..", "io.grpc.."))
                .check(WORKFLOWS);
    }

    @Test
    void workflows_know_no_sql_no_http_and_no_service() {
        noClasses()
                .that(resideInAPackage("org.cabas.workflows.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.sql..", "javax.sql..", "java.net.http..", "io.micronaut..", "org.cabas.service.."))
                .check(WORKFLOWS);
    }

    @Test
    void a_process_knows_the_engine_s_room_and_no_other_process() {
        for (var process : new String[] {"enrollment", "conventioning", "followup"}) {
            classes()
                    .that(resideInAPackage("org.cabas.workflows." + process))
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(
                            "java.lang..",
                            "java.util..",
                            "java.time..",
                            "org.jspecify..",
                            "org.cabas.rules..",
                            "org.cabas.workflows.engine",
                            "org.cabas.workflows." + process))
                    .check(WORKFLOWS);
        }
    }

    @Test
    void no_two_packages_need_each_other() {
        slices().matching("org.cabas.workflows.(*)..").should().beFreeOfCycles().check(WORKFLOWS);
    }

    @Test
    void every_package_says_what_it_is_and_that_null_is_marked() {
        assertThat(WORKFLOWS.stream().map(each -> each.getPackage()).distinct())
                .isNotEmpty()
                .allMatch(each -> each.isAnnotatedWith(NullMarked.class));
    }

    @Test
    void names_say_what_a_thing_is_for() {
        classes()
                .should()
                .haveNameNotMatching(".*(Impl|Utils?|Helpers?|Manager|Dto|Common|Service)(\\$.*)?")
                .check(WORKFLOWS);
    }
}
