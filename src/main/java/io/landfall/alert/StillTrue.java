package io.landfall.alert;

import io.landfall.model.Incident;
import io.landfall.model.Incident.Resolution;
import io.landfall.model.Silence;
import io.landfall.model.Step;
import io.landfall.state.Notification;
import java.util.List;
import java.util.Optional;

/** The last look before a message is sent: whether it still says something that its reader has to know. Pure. */
public final class StillTrue {

    private StillTrue() {}

    /**
     * Why a message need not be sent any more; absent where it has to be.
     *
     * @param incident as it is now
     * @param all messages of this incident to this channel, this one included
     * @param silence under which nobody is told of it now, except of its end
     */
    public static Optional<String> dropped(
            Notification n, Incident incident, List<Notification> all, Optional<Silence> silence) {
        boolean resolved = incident.resolvedAt().isPresent();
        if (!resolved && silence.isPresent()) {
            return silence.map(Board::silenced);
        }
        return switch (n.kind()) {
            case OPENED ->
                resolved && n.attempts() == 0 && !leavesGap(incident)
                        ? Optional.of("resolved before it was told")
                        : Optional.empty();
            case WORSENED, REMINDED -> resolved ? Optional.of("resolved meanwhile") : Optional.empty();
            case RESOLVED ->
                n.standIn() || all.stream().anyMatch(StillTrue::wasTold)
                        ? Optional.empty()
                        : Optional.of("its opening was never told");
            case TEST -> Optional.empty();
        };
    }

    /** A missed slot stays missed though a later one landed, so somebody has to hear of it. */
    private static boolean leavesGap(Incident incident) {
        return !incident.cause()
                && !incident.condition()
                && incident.resolution().equals(Optional.of(Resolution.SUPERSEDED));
    }

    private static boolean wasTold(Notification n) {
        return n.kind() == Step.Message.OPENED && n.attempts() > 0;
    }
}
