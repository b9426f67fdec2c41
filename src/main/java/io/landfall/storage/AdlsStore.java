package io.landfall.storage;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.rest.PagedResponse;
import com.azure.storage.file.datalake.DataLakeFileSystemClient;
import com.azure.storage.file.datalake.models.ListPathsOptions;
import com.azure.storage.file.datalake.models.PathItem;
import io.landfall.model.Storage;
import io.landfall.model.StoredFile;
import java.util.ArrayList;
import java.util.List;

/** {@link Store} for a Data Lake: directories by its own endpoint, which follows their access lists; files as blobs. */
public final class AdlsStore implements Store {
    private static final HttpHeaderName REQUEST_ID = HttpHeaderName.fromString("x-ms-request-id");

    private final Storage storage;
    private final DataLakeFileSystemClient container;
    private final Store blobs;

    AdlsStore(Storage storage, DataLakeFileSystemClient container, Store blobs) {
        this.storage = storage;
        this.container = container;
        this.blobs = blobs;
    }

    /** A leading slash means the same folder here, which is asked for without it. */
    @Override
    public Page page(Cursor cursor) {
        Span span = cursor.span();
        if (span.folder().startsWith("/")) {
            return Page.nothing();
        }
        try {
            ListPathsOptions options = new ListPathsOptions().setRecursive(false);
            if (!span.folder().isEmpty()) {
                options.setPath(span.folder().substring(0, span.folder().length() - 1));
            }
            PagedResponse<PathItem> answer = container
                    .listPaths(options, AzureClients.whole(storage))
                    .iterableByPage(AzureBlobStore.Marker.of(cursor))
                    .iterator()
                    .next();
            if (answer.getHeaders().getValue(REQUEST_ID) == null) {
                throw AzureFailures.broken(storage, "the answer is no listing of a container", null);
            }
            List<StoredFile> files = new ArrayList<>();
            List<String> folders = new ArrayList<>();
            for (PathItem item : answer.getValue()) {
                String key = item.isDirectory() ? item.getName() + "/" : item.getName();
                if (!span.holds(key)) {
                    continue;
                }
                if (item.isDirectory()) {
                    folders.add(key);
                } else {
                    files.add(new StoredFile(
                            key, item.getContentLength(), item.getLastModified().toInstant()));
                }
            }
            return new Page(files, folders, AzureBlobStore.Marker.next(cursor, answer.getContinuationToken()));
        } catch (RuntimeException e) {
            if (AzureFailures.code(e).equals("PathNotFound")) {
                return Page.nothing();
            }
            throw AzureFailures.of(storage, e);
        }
    }

    @Override
    public byte[] read(Piece piece) throws FileChanged {
        return blobs.read(piece);
    }

    @Override
    public void close() {
        blobs.close();
    }
}
