package io.landfall.spec;

import io.landfall.model.Channel;
import io.landfall.model.Compression;
import io.landfall.model.Config;
import io.landfall.model.DatasetRef;
import io.landfall.model.Depth;
import io.landfall.model.Format;
import io.landfall.model.Reconcile;
import io.landfall.model.Severity;
import io.landfall.model.StorageType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a key's value is: how it is read, and how the documentation names it.
 *
 * @param parser reads a complete value
 * @param late reads a value in which vault functions are left for later; null: this type takes none
 * @param mountable {@code file:/path} is the content of that file
 */
record Type<T>(String name, Parser<T> parser, Parser<T> late, boolean mountable) {

    /** Reads a value that is not blank; {@code folder} is what relative paths are relative to. */
    interface Parser<T> {
        T parse(String text, Path folder) throws BadValue;
    }

    static final Type<String> TEXT = texts("text", (text, folder) -> Texts.line(text));
    static final Type<String> SECRET = texts("secret", (text, folder) -> text);
    static final Type<String> SCOPES = texts("list", (text, folder) -> Texts.line(text));
    static final Type<String> ORG = texts("id@AdobeOrg", (text, folder) -> Texts.org(text));
    static final Type<String> CHANNEL = texts("Camel endpoint", (text, folder) -> Endpoints.channel(text));

    static final Type<String> LABEL = of("text", (text, folder) -> Texts.line(text));
    static final Type<String> NAME = of("name", (text, folder) -> Texts.name(text));
    static final Type<String> HOST = of("host", (text, folder) -> Texts.host(text));
    static final Type<String> BUCKET = of("name", (text, folder) -> Texts.bucket(text));
    static final Type<String> CONTAINER = of("name", (text, folder) -> Texts.container(text));
    static final Type<String> ACCOUNT = of("name", (text, folder) -> Texts.account(text));
    static final Type<String> REGION = of("name", (text, folder) -> Texts.region(text));
    static final Type<String> ROLE = of("ARN", (text, folder) -> Texts.role(text));
    static final Type<String> PATH = of("folder", (text, folder) -> Folders.path(text));
    static final Type<String> TEMPLATE = of("folder template", (text, folder) -> Folders.template(text));
    static final Type<String> FLOW_ID = of("UUID", (text, folder) -> Texts.uuid(text));
    static final Type<List<DatasetRef>> DATASETS = of("list", (text, folder) -> Datasets.list(text));
    static final Type<String> VERDICTS = of("list", (text, folder) -> Choice.verdicts(text));
    static final Type<String> SEVERITIES = of("list", (text, folder) -> Choice.severities(text));
    static final Type<Path> FILE = of("file", Texts::file);
    static final Type<String> STATE_URL = of("JDBC URL", Endpoints::state);
    static final Type<URI> URL = of("URL", (text, folder) -> Endpoints.url(text, false));
    static final Type<URI> ENDPOINT = of("URL", (text, folder) -> Endpoints.url(text, true));
    static final Type<URI> LINK = of("URL", (text, folder) -> Endpoints.url(text, true));

    static final Type<Duration> DURATION = of("duration", (text, folder) -> Figures.duration(text));
    static final Type<Duration> TIMEOUT = of("duration", (text, folder) -> Figures.positive(text));
    static final Type<Long> SIZE = of("size", (text, folder) -> Figures.size(text));
    static final Type<Integer> COUNT = of("number", (text, folder) -> Figures.number(text, 1, 1024));
    static final Type<Integer> PORT = of("port", (text, folder) -> Figures.number(text, 1, 65535));
    static final Type<Integer> SERVER_PORT = of("port", (text, folder) -> Figures.number(text, 0, 65535));
    static final Type<Instant> TIME = of("time", (text, folder) -> Figures.time(text));
    static final Type<String> CRON = of("cron", (text, folder) -> Figures.cron(text));

    static final Type<Boolean> BOOLEAN = choice(Choice.of("true", true).or("false", false));
    static final Type<StorageType> STORAGE_TYPE = choice(Choice.of(StorageType.values(), StorageType::key));
    static final Type<Format> FORMAT = choice(Choice.of(Format.values()));
    static final Type<Compression> COMPRESSION = choice(Choice.of(Compression.values()));
    static final Type<Duration> EVERY = choice(Choice.of("3h", Duration.ofHours(3))
            .or("6h", Duration.ofHours(6))
            .or("9h", Duration.ofHours(9))
            .or("12h", Duration.ofHours(12))
            .or("1d", Duration.ofDays(1))
            .or("once", Duration.ZERO));
    static final Type<Depth> DEPTH = choice(Choice.of(Depth.values()));
    static final Type<Reconcile> RECONCILE = choice(Choice.of(Reconcile.values()));
    static final Type<Boolean> EMPTY = choice(Choice.of("ok", false).or("alert", true));
    static final Type<Severity> SEVERITY = choice(Choice.of(Severity.values()));
    static final Type<Channel.MessageFormat> MESSAGE = choice(Choice.of(Channel.MessageFormat.values()));
    static final Type<Config.ProvisionMode> MODE = choice(Choice.of(Config.ProvisionMode.values()));

    private static Type<String> texts(String name, Parser<String> parser) {
        return new Type<>(
                name, parser, (text, folder) -> text.startsWith("{{") ? text : parser.parse(text, folder), true);
    }

    private static <T> Type<T> of(String name, Parser<T> parser) {
        return new Type<>(name, parser, null, false);
    }

    private static <T> Type<T> choice(Choice<T> choice) {
        return of(choice.listed(), (text, folder) -> choice.parse(text));
    }
}
