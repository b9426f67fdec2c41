package io.landfall.storage;

import io.landfall.model.Storage;
import io.landfall.model.StoredFile;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** {@link Store} for one folder of a bucket, whose name stands in front of no key that is given or taken. */
final class S3FolderStore implements Store {
    private final Storage storage;
    private final S3Client client;
    private final S3Pages pages;
    private final String root;

    /** @param folder without slashes around it; empty for the whole bucket */
    S3FolderStore(Storage storage, S3Client client, String folder) {
        this.storage = storage;
        this.client = client;
        this.pages = new S3Pages(storage);
        this.root = folder.isEmpty() ? "" : folder + "/";
    }

    @Override
    public Page page(Cursor cursor) {
        Span span = cursor.span();
        Span there = new Span(
                root + span.folder(),
                root + span.prefix(),
                root + span.after(),
                span.until().map(end -> root + end));
        try {
            S3Pages.Question question =
                    pages.page(new Cursor(there, cursor.place().map(this::there)));
            client.listObjects(question.request());
            Page page = pages.taken(question);
            return new Page(
                    page.files().stream()
                            .map(f -> new StoredFile(here(f.key()), f.bytes(), f.modified()))
                            .toList(),
                    page.folders().stream().map(this::here).toList(),
                    page.next().map(next -> new Cursor(span, next.place().map(this::here))));
        } catch (SdkException e) {
            throw StoreFailures.of(storage, e);
        }
    }

    @Override
    public byte[] read(Piece piece) throws FileChanged {
        StoredFile file = piece.file();
        Piece there = new Piece(
                new StoredFile(root + file.key(), file.bytes(), file.modified()), piece.from(), piece.length());
        try {
            return pages.bytes(there, client.getObject(pages.piece(there)));
        } catch (SdkException e) {
            Optional<FileChanged> changed = StoreFailures.changed(e);
            if (changed.isPresent()) {
                throw changed.get();
            }
            throw StoreFailures.of(storage, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private Cursor.Place there(Cursor.Place place) {
        return new Cursor.Key(root + ((Cursor.Key) place).last());
    }

    private Cursor.Place here(Cursor.Place place) {
        return new Cursor.Key(here(((Cursor.Key) place).last()));
    }

    /** A bucket's listing goes on behind a key of this folder: {@link S3Pages} has refused all others. */
    private String here(String key) {
        return key.substring(root.length());
    }
}
