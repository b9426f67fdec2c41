package io.landfall.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080/hook",
                "http:localhost:9093/api/v2/alerts",
                "http://[::1]:80/",
                "https://hooks.example.com/x?y=z",
                "slack:#data-ops?webhookUrl=https://hooks.example.com/a",
                "smtp://mail:25?to=a@example.com",
                "log:alerts"
            })
    void takesWhatOnlySends(String to) {
        assertThatCode(() -> Endpoints.channel(to)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1@evil.example.com/",
                "http://127.0.0.1:80@evil.example.com/",
                "http://localhost.example.com/",
                "http:evil.example.com",
                "http:////evil.example.com",
                "HTTP://evil.example.com",
                "EXEC:rm",
                "file:out",
                "seda:x",
                "#data-ops",
                "https:"
            })
    void refusesTheClearTheLocalAndTheShapeless(String to) {
        assertThatThrownBy(() -> Endpoints.channel(to))
                .isInstanceOf(BadValue.class)
                .hasMessageNotContaining("evil");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "localhost", "LOCALHOST", "[::1]", "::1"})
    void knowsLoopbackByItsSpelling(String host) {
        assertThat(Endpoints.loopback(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "127.evil.example.com", "localhost.", "10.0.0.1"})
    void everythingElseIsAnotherMachine(String host) {
        assertThat(Endpoints.loopback(host)).isFalse();
    }
}
