package io.landfall.emulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What stands before Flow Service: token, key, organisation, sandbox of every call (Flow Service §1, §3). */
final class Gateway {

    private final Tokens tokens;
    private final Map<String, Sandbox> sandboxes = new ConcurrentHashMap<>();

    Gateway(Tokens tokens) {
        this.tokens = tokens;
    }

    void open(Sandbox sandbox) {
        sandboxes.put(sandbox.org() + "/" + sandbox.name(), sandbox);
    }

    Sandbox find(String org, String name) {
        return sandboxes.get(org + "/" + name);
    }

    Iterable<Sandbox> all() {
        return sandboxes.values();
    }

    /** @throws Refusal with the gateway's envelope */
    Sandbox admit(Map<String, String> headers, String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw new Refusal(Reply.gateway(403, "403010", "Oauth token is missing."));
        }
        String key = headers.get("x-api-key");
        if (key == null) {
            throw new Refusal(Reply.gateway(403, "403000", "Api Key is required"));
        }
        if (!tokens.knows(key)) {
            throw new Refusal(Reply.gateway(403, "403003", "Api Key is invalid"));
        }
        String org = tokens.org(authorization.substring(7).strip(), key)
                .orElseThrow(() -> new Refusal(Reply.gateway(401, "401013", "Oauth token is not valid")));
        String asked = headers.get("x-gw-ims-org-id");
        if (asked == null) {
            throw new Refusal(Reply.gateway(400, "400003", "Missing header"));
        }
        if (!asked.equals(org)) {
            throw new Refusal(Reply.gateway(403, "403025", "Profile is not valid"));
        }
        String name = headers.get("x-sandbox-name");
        if (name == null) {
            throw new Refusal(Reply.coded("2105-400", "The header x-sandbox-name is missing in the request."));
        }
        Sandbox sandbox = find(org, name);
        if (sandbox == null) {
            throw new Refusal(Reply.coded("2100-404", "Sandbox not found."));
        }
        return sandbox;
    }
}
