package io.landfall.runtime;

import static io.landfall.model.Shown.shown;

import io.landfall.calendar.Runs;
import io.landfall.content.ManifestProbe;
import io.landfall.model.Depth;
import io.landfall.model.Manifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the manifests of a look come to: whose the folder is, and what is to be said. */
final class Manifests {
    private Manifests() {}

    /** The manifest of another slot, where the folder has such and none of its own, and its name tells a time. */
    static Optional<Manifest> ofOtherSlot(LookingAt look) {
        if (look.choice().byFileTime() || own(look).findAny().isPresent()) {
            return Optional.empty();
        }
        return look.said().stream()
                .map(ManifestProbe::manifest)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * That of the slot's folder; else that of a folder of the slot's time which is another slot's. Only whose it is counts
     * of the latter, and of one whose files changed while they were looked at.
     */
    static Optional<Manifest> of(LookingAt look) {
        return own(look)
                .reduce(Manifest::and)
                .map(m -> look.changed() + look.gone() == 0 ? m : m.withoutFiles())
                .or(() -> look.rejected().values().stream().findFirst().map(Manifest::withoutFiles));
    }

    static List<String> remarks(LookingAt look) {
        List<String> remarks = new ArrayList<>();
        look.rejected()
                .forEach((folder, manifest) -> remarks.add("UNEXPLAINED_FOLDER: " + shown(folder, 200)
                        + " is of this slot's time, but its manifest says that it was due at "
                        + manifest.scheduledTime().map(Instant::toString).orElse("?") + "; not counted"));
        look.said().forEach(manifest -> remarks.addAll(manifest.remarks()));
        if (look.request().depth() == Depth.PRESENCE && !look.manifests().isEmpty()) {
            remarks.add("a manifest is there and was not read (verify=presence)");
        }
        return remarks;
    }

    private static Stream<Manifest> own(LookingAt look) {
        return look.said().stream()
                .map(ManifestProbe::manifest)
                .flatMap(Optional::stream)
                .filter(m -> m.scheduledTime()
                        .map(t ->
                                Runs.within(look.request().due(), look.request().next(), t))
                        .orElse(true));
    }
}
