package io.landfall;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** The table of rooms in docs/architecture.md: what each may use. */
@AnalyzeClasses(packages = "io.landfall", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    private static final String JAVA = "java..";
    private static final String MODEL = "io.landfall.model..";
    private static final String JACKSON = "com.fasterxml.jackson..";
    private static final String LOG = "org.slf4j..";

    @ArchTest
    static final ArchRule model = room("model");

    @ArchTest
    static final ArchRule spec = room("spec", MODEL, "org.quartz..");

    @ArchTest
    static final ArchRule plan = room("plan", MODEL);

    @ArchTest
    static final ArchRule calendar = room("calendar", MODEL);

    @ArchTest
    static final ArchRule verdict = room("verdict", MODEL, "io.landfall.calendar..");

    @ArchTest
    static final ArchRule flowservice = room("flowservice", MODEL, JACKSON);

    @ArchTest
    static final ArchRule content = room("content", MODEL, "org.apache.parquet.format..", "shaded.parquet..");

    @ArchTest
    static final ArchRule storage =
            room("storage", MODEL, "software.amazon.awssdk..", "com.jcraft.jsch..", "org.apache.camel..", LOG);

    @ArchTest
    static final ArchRule state =
            room("state", MODEL, "org.jdbi..", "com.zaxxer.hikari..", "org.flywaydb..", "javax.sql..", LOG);

    @ArchTest
    static final ArchRule work =
            room("work", MODEL, "com.github.kagkarlsson..", "org.apache.camel..", "javax.sql..", LOG);

    @ArchTest
    static final ArchRule alert = room("alert", MODEL, "io.landfall.state..", JACKSON, LOG);

    @ArchTest
    static final ArchRule emulatorIsUsedByDemoAlone = noClasses()
            .that(not(resideInAPackage("io.landfall.emulator..")).and(not(resideInAPackage("io.landfall.cli.demo.."))))
            .should()
            .dependOnClassesThat(resideInAPackage("io.landfall.emulator.."));

    @ArchTest
    static final ArchRule nobodyUsesTheCommands = noClasses()
            .that(not(resideInAPackage("io.landfall.cli..")))
            .should()
            .dependOnClassesThat(resideInAPackage("io.landfall.cli.."));

    @ArchTest
    static final ArchRule timeIsHandedIn = noClasses()
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
            .callMethod(Clock.class, "systemUTC");

    private static ArchRule room(String name, String... uses) {
        String[] allowed = new String[uses.length + 2];
        allowed[0] = JAVA;
        allowed[1] = "io.landfall." + name + "..";
        System.arraycopy(uses, 0, allowed, 2, uses.length);
        return classes()
                .that(resideInAPackage("io.landfall." + name + ".."))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed))
                .allowEmptyShould(true);
    }
}
