package io.landfall.storage;

import io.landfall.model.Storage;
import io.landfall.model.StoredFile;
import io.landfall.model.Trouble;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;

/**
 * {@link Store} for S3, around the two calls that its routes make: a request from what is asked, an answer from what came
 * back. {@code ListObjects} in its first version, because that is what Camel's endpoint has.
 */
public final class S3Pages {
    private static final String SLASH = "/";

    private final Storage storage;

    S3Pages(Storage storage) {
        this.storage = storage;
    }

    /** A page that is asked for; the client puts into {@code answer} what the store sends. */
    public record Question(Cursor cursor, ListObjectsRequest request, S3Answer answer) {}

    /** The request for a page. */
    public Question page(Cursor cursor) {
        Span span = cursor.span();
        S3Answer answer = new S3Answer();
        ListObjectsRequest.Builder request = ListObjectsRequest.builder()
                .bucket(storage.need("bucket"))
                .prefix(span.prefix())
                .delimiter(SLASH)
                .encodingType(EncodingType.URL)
                .overrideConfiguration(o -> o.putExecutionAttribute(answer.attribute(), answer));
        String marker = marker(cursor);
        if (!marker.isEmpty()) {
            request.marker(marker);
        }
        return new Question(cursor, request.build(), answer);
    }

    /** The page from its answer: whole, of this prefix, in the order of keys and behind the page before, or a failure. */
    public Page taken(Question question) {
        S3Answer answer = question.answer();
        if (!answer.whole()) {
            throw broken("the answer is no listing of a bucket", true);
        }
        Span span = question.cursor().span();
        String marker = marker(question.cursor());
        List<StoredFile> files = answer.files();
        List<String> folders = answer.folders();
        String last = later(
                inOrder(span, marker, files.stream().map(StoredFile::key).toList()), inOrder(span, marker, folders));
        Optional<Cursor> next = Optional.empty();
        if (answer.truncated()) {
            String on = answer.nextMarker() == null ? last : answer.nextMarker();
            if (KeyOrder.compare(on, marker) <= 0 || !on.startsWith(span.prefix())) {
                throw broken("the listing does not go on behind its page", false);
            }
            next = Optional.of(question.cursor().on(new Cursor.Key(on))).filter(c -> !span.past(on));
        }
        return new Page(
                files.stream().filter(f -> span.holds(f.key())).toList(),
                folders.stream().filter(span::holds).toList(),
                next);
    }

    /** The request for a piece. */
    public GetObjectRequest piece(Piece piece) {
        return GetObjectRequest.builder()
                .bucket(storage.need("bucket"))
                .key(piece.file().key())
                .range("bytes=" + piece.from() + "-" + piece.last())
                .build();
    }

    /** The piece's bytes, all of them; the stream is used up. */
    public byte[] bytes(Piece piece, ResponseInputStream<GetObjectResponse> stream) throws FileChanged {
        boolean whole = false;
        try {
            check(piece, stream.response());
            byte[] bytes = new byte[piece.length()];
            int got = stream.readNBytes(bytes, 0, bytes.length);
            if (got < bytes.length) {
                throw broken("asked for " + piece.length() + " bytes of a file, got " + got, true);
            }
            whole = true;
            return bytes;
        } catch (FileChanged e) {
            throw e;
        } catch (IOException e) {
            throw StoreFailures.of(storage, e);
        } finally {
            end(stream, whole);
        }
    }

    private void check(Piece piece, GetObjectResponse response) throws FileChanged {
        String range = response.contentRange();
        long listed = piece.file().bytes();
        if (range == null) {
            if (piece.from() != 0 || !Long.valueOf(piece.length()).equals(response.contentLength())) {
                throw broken("the store does not answer with the range that was asked for", false);
            }
        } else if (!range.endsWith(SLASH + listed)) {
            throw FileChanged.size(listed, range.substring(range.indexOf('/') + 1));
        } else if (!range.equals("bytes " + piece.from() + "-" + piece.last() + SLASH + listed)) {
            throw broken("asked for another range than the answer's: " + range, true);
        }
    }

    /** Gives the connection back where all was read, and drops it where the rest would have to be read first. */
    private void end(ResponseInputStream<GetObjectResponse> stream, boolean whole) {
        if (!whole) {
            stream.abort();
            return;
        }
        try {
            stream.close();
        } catch (IOException e) {
            throw StoreFailures.of(storage, e);
        }
    }

    private String inOrder(Span span, String marker, List<String> keys) {
        String last = marker;
        for (String key : keys) {
            if (!key.startsWith(span.prefix())) {
                throw broken("a listing by prefix holds a key without it", false);
            }
            if (KeyOrder.compare(key, last) <= 0) {
                throw broken("the keys of a listing are not in order", false);
            }
            last = key;
        }
        return last;
    }

    private static String marker(Cursor cursor) {
        return cursor.place()
                .map(place -> ((Cursor.Key) place).last())
                .orElse(cursor.span().after());
    }

    private static String later(String a, String b) {
        return KeyOrder.compare(a, b) > 0 ? a : b;
    }

    private StoreFailure broken(String detail, boolean passing) {
        String remedy = "the store, or something between, does not keep to the S3 protocol: look at storage."
                + storage.name() + ".endpoint";
        return passing
                ? StoreFailure.passing(storage, Trouble.Kind.BROKEN_ANSWER, detail, remedy, null)
                : StoreFailure.lasting(storage, Trouble.Kind.BROKEN_ANSWER, detail, remedy, null);
    }
}
