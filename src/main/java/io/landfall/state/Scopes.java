package io.landfall.state;

import io.landfall.model.Trouble;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** When each platform's sandbox ({@code platform/sandbox}) was last asked, and why it could not be. */
public final class Scopes {
    private final Jdbi jdbi;

    public Scopes(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * What is known of one scope.
     *
     * @param trouble that of the last question, absent after an answer
     * @param barredAt when that was
     */
    public record Asked(
            Optional<Instant> flowsReadAt,
            Optional<Instant> runsAskedAt,
            Optional<Trouble> trouble,
            Optional<Instant> barredAt) {

        /** When it was last tried to ask for runs, with or without an answer. */
        public Optional<Instant> triedAt() {
            return trouble.isPresent() ? barredAt : runsAskedAt;
        }
    }

    public Asked of(String scope) {
        return jdbi.withHandle(h -> h.createQuery("SELECT * FROM scope WHERE scope = :scope")
                .bind("scope", scope)
                .map((row, c) -> new Asked(
                        Rows.maybeTime(row, "flows_read_ms"),
                        Rows.maybeTime(row, "runs_asked_ms"),
                        row.getString("trouble_kind") == null ? Optional.empty() : Optional.of(trouble(scope, row)),
                        Rows.maybeTime(row, "barred_ms")))
                .findOne()
                .orElse(new Asked(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())));
    }

    public void flowsRead(String scope, Instant at) {
        answered(scope, "flows_read_ms", at);
    }

    public void runsAsked(String scope, Instant at) {
        answered(scope, "runs_asked_ms", at);
    }

    public void barred(String scope, Trouble trouble, Instant at) {
        jdbi.useHandle(h -> h.createUpdate("""
                INSERT INTO scope (scope, trouble_kind, trouble_detail, trouble_remedy, barred_ms)
                VALUES (:scope, :kind, :detail, :remedy, :at)
                ON CONFLICT (scope) DO UPDATE SET trouble_kind = excluded.trouble_kind,
                    trouble_detail = excluded.trouble_detail, trouble_remedy = excluded.trouble_remedy,
                    barred_ms = excluded.barred_ms
                """)
                .bind("scope", scope)
                .bind("kind", trouble.kind().name())
                .bind("detail", trouble.detail())
                .bind("remedy", trouble.remedy())
                .bind("at", at.toEpochMilli())
                .execute());
    }

    private void answered(String scope, String column, Instant at) {
        jdbi.useHandle(h -> h.createUpdate("""
                INSERT INTO scope (scope, <column>) VALUES (:scope, :at)
                ON CONFLICT (scope) DO UPDATE SET <column> = excluded.<column>,
                    trouble_kind = NULL, trouble_detail = NULL, trouble_remedy = NULL
                """)
                .define("column", column)
                .bind("scope", scope)
                .bind("at", at.toEpochMilli())
                .execute());
    }

    private static Trouble trouble(String scope, ResultSet row) throws SQLException {
        return new Trouble(
                "platform:" + scope.substring(0, scope.indexOf('/')),
                Trouble.Kind.valueOf(row.getString("trouble_kind")),
                row.getString("trouble_detail"),
                row.getString("trouble_remedy"));
    }
}
