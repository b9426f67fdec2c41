/** The wiring: Camel Main, the beans that routes call, the header guard, health. What is decided is decided elsewhere. */
package io.landfall.runtime;
