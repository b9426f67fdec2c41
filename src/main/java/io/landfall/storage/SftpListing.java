package io.landfall.storage;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.SftpATTRS;
import com.jcraft.jsch.SftpException;
import io.landfall.model.StoredFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A directory that is being read. JSch pushes entries, routes pull pages: a thread reads over a connection of its own and
 * waits while two pages lie ready, so that memory does not grow with the directory.
 */
final class SftpListing implements Cursor.Place {
    private static final int PAGE = 1000;

    private final SftpLinks links;
    private final Span span;
    private final BlockingQueue<Part> ready = new ArrayBlockingQueue<>(2);
    private volatile boolean closed;
    private StoreFailure ended;
    private List<StoredFile> files = new ArrayList<>();
    private List<String> folders = new ArrayList<>();

    /** What the thread hands over: entries, and with the last ones the end or the failure. */
    private record Part(List<StoredFile> files, List<String> folders, boolean last, StoreFailure failure) {}

    private SftpListing(SftpLinks links, Span span) {
        this.links = links;
        this.span = span;
    }

    static SftpListing start(SftpLinks links, Span span) {
        SftpListing listing = new SftpListing(links, span);
        Thread thread = new Thread(listing::read, "sftp-list-" + links.storage().name());
        thread.setDaemon(true);
        thread.start();
        return listing;
    }

    /** The next page, as soon as it is read. A listing that broke off cannot go on: only its first page is repeated. */
    Page next(Cursor cursor) {
        if (ended != null) {
            throw ended;
        }
        try {
            Part part = ready.take();
            if (part.failure() != null) {
                ended = cursor.place().isPresent() ? part.failure().lasting() : part.failure();
                throw ended;
            }
            return new Page(
                    part.files(), part.folders(), part.last() ? Optional.empty() : Optional.of(cursor.on(this)));
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw StoreFailures.timedOut(links.storage(), "listing was interrupted", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        ready.clear();
    }

    private void read() {
        StoreFailure failure = null;
        try {
            links.use(link -> {
                list(link);
                return null;
            });
        } catch (FileChanged e) {
            failure = StoreFailures.unreachable(links.storage(), StoreFailures.said(e), e);
        } catch (RuntimeException e) {
            failure = StoreFailures.of(links.storage(), e);
        }
        if (!closed) {
            put(new Part(files, folders, true, failure));
        }
    }

    private void list(SftpLink link) throws SftpException {
        String folder = span.folder();
        String path = folder.isEmpty() ? "." : folder.length() > 1 ? folder.substring(0, folder.length() - 1) : folder;
        try {
            link.channel().ls(SftpStore.quoted(path), entry -> {
                link.progress();
                take(entry.getFilename(), entry.getAttrs());
                if (files.size() + folders.size() >= PAGE) {
                    hand(link);
                }
                return closed ? ChannelSftp.LsEntrySelector.BREAK : ChannelSftp.LsEntrySelector.CONTINUE;
            });
        } catch (SftpException e) {
            if (e.id != ChannelSftp.SSH_FX_NO_SUCH_FILE || isThere(link, path)) {
                throw e;
            }
        }
    }

    /** A server may also say "no such file" in the middle of a directory, of an entry that it cannot look at. */
    private static boolean isThere(SftpLink link, String path) throws SftpException {
        try {
            link.channel().stat(SftpStore.quoted(path));
            return true;
        } catch (SftpException e) {
            if (e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE) {
                return false;
            }
            throw e;
        }
    }

    private void take(String name, SftpATTRS attributes) {
        if (name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
            return;
        }
        String key = span.folder() + name;
        if (attributes.isDir() || attributes.isLink()) {
            if (span.holds(key + "/")) {
                folders.add(key + "/");
            }
        } else if (span.holds(key)) {
            files.add(new StoredFile(
                    key, attributes.getSize(), Instant.ofEpochSecond(Integer.toUnsignedLong(attributes.getMTime()))));
        }
    }

    /** Waits while nobody takes pages; the server need not send anything then. */
    private void hand(SftpLink link) {
        link.pause();
        put(new Part(files, folders, false, null));
        link.resume();
        files = new ArrayList<>();
        folders = new ArrayList<>();
    }

    private void put(Part part) {
        try {
            ready.put(part);
        } catch (InterruptedException e) {
            closed = true;
            Thread.currentThread().interrupt();
        }
    }
}
