/** Property files → {@link io.landfall.model.Config}: every fault is found at once, without network and without Camel. */
package io.landfall.spec;
