package io.landfall.spec;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads texts of a given form. */
final class Texts {
    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private static final Pattern ORG = Pattern.compile("[0-9A-Za-z_-]{1,64}@AdobeOrg");
    private static final Pattern HOST = Pattern.compile("[0-9A-Za-z]([0-9A-Za-z._-]{0,252})|\\[?[0-9A-Fa-f:.]{2,45}]?");
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]");
    private static final Pattern CONTAINER = Pattern.compile("[a-z0-9](?!.*--)[a-z0-9-]{1,61}[a-z0-9]");
    private static final Pattern ACCOUNT = Pattern.compile("[a-z0-9]{3,24}");
    private static final Pattern REGION = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62})");
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,512}");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Texts() {}

    static String line(String text) throws BadValue {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new BadValue("holds a control character, expected one line of text");
        }
        return text;
    }

    static String name(String text) throws BadValue {
        return like(NAME, text, "is not a name, expected 1 to 63 lower-case letters, digits and hyphens");
    }

    static String org(String text) throws BadValue {
        return like(ORG, text, "is not an organisation's id, expected <id>@AdobeOrg");
    }

    static String host(String text) throws BadValue {
        return like(HOST, text, "is not a host, expected a name or an address without scheme, port and path");
    }

    static String bucket(String text) throws BadValue {
        return like(
                BUCKET, text, "is not a bucket's name, expected at least 3 lower-case letters, digits, dots, hyphens");
    }

    static String container(String text) throws BadValue {
        return like(
                CONTAINER,
                text,
                "is not a container's name, expected 3 to 63 lower-case letters, digits, single hyphens");
    }

    static String account(String text) throws BadValue {
        return like(ACCOUNT, text, "is not a storage account's name, expected 3 to 24 lower-case letters and digits");
    }

    static String region(String text) throws BadValue {
        return like(REGION, text, "is not a region, expected a name such as eu-west-1");
    }

    static String role(String text) throws BadValue {
        return like(ROLE, text, "is not a role, expected arn:aws:iam::<account>:role/<name>");
    }

    static String uuid(String text) throws BadValue {
        return like(UUID, text, "is not a dataflow's id, expected a UUID such as 6b2f5b0e-3a5c-4b77-9d57-0c3b5b1f2a10")
                .toLowerCase(Locale.ROOT);
    }

    /** A readable file; the path becomes absolute. The text is not repeated: it may be the file's content by mistake. */
    static Path file(String text, Path folder) throws BadValue {
        Path file;
        try {
            file = folder.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new BadValue("is not a file's path, expected one (relative to the file it stands in)");
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new BadValue("names no readable file, expected a path (relative to the file it stands in)");
        }
        return file;
    }

    private static String like(Pattern form, String text, String complaint) throws BadValue {
        if (!form.matcher(text).matches()) {
            throw new BadValue(complaint);
        }
        return text;
    }
}
