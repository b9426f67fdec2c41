package io.landfall.content;

import static io.landfall.model.Shown.shown;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import io.landfall.model.Manifest;
import io.landfall.model.StoredFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a run's manifest piece by piece, in constant memory, and holds each file that it names against what was listed. It
 * is no data: its finding says nothing, {@link #manifest} and {@link #remarks} do.
 */
public final class ManifestProbe extends ReadingProbe {
    private static final long LARGEST = 256L << 20;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(20)
                    .maxStringLength(20_000)
                    .maxNameLength(1_000)
                    .build())
            .build();

    private final StoredFile file;
    private final int piece;
    private final ManifestEntries entries;
    private final JsonParser parser;
    private final ByteArrayFeeder feeder;
    private String fault;

    /**
     * @param folder the slot's, without a slash at its end
     * @param piece bytes to read at once
     */
    public ManifestProbe(StoredFile file, String folder, Listed listed, int piece) {
        super(file.bytes() == 0 || file.bytes() > LARGEST ? null : Range.of(0, Math.min(file.bytes(), piece)));
        this.file = file;
        this.piece = piece;
        this.entries = new ManifestEntries(folder, listed);
        try {
            this.parser = JSON.createNonBlockingByteArrayParser();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        this.feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
        if (file.bytes() == 0 || file.bytes() > LARGEST) {
            fault = file.bytes() == 0 ? "it is empty" : "it is larger than " + (LARGEST >> 20) + " MiB";
        }
    }

    @Override
    Range look(Range range, byte[] bytes) {
        long next = range.last() + 1;
        try {
            feeder.feedInput(bytes, 0, bytes.length);
            if (next == file.bytes()) {
                feeder.endOfInput();
            }
            JsonToken token;
            while ((token = parser.nextToken()) != null && token != JsonToken.NOT_AVAILABLE) {
                entries.take(token, parser);
            }
        } catch (IOException e) {
            // the parser's message quotes the file
            fault = "it is not JSON";
            return null;
        }
        if (next < file.bytes()) {
            return Range.of(next, Math.min(file.bytes(), next + piece));
        }
        fault = entries.whole() ? null : "it does not hold what a manifest does";
        return null;
    }

    @Override
    FileFinding found() {
        return FileFinding.of();
    }

    /** What it says; absent where it cannot be read as a manifest. */
    public Optional<Manifest> manifest() {
        return fault == null ? Optional.of(entries.manifest()) : Optional.empty();
    }

    /** What is to be said about it. */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (fault != null) {
            remarks.add("the manifest " + shown(file.name()) + " cannot be used: " + fault);
        } else {
            entries.remarks().forEach(remark -> remarks.add("the manifest " + shown(file.name()) + " " + remark));
        }
        return remarks;
    }
}
