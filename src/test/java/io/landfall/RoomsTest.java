package io.landfall;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The table of rooms in docs/architecture.md: what each may use. */
class RoomsTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.landfall");
    private static final String JAVA = "java..";
    private static final String MODEL = "io.landfall.model..";
    private static final String JACKSON = "com.fasterxml.jackson..";
    private static final String LOG = "org.slf4j..";

    @Test
    void model() {
        room("model").check(HOUSE);
    }

    @Test
    void spec() {
        room("spec", MODEL, "org.quartz..").check(HOUSE);
    }

    @Test
    void plan() {
        room("plan", MODEL).check(HOUSE);
    }

    @Test
    void calendar() {
        room("calendar", MODEL).check(HOUSE);
    }

    @Test
    void verdict() {
        room("verdict", MODEL, "io.landfall.calendar..").check(HOUSE);
    }

    @Test
    void flowservice() {
        room("flowservice", MODEL, JACKSON, "com.networknt.schema..", "javax.net.ssl..")
                .check(HOUSE);
    }

    @Test
    void content() {
        room("content", MODEL, JACKSON, "org.apache.parquet.format..", "shaded.parquet..")
                .check(HOUSE);
    }

    @Test
    void storage() {
        room(
                        "storage",
                        MODEL,
                        "software.amazon.awssdk..",
                        "com.google..",
                        "org.apache.http..",
                        "com.jcraft.jsch..",
                        "com.azure..",
                        "javax.xml.stream..",
                        "org.apache.camel..",
                        LOG)
                .check(HOUSE);
    }

    @Test
    void state() {
        room("state", MODEL, "org.jdbi..", "com.zaxxer.hikari..", "org.flywaydb..", "javax.sql..", LOG)
                .check(HOUSE);
    }

    @Test
    void work() {
        room("work", MODEL, "com.github.kagkarlsson..", "org.apache.camel..", "javax.sql..", LOG)
                .check(HOUSE);
    }

    @Test
    void alert() {
        room("alert", MODEL, "io.landfall.state..", JACKSON, LOG).check(HOUSE);
    }

    @Test
    void report() {
        room("report", MODEL, "io.landfall.calendar..", "io.landfall.state..", "org.jdbi..", JACKSON)
                .check(HOUSE);
    }

    @Test
    void web() {
        room("web", MODEL, "io.landfall.report..", "io.landfall.state..", JACKSON, "freemarker..", "io.micrometer..")
                .check(HOUSE);
    }

    @Test
    void emulatorIsUsedByDemoAlone() {
        noClasses()
                .that(not(resideInAPackage("io.landfall.emulator.."))
                        .and(not(resideInAPackage("io.landfall.cli.demo.."))))
                .should()
                .dependOnClassesThat(resideInAPackage("io.landfall.emulator.."))
                .check(HOUSE);
    }

    @Test
    void nobodyUsesTheCommands() {
        noClasses()
                .that(not(resideInAPackage("io.landfall.cli..")))
                .should()
                .dependOnClassesThat(resideInAPackage("io.landfall.cli.."))
                .check(HOUSE);
    }

    @Test
    void timeIsHandedIn() {
        noClasses()
                .that(resideInAnyPackage(
                        "io.landfall.model..",
                        "io.landfall.plan..",
                        "io.landfall.calendar..",
                        "io.landfall.verdict..",
                        "io.landfall.content..",
                        "io.landfall.alert..",
                        "io.landfall.state.."))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .check(HOUSE);
    }

    @Test
    void aRoomThatUsesWhatItMustNotIsSeen() {
        assertThatThrownBy(() -> room("alert", MODEL).check(HOUSE)).isInstanceOf(AssertionError.class);
    }

    private static ArchRule room(String name, String... uses) {
        String[] allowed = new String[uses.length + 2];
        allowed[0] = JAVA;
        allowed[1] = "io.landfall." + name + "..";
        System.arraycopy(uses, 0, allowed, 2, uses.length);
        return classes()
                .that(resideInAPackage("io.landfall." + name + ".."))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed));
    }
}
