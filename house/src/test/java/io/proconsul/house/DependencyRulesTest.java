package io.proconsul.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShould;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.UUID;

/** Which part may use which (ARCHITECTURE.md, "The rules that keep it so"). */
class DependencyRulesTest {
    private static final JavaClasses PRODUCT =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.proconsul");

    @Test
    void modules_form_no_cycle() {
        check(slices().matching("io.proconsul.(*)..").should().beFreeOfCycles());
    }

    @Test
    void agent_and_server_do_not_know_each_other() {
        check(noClassesIn("agent").dependOnClassesThat().resideInAPackage("io.proconsul.server.."));
        check(noClassesIn("server").dependOnClassesThat().resideInAPackage("io.proconsul.agent.."));
    }

    @Test
    void the_faces_never_see_the_store_or_the_log() {
        for (String face : new String[] {"http", "dns"}) {
            check(
                    noClassesIn(face)
                            .dependOnClassesThat()
                            .resideInAnyPackage(
                                    "io.proconsul.state..",
                                    "io.proconsul.raft..",
                                    "io.proconsul.server..",
                                    "io.proconsul.gossip.."));
        }
    }

    @Test
    void the_consensus_engine_is_imported_in_one_package() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("io.proconsul.raft.ratis..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.apache.ratis.."));
    }

    @Test
    void the_state_has_no_clock_no_chance_and_no_disk() {
        check(
                noClassesIn("state")
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "io.proconsul.runtime..",
                                "java.time.chrono..",
                                "java.nio.file..",
                                "java.net.."));
    }

    @Test
    void time_comes_from_the_runtime() {
        check(noClassesOutsideTheEdge().should().callMethod(System.class, "nanoTime"));
        check(noClassesOutsideTheEdge().should().callMethod(System.class, "currentTimeMillis"));
        check(noClassesOutsideTheEdge().should().callMethod(Instant.class, "now"));
        check(noClassesOutsideTheEdge().should().callMethod(Thread.class, "sleep", long.class));
    }

    @Test
    void chance_comes_from_the_runtime() {
        check(
                noClassesOutsideTheEdge()
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.util.Random")
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.security.SecureRandom"));
        check(noClassesOutsideTheEdge().should().callMethod(UUID.class, "randomUUID"));
        check(noClassesOutsideTheEdge().should().callMethod(Math.class, "random"));
    }

    @Test
    void the_command_line_loads_nothing_heavy() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("io.proconsul.cli..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "io.netty..",
                                "java.net.http..",
                                "ch.qos.logback..",
                                "org.apache.ratis.."));
    }

    private static ClassesShould noClassesIn(String module) {
        return noClasses().that().resideInAPackage("io.proconsul." + module + "..").should();
    }

    /** Runtime is the edge; app and cli are where the process meets the machine. */
    private static GivenClassesConjunction noClassesOutsideTheEdge() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.proconsul.runtime..", "io.proconsul.app..", "io.proconsul.cli..");
    }

    private static void check(ArchRule rule) {
        rule.check(PRODUCT);
    }
}
