package io.landfall.calendar;

import io.landfall.model.Slot;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which of a dataset's export folders is the slot's own.
 *
 * @param own the folder to look into
 * @param unexplained further folders of the slot's time, in the order of their times
 */
public record Folders(Optional<String> own, List<String> unexplained) {

    public Folders {
        unexplained = List.copyOf(unexplained);
    }

    private record Timed(String name, FolderTime time) {}

    /**
     * Chooses among folder names ({@code exportTime=…}): those whose time lies in the slot; of several the first at or
     * after the successful run's start, else the last one.
     */
    public static Folders choose(Slot slot, Collection<String> names, Optional<Instant> runStart) {
        List<Timed> inSlot = names.stream()
                .flatMap(name -> FolderTime.parse(name).map(time -> new Timed(name, time)).stream())
                .filter(folder -> folder.time().in(slot))
                .sorted(Comparator.comparing((Timed folder) -> folder.time().at())
                        .thenComparing(Timed::name))
                .toList();
        if (inSlot.isEmpty()) {
            return new Folders(Optional.empty(), List.of());
        }
        Timed own = inSlot.stream()
                .filter(folder -> runStart.isPresent() && folder.time().atOrAfter(runStart.get()))
                .findFirst()
                .orElse(inSlot.get(inSlot.size() - 1));
        return new Folders(
                Optional.of(own.name()),
                inSlot.stream().filter(folder -> folder != own).map(Timed::name).toList());
    }
}
