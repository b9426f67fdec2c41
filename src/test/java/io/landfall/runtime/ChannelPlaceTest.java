package io.landfall.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelPlaceTest {

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.com/in/canary?code=canary, hooks.example.com:443",
        "https:hooks.example.com/in, hooks.example.com:443",
        "http://127.0.0.1:8080/x, 127.0.0.1:8080",
        "http://[::1]:8080/x, [::1]:8080",
        "https://user:canary@alerts.example.com:9093/api/v2/alerts, alerts.example.com:9093",
        "slack:#data?webhookUrl=https://hooks.slack.com/services/T0/canary, hooks.slack.com:443",
        "slack:#data?username=x&webhookUrl=RAW(https://hooks.slack.com/a+b), hooks.slack.com:443",
        "smtps://mail.example.com:465?username=x&password=canary, mail.example.com:465",
        "smtp:mail.example.com?to=a@example.com, mail.example.com:25",
    })
    void isTheServerBehindTheEndpoint(String uri, String place) {
        assertThat(ChannelPlace.of(uri)).map(ChannelPlace::toString).contains(place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka:alerts?brokers=a:1,b:2", "aws2-sns:topic", "log:ops", "slack:#data", "https:///x"})
    void isAbsentWhereTheEndpointDoesNotTell(String uri) {
        assertThat(ChannelPlace.of(uri)).isEmpty();
    }

    @Test
    void aPortThatIsNone() {
        assertThat(ChannelPlace.of("https://a.example.com:999999/x")).isEmpty();
    }
}
