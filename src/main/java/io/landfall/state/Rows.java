package io.landfall.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How values stand in rows: times as epoch milliseconds, lists as one entry a line, maps as {@code key=value} lines. */
final class Rows {
    private Rows() {}

    static Long millis(Optional<Instant> time) {
        return time.map(Instant::toEpochMilli).orElse(null);
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    static Optional<Instant> maybeTime(ResultSet row, String column) throws SQLException {
        return maybeLong(row, column).map(Instant::ofEpochMilli);
    }

    static Optional<Long> maybeLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    static String lines(Collection<String> entries) {
        return String.join(
                "\n", entries.stream().map(e -> e.replaceAll("\\R", " ")).toList());
    }

    static List<String> entries(String lines) {
        return lines.isEmpty() ? List.of() : List.of(lines.split("\n"));
    }

    static String pairs(Map<String, Long> counts) {
        return lines(counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> e.getKey() + "=" + e.getValue())
                .toList());
    }

    static Map<String, Long> counts(String lines) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String line : entries(lines)) {
            int cut = line.lastIndexOf('=');
            counts.put(line.substring(0, cut), Long.parseLong(line.substring(cut + 1)));
        }
        return counts;
    }
}
