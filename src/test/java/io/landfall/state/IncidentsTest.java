package io.landfall.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.model.ExportKey;
import io.landfall.model.Incident;
import io.landfall.model.Incident.Member;
import io.landfall.model.Incident.Resolution;
import io.landfall.model.Severity;
import io.landfall.model.Step;
import io.landfall.model.Step.Kind;
import io.landfall.model.Step.Message;
import io.landfall.model.Step.Telling;
import io.landfall.model.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentsTest {
    private static final ExportKey ORDERS = new ExportKey("default", "prod", "orders");
    private static final Instant SLOT = Instant.parse("2026-12-01T03:00:00Z");
    private static final Instant NOW = Instant.parse("2026-12-01T05:30:00Z");

    @TempDir
    Path folder;

    private final Incidents incidents = new Incidents();
    private final Outbox outbox = new Outbox();
    private Jdbi jdbi;

    @BeforeEach
    void open() {
        jdbi = TestState.at(folder.resolve("landfall.db"));
    }

    @Test
    void anIncidentComesBackAsItWasWritten() {
        Incident written = incident("a", "ds1");
        apply(open(written));
        Incident read = jdbi.inTransaction(tx -> incidents.byId(tx, "a")).orElseThrow();
        assertThat(read).isEqualTo(written);
        assertThat(read.evidence().keySet()).containsExactly("run.id", "folder", "files");
    }

    @Test
    void whatWasToldStandsThereAfterARestart() {
        Incident first = incident("a", "ds1");
        apply(open(first));
        apply(new Step.Change(
                Kind.WORSEN, first.again(), List.of(new Telling("ops", Message.WORSENED)), Duration.ZERO, "changed"));
        jdbi = TestState.at(folder.resolve("landfall.db"));
        OpenIncident open = standing().open().get(0);
        assertThat(open.told().keySet()).containsExactly("ops");
        assertThat(open.told().get("ops")).isEqualTo(new OpenIncident.Told(NOW, Optional.of(NOW)));
        assertThat(open.incident().sequence()).isEqualTo(1);
    }

    @Test
    void ofOneTopicOnlyOneIncidentIsOpenAndTheSecondTransactionKeepsNothing() {
        apply(open(incident("a", "ds1")));
        assertThatThrownBy(() -> apply(open(incident("b", "ds2")), open(incident("c", "ds1"))))
                .isInstanceOf(StaleIncident.class)
                .hasMessageContaining("default/prod/orders/ds1");
        assertThat(standing().open()).extracting(o -> o.incident().id()).containsExactly("a");
        assertThat(due(NOW)).containsExactly("a-opened-0@ops");
    }

    @Test
    void aStepIsWrittenOnlyOntoTheStateThatItWasDecidedFrom() {
        Incident first = incident("a", "ds1");
        apply(open(first));
        Step remind = new Step.Change(
                Kind.REMIND, first.again(), List.of(new Telling("ops", Message.REMINDED)), Duration.ZERO, "repeat");
        apply(remind);
        assertThatThrownBy(() -> apply(remind)).isInstanceOf(StaleIncident.class);
        List<Notification> messages = jdbi.inTransaction(tx -> outbox.of(tx, "a", "ops"));
        assertThat(messages).hasSize(2);
    }

    @Test
    void aResolvedIncidentLeavesRoomForTheNextAndIsRememberedWhereItWasSuperseded() {
        Incident first = incident("a", "ds1");
        apply(open(first));
        Member left = first.members().get(0).left(Resolution.SUPERSEDED);
        apply(new Step.Change(
                Kind.RESOLVE,
                first.ended(List.of(left), NOW, Resolution.SUPERSEDED),
                List.of(new Telling("ops", Message.RESOLVED)),
                Duration.ZERO,
                "superseded"));
        assertThat(standing().open()).isEmpty();
        assertThat(standing().closed()).containsExactly("default/prod/orders/ds1/" + SLOT);
        apply(open(incident("b", "ds1")));
        assertThat(standing().open()).hasSize(1);
    }

    @Test
    void theCausesOfASandboxStandBesideTheExportsOwnIncidents() {
        apply(open(incident("a", "ds1")), open(cause("b", "prod")), open(cause("c", "dev")));
        assertThat(standing().open()).extracting(o -> o.incident().id()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aMessageThatWaitsIsNotDueYetAndAWaitingLineHoldsBackOnlyItself() {
        Incident first = incident("a", "ds1");
        Incident other = cause("b", "prod");
        List<String> due = apply(
                new Step.Change(Kind.OPEN, first, List.of(tell("ops"), tell("mail")), Duration.ZERO, "first"),
                new Step.Change(Kind.OPEN, other, List.of(tell("ops")), Duration.ofSeconds(15), "first"));
        assertThat(due).containsExactly("a-opened-0@ops", "a-opened-0@mail");
        apply(new Step.Change(
                Kind.RESOLVE,
                first.ended(List.of(), NOW, Resolution.LANDED),
                List.of(new Telling("ops", Message.RESOLVED), new Telling("mail", Message.RESOLVED)),
                Duration.ZERO,
                "landed"));
        assertThat(due(NOW)).containsExactly("a-opened-0@mail", "a-opened-0@ops");
        jdbi.useTransaction(tx -> outbox.sent(tx, "a-opened-0@mail", NOW));
        List<String> next = jdbi.inTransaction(tx -> outbox.next(tx, "a-opened-0@mail", NOW));
        assertThat(next).containsExactly("a-resolved-1@mail");
        assertThat(due(NOW)).containsExactly("a-opened-0@ops", "a-resolved-1@mail");
        assertThat(due(NOW.plusSeconds(15))).contains("b-opened-0@ops");
    }

    private List<String> due(Instant now) {
        return jdbi.inTransaction(tx -> outbox.dueIds(tx, now));
    }

    private List<String> apply(Step... steps) {
        return jdbi.inTransaction(tx -> incidents.apply(tx, List.of(steps), NOW));
    }

    private Standing standing() {
        return jdbi.inTransaction(tx -> incidents.standing(tx, ORDERS, List.of(SLOT), SLOT));
    }

    private static Telling tell(String channel) {
        return new Telling(channel, Message.OPENED);
    }

    private static Step open(Incident incident) {
        return new Step.Change(Kind.OPEN, incident, List.of(tell("ops")), Duration.ZERO, "first");
    }

    private static Incident incident(String id, String dataset) {
        Member member = new Member(ORDERS, dataset, SLOT, Verdict.MISSING, Optional.empty());
        Map<String, String> evidence = new LinkedHashMap<>();
        evidence.put("run.id", "r\t1\n");
        evidence.put("folder", "a=b\\c");
        evidence.put("files", "0");
        String key = ORDERS + "/" + dataset + "/" + SLOT;
        return made(id, key, ORDERS, dataset, Optional.of(SLOT), evidence, List.of(member));
    }

    private static Incident cause(String id, String sandbox) {
        ExportKey all = new ExportKey("default", sandbox, Incident.ALL);
        String key = "default/" + sandbox + "/cause/storage:lake/DENIED";
        return made(id, key, all, Incident.ALL, Optional.empty(), Map.of(), List.of());
    }

    private static Incident made(
            String id,
            String key,
            ExportKey export,
            String dataset,
            Optional<Instant> slot,
            Map<String, String> evidence,
            List<Member> members) {
        return new Incident(
                id,
                key,
                export,
                dataset,
                slot,
                "MISSING",
                Severity.PAGE,
                NOW,
                NOW,
                Optional.empty(),
                Optional.empty(),
                0,
                "orders: it's \"missing\"",
                evidence,
                List.of("one", "two\nlines"),
                members);
    }
}
