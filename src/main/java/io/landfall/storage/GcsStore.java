package io.landfall.storage;

import com.google.cloud.ReadChannel;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobSourceOption;
import io.landfall.model.Storage;
import io.landfall.model.StoredFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link Store} for Google Cloud Storage by its JSON interface: one request for a page, one for a range. */
public final class GcsStore implements Store {
    private static final long PAGE = 1000;

    private final Storage storage;
    private final com.google.cloud.storage.Storage client;
    private final Runnable closing;

    /** @param closing ends what the client holds open */
    GcsStore(Storage storage, com.google.cloud.storage.Storage client, Runnable closing) {
        this.storage = storage;
        this.client = client;
        this.closing = closing;
    }

    /** @param token what Google gave with the page before */
    private record NextPage(String token) implements Cursor.Place {}

    @Override
    public Page page(Cursor cursor) {
        Span span = cursor.span();
        try {
            com.google.api.gax.paging.Page<Blob> answer = client.list(storage.need("bucket"), options(cursor));
            List<StoredFile> files = new ArrayList<>();
            List<String> folders = new ArrayList<>();
            boolean past = false;
            for (Blob blob : answer.getValues()) {
                String key = blob.getName();
                if (!key.startsWith(span.prefix())) {
                    throw GcsFailures.broken(storage, "a listing by prefix holds a name without it", null);
                }
                past |= span.past(key);
                if (!span.holds(key)) {
                    continue;
                }
                if (blob.isDirectory()) {
                    folders.add(key);
                } else {
                    files.add(file(key, blob));
                }
            }
            Optional<Cursor> next = Optional.ofNullable(answer.getNextPageToken())
                    .filter(token -> !token.isEmpty())
                    .map(token -> cursor.on(new NextPage(token)));
            next.filter(cursor::equals).ifPresent(same -> {
                throw GcsFailures.broken(storage, "the listing does not go on behind its page", null);
            });
            return new Page(files, folders, past ? Optional.empty() : next);
        } catch (RuntimeException e) {
            throw GcsFailures.of(storage, e);
        }
    }

    /** Names come in order, so that once one lies behind the span the rest do too. */
    private static BlobListOption[] options(Cursor cursor) {
        Span span = cursor.span();
        List<BlobListOption> options = new ArrayList<>(List.of(
                BlobListOption.prefix(span.prefix()),
                BlobListOption.delimiter("/"),
                BlobListOption.pageSize(PAGE),
                BlobListOption.fields(BlobField.NAME, BlobField.SIZE, BlobField.UPDATED)));
        if (span.after().compareTo(span.prefix()) > 0) {
            options.add(BlobListOption.startOffset(span.after()));
        }
        cursor.place()
                .map(place -> ((NextPage) place).token())
                .ifPresent(t -> options.add(BlobListOption.pageToken(t)));
        return options.toArray(BlobListOption[]::new);
    }

    private StoredFile file(String key, Blob blob) {
        if (blob.getSize() == null || blob.getUpdateTimeOffsetDateTime() == null) {
            throw GcsFailures.broken(storage, "a listing's entry has no size or no time", null);
        }
        return new StoredFile(
                key, blob.getSize(), blob.getUpdateTimeOffsetDateTime().toInstant());
    }

    /** To a file's end one byte more is asked for: a file that has grown answers it. */
    @Override
    public byte[] read(Piece piece) throws FileChanged {
        int wanted = piece.toTheEnd() ? piece.length() + 1 : piece.length();
        ByteBuffer bytes = ByteBuffer.allocate(wanted);
        BlobId file = BlobId.of(storage.need("bucket"), piece.file().key());
        try (ReadChannel channel = client.reader(file, BlobSourceOption.shouldReturnRawInputStream(true))) {
            channel.setChunkSize(0);
            channel.seek(piece.from());
            channel.limit(piece.from() + wanted);
            int n = 0;
            while (bytes.hasRemaining() && n >= 0) {
                n = channel.read(bytes);
            }
        } catch (IOException | RuntimeException e) {
            if (GcsFailures.gone(e)) {
                throw FileChanged.gone(e);
            }
            throw GcsFailures.of(storage, e);
        }
        int read = bytes.position();
        if (read < piece.length()) {
            throw FileChanged.size(piece.file().bytes(), "not more than " + (piece.from() + read));
        }
        if (read > piece.length()) {
            throw FileChanged.size(piece.file().bytes(), "more");
        }
        return bytes.array().length == read ? bytes.array() : java.util.Arrays.copyOf(bytes.array(), read);
    }

    @Override
    public void close() {
        closing.run();
    }
}
