package io.landfall.runtime;

import io.landfall.flowservice.ConnectionSpec;
import io.landfall.model.Action;
import io.landfall.model.Export;
import io.landfall.plan.Broken;
import io.landfall.plan.Observed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One apply over the exports of a sandbox, between two exports.
 *
 * @param observed the last look, with what this round has made since
 * @param lookedAt when that look began
 * @param remaining exports whose turn is to come
 * @param owner of the locks of this round
 * @param intents rows that this round has written
 * @param specs the connection specs that this round has read, by id
 */
public record ProvisioningRound(
        ProvisioningScope scope,
        Observed observed,
        Instant lookedAt,
        List<Export> remaining,
        ProvisioningResult result,
        String owner,
        Set<String> intents,
        Map<String, ConnectionSpec> specs) {

    public boolean more() {
        return !remaining.isEmpty();
    }

    /** After one more export. */
    ProvisioningRound after(ProvisioningTurn turn) {
        List<Action> carriedOut = new ArrayList<>(result.carriedOut());
        carriedOut.addAll(turn.carriedOut);
        List<Action> left = new ArrayList<>(result.left());
        left.addAll(turn.left);
        List<Broken> broken = new ArrayList<>(result.broken());
        turn.broken.ifPresent(broken::add);
        return new ProvisioningRound(
                scope,
                turn.observed,
                turn.lookedAt,
                remaining.subList(1, remaining.size()),
                new ProvisioningResult(carriedOut, left, broken),
                owner,
                Set.copyOf(turn.intents),
                Map.copyOf(turn.specs));
    }

    @Override
    public String toString() {
        return scope.platform().name() + "/" + scope.sandbox() + ", " + remaining.size() + " exports to go";
    }
}
