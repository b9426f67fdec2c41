package io.landfall.storage;

/**
 * What is asked of a store, whatever its kind; it only ever reads. Safe for many threads.
 *
 * <p>The routes {@code direct:list-<storage>} and {@code direct:read-<storage>} of a kind's route file keep to this
 * contract: they take what these methods take and answer what they answer. Most kinds have the route call a bean of this
 * type; where Camel's component pages in constant memory (S3), its endpoint stands in the route instead, between a bean
 * that makes the request and one that takes the answer.
 *
 * <p>One call is one attempt: it is never repeated in here, routes repeat it where {@link StoreFailure#passing} says so.
 * Failures are {@link StoreFailure}, with the store's own code and a remedy, or the client's own exceptions where {@link
 * StoreFailures} knows them. No call outlasts the storage's {@code timeout} by much.
 */
public interface Store extends AutoCloseable {

    /**
     * Lists a part of what lies directly in the cursor's folder, and where to go on. The pages together are complete: in
     * any order, each file and sub-folder of the span once, however many there are, in memory for one page of about a
     * thousand. Files carry the sizes of the listing itself, without a call for each. What is not in the span may be left
     * out. A folder that does not exist has no entries; a bucket, container or login that does not is a failure. An
     * answer that cannot be told to be whole is a failure, never a shorter page.
     */
    Page page(Cursor cursor);

    /**
     * Reads exactly the piece's bytes.
     *
     * @throws FileChanged if the file is not, or no longer, as it was listed: gone, shorter or longer
     * @throws StoreFailure also for an answer that is shorter than asked for while the file is not
     */
    byte[] read(Piece piece) throws FileChanged;

    @Override
    void close();
}
