package io.landfall.storage;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The search for a slot's folders, page by page: down from the template's fixed part, only through sub-folders that can
 * hold one; without a leading slash first, and with one where nothing was found. Belongs to one thread.
 */
public final class FolderWalk {
    /** More than any slot has: a template that matches so many cannot tell them apart. */
    private static final int MOST = 10_000;

    private final FolderTemplate template;
    private final Instant due;
    private final Instant next;
    private final Deque<Cursor> open = new ArrayDeque<>();
    private final List<Found> found = new ArrayList<>();
    private boolean slashed;

    /** A folder of the slot's time. */
    record Found(String folder, Optional<ExportTime> time) {}

    /** Begins the search for the folders of {@code [due, next)}. */
    public FolderWalk(FolderTemplate template, Instant due, Instant next) {
        this.template = template;
        this.due = due;
        this.next = next;
        open.add(Cursor.at(template.begin("", due, next)));
    }

    /** Whether another page has to be listed. */
    public boolean more() {
        return !open.isEmpty();
    }

    /** The page to list. */
    public Cursor cursor() {
        return open.element();
    }

    /** Takes the page that {@link #cursor} asked for; its files do not matter. */
    public void take(Page page) {
        open.remove();
        page.next().ifPresent(open::addFirst);
        for (String folder : page.folders()) {
            template.match(folder).ifPresent(match -> take(folder, match));
        }
        if (open.isEmpty() && found.isEmpty() && !slashed) {
            slashed = true;
            open.add(Cursor.at(template.begin("/", due, next)));
        }
    }

    private void take(String folder, FolderTemplate.Match match) {
        if (match.whole()) {
            if (match.time().map(time -> time.in(due, next)).orElse(true) && found.size() < MOST) {
                found.add(new Found(folder, match.time()));
            }
        } else if (match.time().map(time -> time.touches(due, next)).orElse(true)) {
            open.addLast(Cursor.at(Span.all(folder)));
        }
    }

    /**
     * What was found, once there is no more to list.
     *
     * @param not folders that are another slot's, as is known by now
     */
    public FolderChoice choose(Optional<Instant> runStart, Set<String> not) {
        List<Found> left = found.stream().filter(f -> !not.contains(f.folder())).toList();
        return FolderChoice.of(left, template.namesDataset(), runStart);
    }
}
