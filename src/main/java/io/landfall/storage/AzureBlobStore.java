package io.landfall.storage;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.rest.PagedResponse;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobDownloadContentResponse;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.DownloadRetryOptions;
import com.azure.storage.blob.models.ListBlobsOptions;
import io.landfall.model.Storage;
import io.landfall.model.StoredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link Store} for a container of Azure Blob Storage, by folders and the service's own pages. */
public final class AzureBlobStore implements Store {
    private static final String SLASH = "/";
    private static final HttpHeaderName REQUEST_ID = HttpHeaderName.fromString("x-ms-request-id");
    private static final HttpHeaderName CONTENT_RANGE = HttpHeaderName.CONTENT_RANGE;

    private final Storage storage;
    private final BlobContainerClient container;

    AzureBlobStore(Storage storage, BlobContainerClient container) {
        this.storage = storage;
        this.container = container;
    }

    /** Where the service said that the next page begins. */
    record Marker(String token) implements Cursor.Place {
        static String of(Cursor cursor) {
            return cursor.place().map(place -> ((Marker) place).token()).orElse(null);
        }

        static Optional<Cursor> next(Cursor cursor, String token) {
            return Optional.ofNullable(token).filter(t -> !t.isEmpty()).map(t -> cursor.on(new Marker(t)));
        }
    }

    @Override
    public Page page(Cursor cursor) {
        Span span = cursor.span();
        try {
            ListBlobsOptions options = new ListBlobsOptions().setPrefix(span.prefix());
            PagedResponse<BlobItem> answer = container
                    .listBlobsByHierarchy(SLASH, options, AzureClients.whole(storage))
                    .iterableByPage(Marker.of(cursor))
                    .iterator()
                    .next();
            if (answer.getHeaders().getValue(REQUEST_ID) == null) {
                throw AzureFailures.broken(storage, "the answer is no listing of a container", null);
            }
            List<StoredFile> files = new ArrayList<>();
            List<String> folders = new ArrayList<>();
            for (BlobItem item : answer.getValue()) {
                if (!span.holds(item.getName())) {
                    continue;
                }
                if (Boolean.TRUE.equals(item.isPrefix())) {
                    folders.add(item.getName());
                } else {
                    files.add(new StoredFile(
                            item.getName(),
                            item.getProperties().getContentLength(),
                            item.getProperties().getLastModified().toInstant()));
                }
            }
            return new Page(files, folders, Marker.next(cursor, answer.getContinuationToken()));
        } catch (RuntimeException e) {
            throw AzureFailures.of(storage, e);
        }
    }

    @Override
    public byte[] read(Piece piece) throws FileChanged {
        BlobDownloadContentResponse answer;
        try {
            answer = container
                    .getBlobClient(piece.file().key())
                    .downloadContentWithResponse(
                            new DownloadRetryOptions().setMaxRetryRequests(0),
                            null,
                            new BlobRange(piece.from(), (long) piece.length()),
                            false,
                            AzureClients.whole(storage),
                            Context.NONE);
        } catch (RuntimeException e) {
            Optional<FileChanged> changed = AzureFailures.changed(e);
            if (changed.isPresent()) {
                throw changed.get();
            }
            throw AzureFailures.of(storage, e);
        }
        check(piece, answer.getHeaders().getValue(CONTENT_RANGE));
        byte[] bytes = answer.getValue().toBytes();
        if (bytes.length != piece.length()) {
            throw AzureFailures.broken(
                    storage, "asked for " + piece.length() + " bytes of a file, got " + bytes.length, null);
        }
        return bytes;
    }

    @Override
    public void close() {
        // the JDK's HTTP client ends its connections by itself
    }

    private void check(Piece piece, String range) throws FileChanged {
        long listed = piece.file().bytes();
        if (range == null) {
            throw AzureFailures.broken(storage, "the store does not answer with the range that was asked for", null);
        }
        if (!range.endsWith(SLASH + listed)) {
            throw FileChanged.size(listed, range.substring(range.indexOf('/') + 1));
        }
        if (!range.equals("bytes " + piece.from() + "-" + piece.last() + SLASH + listed)) {
            throw AzureFailures.broken(storage, "asked for another range than the answer's: " + range, null);
        }
    }
}
