package io.landfall.flowservice;

import com.fasterxml.jackson.databind.JsonNode;
import io.landfall.model.Platform;
import io.landfall.model.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A platform and requests for the tests of this package. */
final class Requests {

    static final Platform PLATFORM = new Platform(
            "default",
            URI.create("https://platform.example.test"),
            URI.create("https://ims.example.test"),
            "0123456789ABCDEF01234567@AdobeOrg",
            "client id",
            new Secret("p8e-se+cret/with=signs&more"),
            "openid,AdobeID",
            "prod");

    static final FlowServiceRequest GET = FlowServiceRequest.get(PLATFORM, "prod", "flows", "list the flows");
    static final FlowServiceRequest POST =
            FlowServiceRequest.post(PLATFORM, "prod", "flows", Json.object(), "create flow landfall/orders");

    private Requests() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static JsonNode json(String text) {
        return Json.read(bytes(text.replace('\'', '"'))).orElseThrow();
    }
}
