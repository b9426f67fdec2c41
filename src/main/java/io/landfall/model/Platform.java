package io.landfall.model;

import java.net.URI;

/** One Adobe organisation with its server-to-server credential ({@code platform.*}; Flow Service §1 and §2). */
public record Platform(
        String name,
        URI url,
        URI imsUrl,
        String org,
        String clientId,
        Secret clientSecret,
        String scopes,
        String sandbox) {}
