package io.landfall.spec;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads URLs, Camel endpoints and the database's URL, without touching the network. */
final class Endpoints {
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.+)", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("(?://)?([^/?#]*).*", Pattern.DOTALL);

    /** Components that start programs, reach into the process or hand back to our own routes: never alert channels. */
    private static final Set<String> DENIED = Set.of(
            "bean",
            "browse",
            "class",
            "controlbus",
            "cron",
            "dataset",
            "dataset-test",
            "direct",
            "disruptor",
            "disruptor-vm",
            "docker",
            "dynamic-router",
            "exec",
            "file",
            "freemarker",
            "groovy",
            "jcr",
            "jdbc",
            "jt400",
            "kamelet",
            "language",
            "mvel",
            "platform-http",
            "quartz",
            "ref",
            "rest",
            "rest-api",
            "scheduler",
            "script",
            "scp",
            "seda",
            "spring",
            "sql",
            "sql-stored",
            "ssh",
            "string-template",
            "stub",
            "timer",
            "velocity",
            "vm",
            "work",
            "xquery",
            "xslt",
            "xslt-saxon");

    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql://";

    private Endpoints() {}

    /** An http or https URL; plain {@code http:} to anything but loopback only where {@code plain} says so. */
    static URI url(String text, boolean plain) throws BadValue {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new BadValue("is not a URL, expected https://host or such");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("https") || scheme.equals("http")) || uri.getHost() == null) {
            throw new BadValue("is not a URL, expected https://host or such");
        }
        if (uri.getRawUserInfo() != null) {
            throw new BadValue("holds credentials, expected a URL without them");
        }
        if (scheme.equals("http") && !plain && !loopback(uri.getHost())) {
            throw new BadValue("is plain http: to another machine, expected https:");
        }
        return uri;
    }

    /** Any Camel endpoint but those that do more than send. */
    static String channel(String text) throws BadValue {
        Matcher uri = SCHEME.matcher(text);
        if (!uri.matches()) {
            throw new BadValue(
                    "is not a Camel endpoint, expected scheme:…, such as https://host/path or slack:#channel");
        }
        String scheme = uri.group(1).toLowerCase(Locale.ROOT);
        if (DENIED.contains(scheme)) {
            throw new BadValue("has the scheme " + scheme + ", which no alert channel may have,"
                    + " expected one that only sends, such as https, slack, smtps or log");
        }
        if (scheme.equals("http") && !loopback(hostOf(uri.group(2)))) {
            throw new BadValue("is plain http: to another machine, expected https:");
        }
        return text;
    }

    private static String hostOf(String rest) {
        Matcher authority = AUTHORITY.matcher(rest);
        String text = authority.matches() ? authority.group(1) : "";
        text = text.substring(text.lastIndexOf('@') + 1);
        int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
        return end > 0 ? text.substring(0, end) : text;
    }

    /** By its spelling; names are not looked up. */
    static boolean loopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.matches("127(\\.[0-9]{1,3}){3}")
                || name.equals("[::1]")
                || name.equals("::1");
    }

    /** {@code jdbc:sqlite:} with a path, made absolute, or {@code jdbc:postgresql://}, without a password in it. */
    static String state(String text, Path folder) throws BadValue {
        if (text.startsWith(POSTGRESQL) && text.length() > POSTGRESQL.length()) {
            if (text.toLowerCase(Locale.ROOT).contains("password=") || text.contains("@")) {
                throw new BadValue("holds credentials, expected them in state.user and state.password");
            }
            return text;
        }
        if (!text.startsWith(SQLITE) || text.length() == SQLITE.length()) {
            throw new BadValue("is not a database, expected jdbc:sqlite:<path> or jdbc:postgresql://<host>/<database>");
        }
        String path = text.substring(SQLITE.length());
        if (path.startsWith(":") || path.startsWith("file:") || path.contains("?")) {
            throw new BadValue("is not a database file, expected jdbc:sqlite:<path> without parameters");
        }
        try {
            return SQLITE + folder.resolve(path).normalize();
        } catch (InvalidPathException e) {
            throw new BadValue("is not a database file, expected jdbc:sqlite:<path>");
        }
    }
}
