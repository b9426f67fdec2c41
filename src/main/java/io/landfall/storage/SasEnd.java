package io.landfall.storage;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a request was refused after the end of the SAS token that it showed, by the store's own clock. */
final class SasEnd {
    private static final Pattern END = Pattern.compile("(?:^|&)se=([^&]*)");

    private SasEnd() {}

    /** False where the request shows no token, or one whose end stands in a policy, or the answer tells no time. */
    static boolean over(HttpResponse refusal) {
        String query = refusal.getRequest().getUrl().getQuery();
        Optional<Instant> end = Optional.ofNullable(query)
                .map(END::matcher)
                .filter(Matcher::find)
                .flatMap(found -> time(DateTimeFormatter.ISO_OFFSET_DATE_TIME, found.group(1)));
        Optional<Instant> then =
                time(DateTimeFormatter.RFC_1123_DATE_TIME, refusal.getHeaderValue(HttpHeaderName.DATE));
        return end.isPresent() && then.isPresent() && !end.get().isAfter(then.get());
    }

    private static Optional<Instant> time(DateTimeFormatter format, String text) {
        try {
            return Optional.ofNullable(text)
                    .map(t -> OffsetDateTime.parse(URLDecoder.decode(t, StandardCharsets.UTF_8), format))
                    .map(OffsetDateTime::toInstant);
        } catch (DateTimeException | IllegalArgumentException notATime) {
            return Optional.empty();
        }
    }
}
