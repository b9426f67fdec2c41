package io.landfall.alert;

import io.landfall.model.Export;
import io.landfall.model.ExportKey;
import io.landfall.model.Incident;
import io.landfall.model.Incident.Member;
import io.landfall.model.Incident.Resolution;
import io.landfall.model.Judgement;
import io.landfall.model.Trouble;
import io.landfall.model.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the verdicts on one slot of an export end what is said of it, or of an earlier slot. */
final class Ends {
    private final Export export;
    private final List<Judgement> slot;
    private final Instant due;

    /** @param slot all datasets of one slot */
    Ends(Export export, List<Judgement> slot) {
        this.export = export;
        this.slot = slot;
        this.due = slot.get(0).slot().due();
    }

    static String causeKey(ExportKey export, Trouble trouble) {
        return export.scope() + "/cause/" + trouble.what() + "/" + trouble.kind();
    }

    /** How this bad slot leaves the incident; absent where it stays. */
    Optional<Resolution> of(Incident incident, Member member) {
        if (!member.export().equals(export.key()) || member.slot().isAfter(due)) {
            return Optional.empty();
        }
        List<Judgement> mine = slot.stream()
                .filter(j ->
                        member.dataset().equals(Incident.ALL) || j.dataset().equals(member.dataset()))
                .toList();
        if (!member.slot().equals(due)) {
            return later(incident, mine);
        }
        return mine.isEmpty() ? Optional.empty() : worst(mine.stream().map(j -> same(incident, j)));
    }

    /** A later slot. A landing that was seen before the incident was opened says nothing about it. */
    private Optional<Resolution> later(Incident incident, List<Judgement> mine) {
        if (mine.isEmpty()) {
            boolean landed = slot.stream().allMatch(j -> good(j) && seenSince(incident, j));
            return landed ? Optional.of(Resolution.WITHDRAWN) : Optional.empty();
        }
        return worst(mine.stream().map(j -> {
            if (off(j.verdict())) {
                return Optional.of(Resolution.WITHDRAWN);
            }
            return good(j) && seenSince(incident, j) ? Optional.of(Resolution.SUPERSEDED) : Optional.empty();
        }));
    }

    private Optional<Resolution> same(Incident incident, Judgement j) {
        if (off(j.verdict())) {
            return Optional.of(Resolution.WITHDRAWN);
        }
        if (good(j)) {
            return Optional.of(Resolution.LANDED);
        }
        if (!incident.cause()) {
            return Optional.empty();
        }
        boolean still = j.verdict() == Verdict.UNKNOWN
                && j.trouble()
                        .filter(t -> causeKey(export.key(), t).equals(incident.key()))
                        .isPresent();
        if (still) {
            return Optional.empty();
        }
        return Optional.of(j.verdict().bad(export.alertOnEmpty()) ? Resolution.SUPERSEDED : Resolution.LANDED);
    }

    private boolean good(Judgement j) {
        return switch (j.verdict()) {
            case LANDED, LANDED_LATE -> true;
            case NOTHING_TO_EXPORT -> !export.alertOnEmpty();
            case WAITING,
                    SETTLING,
                    EXPIRED,
                    PAUSED,
                    ENDED,
                    UNKNOWN,
                    NOT_STARTED,
                    RUN_FAILED,
                    RUN_STUCK,
                    MISSING,
                    INCOMPLETE,
                    EMPTY,
                    WRONG_FORMAT,
                    CORRUPT -> false;
        };
    }

    private static boolean off(Verdict verdict) {
        return switch (verdict) {
            case EXPIRED, PAUSED, ENDED -> true;
            case WAITING,
                    SETTLING,
                    LANDED,
                    LANDED_LATE,
                    NOTHING_TO_EXPORT,
                    UNKNOWN,
                    NOT_STARTED,
                    RUN_FAILED,
                    RUN_STUCK,
                    MISSING,
                    INCOMPLETE,
                    EMPTY,
                    WRONG_FORMAT,
                    CORRUPT -> false;
        };
    }

    private static boolean seenSince(Incident incident, Judgement j) {
        return !j.checkedAt().isBefore(incident.openedAt());
    }

    /** All have to have left; then the least good way counts. */
    private static Optional<Resolution> worst(Stream<Optional<Resolution>> each) {
        List<Optional<Resolution>> all = each.toList();
        return all.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : all.stream().map(Optional::get).max(java.util.Comparator.naturalOrder());
    }
}
