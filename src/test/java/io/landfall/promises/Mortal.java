package io.landfall.promises;

import io.landfall.flowservice.Answer;
import io.landfall.model.Config;
import io.landfall.runtime.Provisioning;
import io.landfall.runtime.ProvisioningRound;
import io.landfall.runtime.ProvisioningTurn;
import io.landfall.state.Intents;
import io.landfall.state.Locks;
import io.landfall.state.SentCredentials;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process that can be killed: from the given boundary on nothing is done any more, locks are not let go. Each creating
 * call has four boundaries: before and after its row, before and after its outcome.
 */
final class Mortal extends Provisioning {

    /** What ends it; nothing of ours catches an error. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final AtomicInteger left;

    /** @param left how many boundaries it lives through */
    Mortal(
            Config config,
            Locks locks,
            Intents intents,
            SentCredentials sent,
            Clock clock,
            Duration settle,
            AtomicInteger left) {
        super(config, locks, intents, sent, clock, settle);
        this.left = left;
    }

    private void boundary() {
        if (left.getAndDecrement() <= 0) {
            throw new Killed();
        }
    }

    @Override
    public ProvisioningTurn begin(ProvisioningTurn turn) {
        boundary();
        ProvisioningTurn begun = super.begin(turn);
        boundary();
        return begun;
    }

    @Override
    public ProvisioningTurn done(ProvisioningTurn turn, Answer answer) {
        boundary();
        ProvisioningTurn done = super.done(turn, answer);
        boundary();
        return done;
    }

    @Override
    public ProvisioningTurn failed(ProvisioningTurn turn, Exception thrown) {
        boundary();
        return super.failed(turn, thrown);
    }

    @Override
    public void release(ProvisioningRound round) {
        if (left.get() >= 0) {
            super.release(round);
        }
    }
}
