package io.landfall.spec;

import io.landfall.model.Platform;
import io.landfall.model.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code platform.*}: complete where an export uses it, or once any credential of it is given. */
final class PlatformSpec {
    private static final List<String> CREDENTIAL = List.of("org", "client-id", "client-secret");

    private final Declared declared;

    PlatformSpec(Declared declared) {
        this.declared = declared;
    }

    Map<String, Platform> all(Set<String> used) {
        Set<String> names = new TreeSet<>(declared.names("platform"));
        names.addAll(used);
        Map<String, Platform> platforms = new LinkedHashMap<>();
        for (String name : names) {
            boolean begun = CREDENTIAL.stream().anyMatch(key -> declared.given(prefix(name) + key));
            if (begun || used.contains(name)) {
                one(name).ifPresent(platform -> platforms.put(name, platform));
            }
        }
        return platforms;
    }

    private Optional<Platform> one(String name) {
        String at = prefix(name);
        Optional<String> org = declared.need(at + "org", Type.ORG, "the organisation's id, <id>@AdobeOrg");
        Optional<String> id = declared.need(at + "client-id", Type.TEXT, "the OAuth credential's client id");
        Optional<Secret> secret = declared.need(
                        at + "client-secret", Type.SECRET, "the OAuth credential's client secret")
                .map(Secret::new);
        if (org.isEmpty() || id.isEmpty() || secret.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Platform(
                name,
                declared.or(at + "url", Type.URL),
                declared.or(at + "ims-url", Type.URL),
                org.get(),
                id.get(),
                secret.get(),
                declared.or(at + "scopes", Type.SCOPES),
                declared.or(at + "sandbox", Type.NAME)));
    }

    static String prefix(String name) {
        return name.equals(KeyTable.DEFAULT_PLATFORM) ? "platform." : "platform." + name + ".";
    }
}
