package io.landfall.model;

/**
 * Where and how a dataflow writes, by its own target connection (Flow Service §8).
 *
 * @param path below the bucket or container, or on the host, as it is written there; untrusted text
 */
public record Target(String path, Format format, Compression compression) {}
