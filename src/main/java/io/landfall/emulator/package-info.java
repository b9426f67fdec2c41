/**
 * The local world: a Flow Service with its token endpoint, storage servers that speak the real protocols, an exporter
 * that writes as Adobe does, and an alert receiver; all on loopback, all able to misbehave on request.
 *
 * <p>Used by {@code demo}, tests and benchmarks only, never by the runtime. "Flow Service §n" in the comments is the
 * section of the project's notes on the public documentation of that API; marks there: documented, observed, inferred.
 */
package io.landfall.emulator;
