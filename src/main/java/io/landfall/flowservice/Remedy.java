package io.landfall.flowservice;

import java.util.Map;

/** What a person can do about a status or code, in a sentence. */
final class Remedy {

    private static final Map<String, String> BY_CODE = Map.ofEntries(
            Map.entry("401013", "check platform.client-id and platform.client-secret of the Developer Console project"),
            Map.entry("403000", "set platform.client-id"),
            Map.entry(
                    "403003",
                    "check that platform.client-id is a project of this organisation with the Experience"
                            + " Platform API"),
            Map.entry("403010", "report this as a bug of Landfall: the call went out without a token"),
            Map.entry("403025", "add the project's credential to a product profile and a role that sees this sandbox"),
            Map.entry("403027", "sign in once with the organisation that owns the project, then try again"),
            Map.entry("400003", "check platform.org"),
            Map.entry("2100-404", "check the sandbox's name, in lower case"),
            Map.entry("1439-400", "check the id and the sandbox"),
            Map.entry("1415-400", "the service does not know these credentials for this type of storage"),
            Map.entry("invalid_client", "check platform.client-id and platform.client-secret"),
            Map.entry("invalid_scope", "take platform.scopes from the project in the Developer Console"));

    private Remedy() {}

    static String of(int status, String code) {
        String known = BY_CODE.get(code);
        if (known != null) {
            return known;
        }
        return switch (status) {
            case 0 -> "check the network way to the platform, and status.adobe.com";
            case 401 -> "check platform.client-id, platform.client-secret and platform.org";
            case 403 ->
                "ask an administrator for the permissions View Destinations, View Datasets, Manage and Activate"
                        + " Dataset Destinations in this sandbox";
            case 404 -> "check the id and the sandbox";
            case 412 -> "somebody else is changing this object: try again when they are done";
            case 429 -> "wait, and lower flow-service.rate if it happens often";
            default -> {
                if (status >= 500) {
                    yield "try again later; status.adobe.com shows whether it is a known disturbance";
                }
                yield status < 400
                        ? "check platform.url, and whether a proxy or a sign-in page answers instead of the platform"
                        : "read the message; the request does not fit what the service accepts";
            }
        };
    }
}
