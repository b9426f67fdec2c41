package io.landfall.canary;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The secrets that tests use, and everything that was put out while they were used; {@link CanaryScanTest} looks for the
 * ones in the others when all tests are over. Where the build does not ask for it, nothing is kept.
 */
public final class Canaries {
    /** Leaked on purpose, through every way out. */
    static final String PLANTED = "pl4nted-c4nary/of+the=scan&of all";

    /** The system property that says where this process keeps what is put out. */
    static final String KEEP = "landfall.canaries.keep";

    private static final int SHORTEST = 8;
    private static final String NAMES = "canaries.base64";
    private static final Pattern SECRET = Pattern.compile(
            "(.*\\.)?(client-secret|secret-key|access-key|connection-string|sas-token|account-key|password|passphrase|token)");
    private static final Pattern ENDPOINT = Pattern.compile("alert\\.[^.]+\\.to|heartbeat\\.to");
    private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();
    private static final AtomicBoolean BEGUN = new AtomicBoolean();
    private static final Map<Way, OutputStream> KEPT = new EnumMap<>(Way.class);

    private Canaries() {}

    /** The ways out of the program. */
    public enum Way {
        OUT,
        ERR,
        LOG,
        EXCEPTION,
        COMMAND,
        CHILD,
        DATABASE,
        MESSAGE,
        ROUTES;

        Path file(Path folder) {
            return folder.resolve(name().toLowerCase(Locale.ROOT));
        }
    }

    /** The secrets among property keys, those of all kinds of storage, platforms, channels and the server. */
    public static void plant(Map<String, String> keys) {
        keys.forEach((key, value) -> {
            if (SECRET.matcher(key).matches()) {
                plant(value);
                Arrays.stream(value.split(";"))
                        .filter(part -> part.startsWith("AccountKey="))
                        .forEach(part -> plant(part.substring("AccountKey=".length())));
            } else if (ENDPOINT.matcher(key).matches()) {
                plant(parts(value));
            }
        });
    }

    /** The path's parts and the options' values of an endpoint that are long enough to be secrets. */
    private static Collection<String> parts(String uri) {
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        Stream<String> segments = Arrays.stream(path.split("/")).skip(3).filter(s -> s.length() >= 2 * SHORTEST);
        Stream<String> options = query < 0
                ? Stream.empty()
                : Arrays.stream(uri.substring(query + 1).split("&")).map(o -> o.substring(o.indexOf('=') + 1));
        return Stream.concat(segments, options).filter(s -> !s.contains(":")).toList();
    }

    public static void plant(Collection<String> secrets) {
        secrets.forEach(Canaries::plant);
    }

    /** One secret; a short one would be found everywhere. */
    public static void plant(String secret) {
        if (secret.length() >= SHORTEST && !secret.contains("{{") && !secret.startsWith("file:") && KNOWN.add(secret)) {
            folder().ifPresent(folder -> {
                String line = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)) + "\n";
                write(folder.resolve(NAMES), line);
            });
        }
    }

    /** Which of the secrets planted so far stand in a text, for a test that looks for itself. */
    public static Set<String> shownIn(String text) {
        return KNOWN.stream()
                .filter(secret -> Spellings.of(secret).stream().anyMatch(text::contains))
                .collect(Collectors.toSet());
    }

    /** Keeps what was put out. */
    public static void note(Way way, String text) {
        note(way, (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static void note(Way way, byte[] bytes) {
        folder().ifPresent(folder -> {
            synchronized (KEPT) {
                try {
                    OutputStream out = KEPT.get(way);
                    if (out == null) {
                        out = Files.newOutputStream(
                                way.file(folder), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                        KEPT.put(way, out);
                    }
                    out.write(bytes);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }

    /** Keeps a database as it is on the disk, its journal too. */
    public static void noteDatabase(Path file) {
        if (folder().isEmpty()) {
            return;
        }
        for (String suffix : new String[] {"", "-wal"}) {
            Path part = file.resolveSibling(file.getFileName() + suffix);
            try {
                if (Files.exists(part)) {
                    note(Way.DATABASE, Files.readAllBytes(part));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Empties this process's folder for a new run of all tests.
     *
     * @return whether something is kept, and this is the process's first call: each test class may be a run of its own
     */
    static boolean begin() {
        if (folder().isEmpty() || !BEGUN.compareAndSet(false, true)) {
            return false;
        }
        folder().ifPresent(folder -> {
            try {
                Files.createDirectories(folder);
                Files.deleteIfExists(folder.resolve(NAMES));
                for (Way way : Way.values()) {
                    Files.deleteIfExists(way.file(folder));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return true;
    }

    /** The folders of the processes of a run that is over. */
    static List<Path> folders(Path all) throws IOException {
        try (Stream<Path> folders = Files.list(all)) {
            return folders.filter(folder -> Files.exists(folder.resolve(NAMES))).toList();
        }
    }

    /** The secrets of a run that is over. */
    static Set<String> of(List<Path> folders) throws IOException {
        Set<String> secrets = new TreeSet<>();
        for (Path folder : folders) {
            for (String line : Files.readAllLines(folder.resolve(NAMES))) {
                secrets.add(new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8));
            }
        }
        return secrets;
    }

    static Optional<Path> folder() {
        return Optional.ofNullable(System.getProperty(KEEP))
                .filter(f -> !f.isBlank())
                .map(Path::of);
    }

    private static synchronized void write(Path file, String line) {
        try {
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
