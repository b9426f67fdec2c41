package io.landfall.flowservice;

import static io.landfall.flowservice.Requests.PLATFORM;
import static io.landfall.flowservice.Requests.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest {

    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

    private final Tokens tokens = new Tokens(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void isStaleUntilOneWasFetched() {
        assertThat(tokens.stale(PLATFORM)).isTrue();
        assertThatThrownBy(() -> tokens.grant(PLATFORM)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "86400,    PT23H55M", // seconds
        "86400000, PT23H55M", // milliseconds of the legacy endpoint
        "'\"3600\"', PT55M",
        "100,      PT90S",
        "1,        PT0.9S",
        "0,        PT13M30S",
        "-1,       PT13M30S",
        "null,     PT13M30S"
    })
    void isRenewedBeforeItExpires(String expiresIn, Duration renewedAfter) {
        assertThat(tokens.keep(PLATFORM, json("{'access_token':'t','expires_in':" + expiresIn + "}")))
                .isTrue();
        assertThat(tokens.grant(PLATFORM).renewAt()).isEqualTo(NOW.plus(renewedAfter));
        assertThat(tokens.stale(PLATFORM)).isFalse();
    }

    @Test
    void asksWithEveryValueEncoded() {
        assertThat(tokens.form(PLATFORM))
                .isEqualTo("grant_type=client_credentials&client_id=client+id"
                        + "&client_secret=p8e-se%2Bcret%2Fwith%3Dsigns%26more&scope=openid%2CAdobeID");
    }

    @Test
    void showsNoToken() {
        tokens.keep(PLATFORM, json("{'access_token':'canary'}"));
        assertThat(tokens.grant(PLATFORM).toString()).doesNotContain("canary");
        assertThat(tokens.bearer(tokens.grant(PLATFORM))).isEqualTo("Bearer canary");
    }
}
