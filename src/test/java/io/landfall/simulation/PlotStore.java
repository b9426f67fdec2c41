package io.landfall.simulation;

import io.landfall.alert.Sample;
import io.landfall.model.Landing;
import io.landfall.model.Storage;
import io.landfall.model.StorageType;
import io.landfall.model.StoredFile;
import io.landfall.model.Trouble;
import io.landfall.storage.Cursor;
import io.landfall.storage.Page;
import io.landfall.storage.Piece;
import io.landfall.storage.Span;
import io.landfall.storage.Store;
import io.landfall.storage.StoreFailure;
import io.landfall.storage.StoreKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** The lake of a plot, listed and read as any store: what lies there follows from the landings of its phases. */
final class PlotStore implements Store, StoreKind {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);
    private static final byte[] GOOD = gzip("{\"order\":17}\n".repeat(400));
    private static final byte[] CUT_OFF = Arrays.copyOf(GOOD, GOOD.length / 2);
    private static final byte[] OTHER = "order;17\n".repeat(40).getBytes(StandardCharsets.UTF_8);

    private final Plot plot;
    private final Hourglass clock;
    private final Runnable asked;

    /** @param asked called before each answer */
    PlotStore(Plot plot, Hourglass clock, Runnable asked) {
        this.plot = plot;
        this.clock = clock;
        this.asked = asked;
    }

    @Override
    public Page page(Cursor cursor) {
        attend();
        Span span = cursor.span();
        List<StoredFile> files = new ArrayList<>();
        List<String> folders = new ArrayList<>();
        for (Plot.Thread t : plot.threads) {
            String home = t.export().path() + "/" + Sample.DATASET + "/";
            if (!span.folder().startsWith(home)) {
                continue;
            }
            for (Instant due : t.slots().keySet()) {
                Phase phase = t.at(due, clock.instant());
                if (phase.landing().files() == 0) {
                    continue;
                }
                String folder = home + "exportTime=" + TIME.format(written(t, due)) + "/";
                if (span.folder().equals(folder)) {
                    files(folder, phase.landing(), files);
                } else if (span.folder().equals(home) && span.holds(folder)) {
                    folders.add(folder);
                }
            }
        }
        return new Page(files.stream().filter(f -> span.holds(f.key())).toList(), folders, Optional.empty());
    }

    /** When the slot's first run began to write, inside of {@code [due, next)}. */
    private static Instant written(Plot.Thread t, Instant due) {
        Instant began = t.slots().get(due).get(1).runs().get(0).began().plusSeconds(1);
        return began.isBefore(due) ? due : began;
    }

    private static void files(String folder, Landing landing, List<StoredFile> into) {
        long odd = landing.empty() + landing.wrongFormat() + landing.corrupt();
        for (int i = 0; i < landing.files(); i++) {
            byte[] content = i >= odd ? GOOD : content(landing);
            String name =
                    "part-0000" + i + (i < landing.wrongFormat() && landing.bytes() % 2 == 1 ? ".csv" : ".json.gz");
            into.add(new StoredFile(
                    folder + name, content.length, landing.newest().orElseThrow()));
        }
    }

    private static byte[] content(Landing landing) {
        return landing.empty() > 0 ? new byte[0] : landing.wrongFormat() > 0 ? OTHER : CUT_OFF;
    }

    @Override
    public byte[] read(Piece piece) {
        attend();
        byte[] content = List.of(GOOD, CUT_OFF, OTHER).stream()
                .filter(c -> c.length == piece.file().bytes())
                .findFirst()
                .orElseThrow();
        return Arrays.copyOfRange(content, (int) piece.from(), (int) piece.from() + piece.length());
    }

    private void attend() {
        asked.run();
        Instant now = clock.instant();
        Optional<Outage> outage = plot.outages.stream()
                .filter(o -> o.whose().equals(Outage.STORE) && o.at(now))
                .findFirst();
        if (outage.isPresent()) {
            Storage lake = plot.config.storages().get("lake");
            throw switch ((int) (outage.get().from().getEpochSecond() % 3)) {
                case 0 -> StoreFailure.lasting(lake, Trouble.Kind.DENIED, "AccessDenied", "ask for the right", null);
                case 1 -> StoreFailure.lasting(lake, Trouble.Kind.UNREACHABLE, "InternalError", "look at it", null);
                default -> {
                    clock.after(Duration.ofSeconds(2));
                    yield StoreFailure.lasting(lake, Trouble.Kind.TIMED_OUT, "no answer in 30 s", "wait", null);
                }
            };
        }
    }

    @Override
    public StorageType type() {
        return StorageType.S3;
    }

    @Override
    public String listTemplate() {
        return "verify-sftp-list";
    }

    @Override
    public String readTemplate() {
        return "verify-sftp-read";
    }

    @Override
    public Opened open(Storage storage) {
        return new Opened(Map.of("lake-store", this), Map.of("store", "lake-store"), () -> {});
    }

    @Override
    public void close() {
        // holds nothing
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
