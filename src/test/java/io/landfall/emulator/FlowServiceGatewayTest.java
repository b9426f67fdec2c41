package io.landfall.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowServiceGatewayTest extends FlowServiceFixture {

    @ParameterizedTest
    @CsvSource({
        "Authorization, , 403, 403010",
        "Authorization, Bearer nonsense, 401, 401013",
        "x-api-key, , 403, 403000",
        "x-api-key, somebody, 403, 403003",
        "x-gw-ims-org-id, , 400, 400003",
        "x-gw-ims-org-id, Other@AdobeOrg, 403, 403025",
        "x-sandbox-name, , 400, 2105-400",
        "x-sandbox-name, nowhere, 404, 2100-404"
    })
    void refusesCallsWithoutProperHeaders(String header, String value, int status, String code) throws Exception {
        caller.with(header, value);

        var answer = caller.get("/flows");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("\"" + code + "\"");
    }

    @Test
    void tokensLastAsLongAsTheyAreSaidTo() throws Exception {
        service.tokenLifetime(Duration.ofSeconds(600));
        assertThat(caller.token("client", "secret&").path("expires_in").asLong())
                .isEqualTo(600);

        service.tokenLifetime(Duration.ZERO);
        String stale = caller.token("client", "secret&").path("access_token").asText();
        caller.with("Authorization", "Bearer " + stale);

        assertThat(caller.get("/flows").statusCode()).isEqualTo(401);
        assertThat(service.tokensIssued()).isEqualTo(3);
    }

    @Test
    void revokedTokensAreRefused() throws Exception {
        service.revokeTokens();

        assertThat(caller.get("/flows").statusCode()).isEqualTo(401);
    }

    @Test
    void aWrongSecretGetsNoToken() throws Exception {
        var answer = caller.form("client", "wrong");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid_client");
    }

    @Test
    void aTokenOfOneOrganisationDoesNotOpenAnother() throws Exception {
        service.client("Second@AdobeOrg", "client-2", "secret-2").sandbox("Second@AdobeOrg", "prod");
        caller.with("x-gw-ims-org-id", "Second@AdobeOrg");

        assertThat(caller.get("/flows").statusCode()).isEqualTo(403);
    }

    @Test
    void sandboxesDoNotSeeEachOther() throws Exception {
        service.sandbox(ORG, "stage");
        flow("landfall/orders");
        caller.with("x-sandbox-name", "stage");

        assertThat(caller.json("/flows").path("items")).isEmpty();
    }

    @Test
    void logsCallsWithoutTheToken() throws Exception {
        caller.get("/flows?limit=5");

        assertThat(service.calls()).singleElement().satisfies(call -> {
            assertThat(call.path()).isEqualTo(Caller.BASE + "/flows");
            assertThat(call.query()).isEqualTo("limit=5");
            assertThat(call.status()).isEqualTo(200);
            assertThat(call.header("Authorization")).contains("***");
            assertThat(call.header("X-Sandbox-Name")).contains("prod");
            assertThat(call.at()).isEqualTo(NOW);
        });
    }
}
