package io.landfall.alert;

import static java.util.stream.Collectors.groupingBy;

import io.landfall.model.Config;
import io.landfall.model.Export;
import io.landfall.model.ExportKey;
import io.landfall.model.Incident;
import io.landfall.model.Incident.Member;
import io.landfall.model.Incident.Resolution;
import io.landfall.model.Judgement;
import io.landfall.model.SlotKey;
import io.landfall.model.Step;
import io.landfall.model.Trouble;
import io.landfall.model.Verdict;
import io.landfall.state.OpenIncident;
import io.landfall.state.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * When to say what: from the latest verdicts and the open incidents, never from a change, so that a verdict that nobody
 * was told of is told by the next decision. Pure: the same input gives the same steps.
 */
public final class Decide {
    /** How long the message of a grouped cause waits for more exports to be named in it. */
    public static final Duration GATHER = Duration.ofSeconds(15);

    private final Audience audience;
    private final UnaryOperator<String> redact;

    public Decide(Config config) {
        this.audience = new Audience(config);
        this.redact = new Redactor(config)::redact;
    }

    /**
     * The steps that follow from the latest verdicts on slots of one export.
     *
     * @param latest all datasets of each slot; several slots are taken in their order
     * @param standing as {@code Incidents.standing} gives it for the same export and slots
     */
    public List<Step> decide(List<Judged> latest, Standing standing, Instant now) {
        Board board = new Board(audience, standing, now);
        Map<SlotKey, List<Judged>> slots = latest.stream()
                .sorted(java.util.Comparator.comparing(j -> j.judgement().slot().due()))
                .collect(groupingBy(
                        j -> j.judgement().slot(), LinkedHashMap::new, java.util.stream.Collectors.toList()));
        slots.forEach((slot, judged) -> {
            Optional<Export> export = audience.export(slot.export()).filter(Export::enabled);
            if (export.isEmpty()) {
                board.nothing(slot.toString(), "its export is not declared or is disabled");
                return;
            }
            Ends ends = new Ends(
                    export.get(), judged.stream().map(Judged::judgement).toList());
            board.open().forEach(incident -> leave(board, incident, ends));
            raise(board, export.get(), judged, standing, now);
        });
        return board.steps();
    }

    private static void leave(Board board, OpenIncident incident, Ends ends) {
        List<Member> left = incident.incident().bad().stream()
                .flatMap(m -> ends.of(incident.incident(), m).map(m::left).stream())
                .toList();
        if (!left.isEmpty()) {
            Resolution how = left.get(left.size() - 1).outcome().orElseThrow();
            board.leave(incident, left, how.key());
        }
    }

    private void raise(Board board, Export export, List<Judged> judged, Standing standing, Instant now) {
        List<Judged> told = judged.stream()
                .filter(j -> tellable(board, export, j, standing, now))
                .toList();
        told.stream().filter(j -> cause(j.judgement()).isPresent()).forEach(j -> raiseCause(board, j.judgement(), now));
        List<Judged> ofTheRun =
                told.stream().filter(j -> j.judgement().verdict().ofTheRun()).toList();
        if (!ofTheRun.isEmpty()) {
            raiseRun(board, export, ofTheRun);
        }
        told.stream()
                .filter(j -> !j.judgement().verdict().ofTheRun()
                        && cause(j.judgement()).isEmpty())
                .forEach(j -> raiseDataset(board, export, j));
    }

    private static boolean tellable(Board board, Export export, Judged j, Standing standing, Instant now) {
        String place = Member.of(j.judgement()).place();
        if (!j.judgement().verdict().bad(export.alertOnEmpty())) {
            board.nothing(place, j.judgement().verdict() + " is not bad");
        } else if (now.isBefore(j.deadline())) {
            board.nothing(place, "within its grace until " + j.deadline());
        } else if (j.deadline().isBefore(j.firstSeen())) {
            board.nothing(place, "its deadline lay before Landfall first saw the export at " + j.firstSeen());
        } else if (standing.closed().contains(place)) {
            board.nothing(place, "was told, and its incident was superseded or withdrawn");
        } else {
            return true;
        }
        return false;
    }

    /** Only who could not be asked groups exports; an answer that does not decide is a matter of the slot. */
    private static Optional<Trouble> cause(Judgement j) {
        return j.verdict() == Verdict.UNKNOWN ? j.trouble() : Optional.empty();
    }

    private void raiseCause(Board board, Judgement j, Instant now) {
        Trouble trouble = cause(j).orElseThrow();
        ExportKey all =
                new ExportKey(j.slot().export().platform(), j.slot().export().sandbox(), Incident.ALL);
        String key = Ends.causeKey(j.slot().export(), trouble);
        List<Member> member = List.of(Member.of(j));
        Optional<OpenIncident> open = board.at(key);
        if (open.isEmpty()) {
            Account account = Account.of(j, trouble, redact);
            board.open(key, all, Incident.ALL, Optional.empty(), now, account, member, GATHER, "first");
        } else if (known(open.get(), j)) {
            board.nothing(member.get(0).place(), "known");
        } else {
            board.join(open.get(), member, GATHER, "hit by the same cause");
        }
    }

    private void raiseRun(Board board, Export export, List<Judged> judged) {
        String all = export.key() + "/" + Incident.ALL;
        List<OpenIncident> single = judged.stream()
                .flatMap(j -> board.at(export.key() + "/" + j.judgement().dataset()).stream())
                .distinct()
                .toList();
        if (board.at(all).isEmpty() && single.size() == judged.size()) {
            judged.forEach(j -> raiseDataset(board, export, j));
        } else {
            put(board, export, Incident.ALL, judged);
        }
    }

    private void raiseDataset(Board board, Export export, Judged judged) {
        boolean all = board.at(export.key() + "/" + Incident.ALL).isPresent();
        put(board, export, all ? Incident.ALL : judged.judgement().dataset(), List.of(judged));
    }

    private void put(Board board, Export export, String dataset, List<Judged> judged) {
        Judged first = judged.get(0);
        Instant slot = first.judgement().slot().due();
        Account account = Account.of(first.judgement(), export, redact);
        List<Member> members =
                judged.stream().map(j -> Member.of(j.judgement())).toList();
        String topic = export.key() + "/" + dataset;
        Optional<OpenIncident> open = board.at(topic);
        if (open.isEmpty()) {
            board.open(
                    topic + "/" + slot,
                    export.key(),
                    dataset,
                    Optional.of(slot),
                    first.deadline(),
                    account,
                    members,
                    Duration.ZERO,
                    "first");
            return;
        }
        if (judged.stream().allMatch(j -> known(open.get(), j.judgement()))) {
            board.nothing(members.get(0).place(), "known");
            return;
        }
        boolean same =
                open.get().incident().bad().stream().anyMatch(m -> m.slot().equals(slot));
        if (same && judged.stream().allMatch(j -> j.judgement().verdict() == Verdict.UNKNOWN)) {
            board.nothing(members.get(0).place(), "not decided now; what was told of this slot stands");
        } else {
            board.worsen(open.get(), members, account, same ? "changed" : "another slot");
        }
    }

    private static boolean known(OpenIncident open, Judgement j) {
        return open.incident().bad().contains(Member.of(j));
    }
}
