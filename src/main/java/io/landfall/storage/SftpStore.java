package io.landfall.storage;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.SftpException;
import io.landfall.model.Storage;
import java.io.IOException;
import java.io.InputStream;

/** {@link Store} for SFTP: one directory read without a call for each file, ranges by offset. Makes and moves nothing. */
public final class SftpStore implements Store {
    private final Storage storage;
    private final SftpLinks links;

    public SftpStore(Storage storage) {
        this.storage = storage;
        this.links = new SftpLinks(storage);
    }

    /** A directory that does not exist has no entries; that much only a login that worked can say. */
    @Override
    public Page page(Cursor cursor) {
        SftpListing listing =
                cursor.place().map(SftpListing.class::cast).orElseGet(() -> SftpListing.start(links, cursor.span()));
        return listing.next(cursor);
    }

    @Override
    public byte[] read(Piece piece) throws FileChanged {
        return links.use(link -> {
            try (InputStream stream = link.channel().get(quoted(piece.file().key()), null, piece.from())) {
                byte[] bytes = stream.readNBytes(piece.length());
                link.progress();
                if (bytes.length < piece.length()) {
                    throw FileChanged.size(piece.file().bytes(), "not more than " + (piece.from() + bytes.length));
                }
                if (piece.toTheEnd() && stream.read() >= 0) {
                    throw FileChanged.size(piece.file().bytes(), "more");
                }
                return bytes;
            } catch (SftpException e) {
                if (e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE) {
                    throw FileChanged.gone(e);
                }
                throw e;
            }
        });
    }

    @Override
    public void close() {
        links.close();
    }

    Storage storage() {
        return storage;
    }

    /** A path as JSch takes it: it reads {@code *}, {@code ?} and the backslash as a pattern. */
    static String quoted(String path) {
        return path.replaceAll("[\\\\*?]", "\\\\$0");
    }

    /** What is done over one connection. */
    @FunctionalInterface
    interface Use<T> {
        T with(SftpLink link) throws SftpException, IOException;
    }
}
