package io.landfall.emulator;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who may do what: the account's key all, a service principal all, a SAS what it says until it expires. */
final class AzureAdmission {

    private final AzureSignature signature;
    private final Clock clock;
    private final Set<String> bearers = ConcurrentHashMap.newKeySet();
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();

    AzureAdmission(AzureSignature signature, Clock clock) {
        this.signature = signature;
        this.clock = clock;
    }

    void bearer(String token) {
        bearers.add(token);
    }

    void revoke(String sig) {
        revoked.add(sig);
    }

    /**
     * @param right one letter of a SAS' permissions: {@code l}, {@code r} or {@code w}
     * @throws AzureRefusal if it may not
     */
    void admit(String method, URI uri, Map<String, String> headers, String container, char right) {
        String authorization = headers.get("authorization");
        Query query = Query.of(uri.getRawQuery());
        if (query.first("sig").isPresent()) {
            grant(query, container, right);
        } else if (authorization == null) {
            throw new AzureRefusal(
                    401,
                    "NoAuthenticationInformation",
                    "Server failed to authenticate the request. Please refer to the information in the"
                            + " www-authenticate header.");
        } else if (authorization.startsWith("Bearer ")) {
            if (!bearers.contains(authorization.substring(7))) {
                throw new AzureRefusal(401, "InvalidAuthenticationInfo", "Server failed to authenticate the request.");
            }
        } else if (!authorization.equals(signature.ofRequest(method, uri, headers))) {
            throw failed("The MAC signature found in the HTTP request is not the same as any computed signature.");
        }
    }

    private void grant(Query query, String container, char right) {
        String sig = query.first("sig").orElse("");
        if (!sig.equals(signature.ofGrant(container, name -> query.first(name).orElse("")))) {
            throw failed("Signature did not match.");
        }
        Instant now = clock.instant();
        boolean over = query.first("se")
                .map(end -> !OffsetDateTime.parse(end).toInstant().isAfter(now))
                .orElse(false);
        if (over || revoked.contains(sig)) {
            throw failed("Signature not valid in the specified time frame: Expiry ["
                    + query.first("se").orElse("of the policy") + "] - Current [" + now + "]");
        }
        if (query.first("sp").orElse("").indexOf(right) < 0) {
            throw new AzureRefusal(
                    403,
                    "AuthorizationPermissionMismatch",
                    "This request is not authorized to perform this operation using this permission.");
        }
    }

    private static AzureRefusal failed(String detail) {
        return new AzureRefusal(
                403,
                "AuthenticationFailed",
                "Server failed to authenticate the request. Make sure the value of Authorization header is formed"
                        + " correctly including the signature.\nAuthenticationErrorDetail: " + detail);
    }
}
